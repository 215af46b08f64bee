/** The forms by which people prove who they are and keep their account. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, line, mailAddress, requiredLine } from '#server/form-fields.ts';
import { readSignInAddress } from '#values/sign-in-name.ts';
import { MOST_CHARACTERS } from './typed-text.rules.ts';

/** Passwords are taken as they are typed: nothing is trimmed, and the rules say what is too long. */
const password = z.string().min(1, { error: () => m.account_password_missing() });

const code = requiredLine(40, m.account_code_missing);

/** What waits to be sent after signing in, and where to go on to. */
const afterwards = { to: z.string(), typed: z.string().max(MOST_CHARACTERS).catch('') };

/** A mail address, or the name of somebody who has no mailbox. */
const signInAddress = () =>
	z
		.string()
		.max(254)
		.transform(readSignInAddress)
		.pipe(mailAddress(m.account_mail_or_name_missing));

export const signInForm = z.object({
	email: signInAddress(),
	password,
	...afterwards
});
export const codeForm = z.object({ code, ...afterwards });
export const afterwardsForm = z.object(afterwards);
export const keptForm = z.object({
	...afterwards,
	step: z.enum(['/hats', '/account/second-factor', '/declaration', '/sign-in'])
});
export const sendAsForm = z.object({ ...afterwards, hat: line(100) });
export const passwordForm = z.object({ password });
export const confirmAppForm = z.object({ code, address: z.string().max(1000) });
export const changePasswordForm = z.object({ current: password, password });
export const forgotForm = z.object({ email: mailAddress(m.account_mail_missing) });
export const resetForm = z.object({ token: z.string().max(200), password });
export const newStartForm = z.object({
	email: mailAddress(m.account_mail_missing),
	code: requiredLine(40, m.new_start_code_missing),
	password
});
/** A code handed over in person, and the password that is chosen with it. */
export const comeInForm = z.object({ code: requiredLine(40, m.new_start_code_missing), password });
export const joinForm = z.object({ name: requiredLine(200, m.account_name_missing), password });
export const beginForm = z.object({
	name: requiredLine(200, m.account_name_missing),
	email: mailAddress(m.account_mail_missing),
	password
});
export const demoForm = z.object({ id: line(100), ...afterwards });
export const idForm = z.object({ id: line(100) });
export const confirmationForm = z.object({ id: idField(), was: z.enum(['yes', 'no']) });
export const languageForm = z.object({ language: z.enum(['da', 'en']) });
/** The telephone at work; empty takes it off. */
export const phoneForm = z.object({ phone: line(50) });
export const hatForm = z.object({ hat: line(100), to: z.string() });
export const declarationForm = z.object({
	accepted: z.literal('yes', { error: () => m.account_declaration_missing() }),
	to: z.string()
});

/** What the browser sends of a passkey it made. The ceremony checks `response`. */
export const passkeyMade = z.object({ response: z.unknown(), name: z.string().trim().max(60) });
