/** Coming in with a code that the tovholder hands over in person: a password, and a name to sign in with. No mailbox. */
import { createHmac } from 'node:crypto';
import type { Identity } from '#server/identity/identity.ts';
import { giveBack, HERE, LINKS, takeTurns, type TooMany } from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import { makeNamedAccount, nameOf, renewAccount } from '#server/identity/named-accounts.ts';
import { hashPassword, transactIdentity } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { beginSession, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { readCode } from '../new-start.rules.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';

/** How many signs the code has: 40 bits, which is enough for a day, once, and as many tries as `LINKS` says from one place. */
export const CITIZEN_CODE_LENGTH = 8;

/** What is kept of a code: with the installation's secret, since 40 bits alone would be tried out by whoever has the table. */
export const hashCitizenCode = (secret: string, code: string): Buffer =>
	createHmac('sha256', secret)
		.update(`citizen code ${readCode(code)}`)
		.digest();

/**
 * Uses the code, once. Somebody new gets an account and a name for it; whoever has one keeps the name and gets the new password,
 * and every session and passkey from before is gone. An unknown code and one that is too old get the same answer. Answers the name
 * to sign in with, and the person is signed in.
 */
export async function comeIn(
	identity: Identity,
	caller: Caller,
	{ code, password }: { code: string; password: string }
): Promise<Outcome<string, PasswordRefusal | 'citizen-code-not-open'> | TooMany> {
	const { pool, secret } = identity;
	// Whoever goes on mistyping one code meets the limit of its first half, and leaves the place open for the others there.
	const turns = [
		[
			`citizen code ${readCode(code).slice(0, CITIZEN_CODE_LENGTH / 2)} ${placeOf(caller.address)}`,
			HERE
		],
		[`citizen codes from ${placeOf(caller.address)}`, LINKS]
	] as const;
	const spent = await takeTurns(pool, turns);
	if (spent) return spent;
	const hash = hashCitizenCode(secret, code);
	const { rows } = await pool.query<{ name: string; account: string | null }>(
		'select name, account from samspil.find_citizen_code($1)',
		[hash]
	);
	const found = rows[0];
	if (!found) return refused('citizen-code-not-open');
	for (const [key] of turns) await giveBack(pool, key);
	const { name, account } = found;
	const judged = judgePassword(password, { name, email: '' });
	if (!judged.ok) return judged;
	const passwordHash = await hashPassword(identity, password);
	const came = await transactIdentity(identity, async (client) => {
		const person = account ?? (await makeNamedAccount(client, { name, passwordHash }));
		if (account) await renewAccount(client, account, passwordHash);
		const { rows: used } = await client.query<{ used: boolean }>(
			'select samspil.use_citizen_code($1, $2) as used',
			[hash, person]
		);
		if (!used[0]?.used) throw new NotOpen();
		return { person, signInName: await nameOf(client, person) };
	}).catch((error: unknown) => {
		if (error instanceof NotOpen) return undefined;
		throw error;
	});
	if (!came) return refused('citizen-code-not-open');
	await recordAccount(pool, account ? 'account.begun-anew' : 'account.created', came.person, {
		by: 'citizen-code'
	});
	await beginSession(identity, caller, came.person, 'single');
	return done(came.signInName);
}

/** The code was used between looking and using, so that nothing of it may stay. */
class NotOpen extends Error {}
