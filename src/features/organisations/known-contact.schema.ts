/** What the forms about a municipality's contacts post. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, line, madeId, requiredLine, version } from '#server/form-fields.ts';

const contact = {
	name: requiredLine(200, m.known_contact_name_missing),
	email: line(254)
		.transform((typed) => typed.toLowerCase())
		.refine((typed) => typed === '' || z.email().safeParse(typed).success, {
			error: () => m.form_mail_missing()
		}),
	phone: line(50),
	purpose: requiredLine(300, m.known_contact_purpose_missing)
};

const isReachable = ({ email, phone }: { email: string; phone: string }) =>
	email !== '' || phone !== '';
const unreachable = { path: ['phone'], error: () => m.known_contact_reach_missing() };

/** Somebody new; `contact` is made with the form. */
export const AddContactForm = z
	.object({ contact: madeId(), ...contact })
	.refine(isReachable, unreachable);

/** What is changed about somebody. */
export const ChangeContactForm = z
	.object({ contact: idField(), version: version(), ...contact })
	.refine(isReachable, unreachable);

/** Somebody to take off. */
export const RemoveContactForm = z.object({ contact: idField(), version: version() });
