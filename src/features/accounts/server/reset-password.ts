/** A new password for somebody who has forgotten theirs: a link by mail, good for an hour and once. */
import type { Identity } from '#server/identity/identity.ts';
import { ADDRESS, LINKS, MAILS, takeTurn } from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import { findAccountByEmail, makeUnprovenOwn } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { headersOf, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';

/** How long the answer takes at least, in milliseconds: longer than finding an account and writing a mail. */
const AS_LONG = 400;

/**
 * Sends the link, if there is such an account; the answer and its time say nothing of that. At most three mails a
 * quarter of an hour go to one account, silently.
 */
export async function askForReset(
	identity: Identity,
	caller: Caller,
	email: string
): Promise<Outcome<true, 'too-many-tries'>> {
	const { pool, auth } = identity;
	const passed = new Promise((resolve) => setTimeout(resolve, AS_LONG));
	if (!(await takeTurn(pool, `reset from ${placeOf(caller.address)}`, ADDRESS)))
		return refused('too-many-tries');
	const account = await findAccountByEmail(pool, email);
	if (account && (await takeTurn(pool, `reset ${account.person}`, MAILS))) {
		await auth.api.requestPasswordReset({ body: { email }, headers: headersOf(caller) });
		await recordAccount(pool, 'account.password-reset-asked', account.person);
	}
	await passed;
	return done(true);
}

/** Who a reset link is for; undefined where it is none, has been used, or is too old. */
export async function findReset(
	{ pool }: Identity,
	token: string
): Promise<{ person: string; name: string; email: string } | undefined> {
	const { rows } = await pool.query<{ person: string; name: string; email: string }>(
		`select u.id as person, u.name, u.email from identity.verification v
		join identity."user" u on u.id::text = v.value
		where v.identifier = $1 and v."expiresAt" > now()`,
		[`reset-password:${token}`]
	);
	return rows[0];
}

/**
 * Sets the new password and ends all sessions; the second factor stays what it was. But an account made
 * by a link handed over, whose address nobody had proven, need not be that of the mail's reader: then the maker's factors
 * go, and what was tied to the account.
 */
export async function resetPassword(
	identity: Identity,
	caller: Caller,
	{ token, password }: { token: string; password: string }
): Promise<Outcome<true, PasswordRefusal | 'link-not-open' | 'too-many-tries'>> {
	const { pool, auth } = identity;
	if (!(await takeTurn(pool, `resets from ${placeOf(caller.address)}`, LINKS)))
		return refused('too-many-tries');
	const reset = await findReset(identity, token);
	if (!reset) return refused('link-not-open');
	const judged = judgePassword(password, reset);
	if (!judged.ok) return judged;
	const response = await auth.api.resetPassword({
		body: { token, newPassword: password },
		headers: headersOf(caller),
		asResponse: true
	});
	if (response.status >= 500) throw new Error(`Resetting a password answered ${response.status}.`);
	if (!response.ok) return refused('link-not-open');
	await recordAccount(pool, 'account.password-changed', reset.person, { by: 'mail' });
	const removed = await makeUnprovenOwn(identity, reset.person);
	if (removed !== undefined)
		await recordAccount(pool, 'account.address-proven', reset.person, { factors: removed });
	return done(true);
}
