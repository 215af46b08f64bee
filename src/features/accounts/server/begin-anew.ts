/** Beginning anew with a code from an administrator: another password, no second factor, no session but this one. */
import type { Identity } from '#server/identity/identity.ts';
import {
	ACCOUNT,
	giveBack,
	HERE,
	LINKS,
	takeTurns,
	type TooMany
} from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import { hashPassword, setPassword, transactIdentity } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { beginSession, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';
import { hashCode } from './issue-new-start.ts';

/** What the person types. */
export type Anew = { email: string; code: string; password: string };

/**
 * Uses the code, once: the password is the new one, every second factor and every session is gone, and the person is
 * signed in without a hat until somebody has confirmed who it was (waits_for_confirmation). An unknown address, a wrong
 * code and one that is too old get the same answer.
 */
export async function beginAnew(
	identity: Identity,
	caller: Caller,
	{ email, code, password }: Anew
): Promise<Outcome<true, PasswordRefusal | 'new-start-not-open'> | TooMany> {
	const { pool } = identity;
	// From everywhere, whoever knows an address could shut out the one who was handed the code; its eighty bits stand fifty tries a quarter.
	const turns = [
		[`new start ${email} ${placeOf(caller.address)}`, HERE],
		[`new start ${email}`, ACCOUNT],
		[`new starts from ${placeOf(caller.address)}`, LINKS]
	] as const;
	const spent = await takeTurns(pool, turns);
	if (spent) return spent;
	const hash = hashCode(code);
	const { rows } = await pool.query<{ person: string; name: string }>(
		'select person, name from samspil.find_new_start($1, $2)',
		[email, hash]
	);
	const found = rows[0];
	if (!found) return refused('new-start-not-open');
	const { person, name } = found;
	const judged = judgePassword(password, { name, email });
	if (!judged.ok) return judged;
	const passwordHash = await hashPassword(identity, password);
	const factors = await transactIdentity(identity, async (client) => {
		const { rows: used } = await client.query<{ used: boolean }>(
			'select samspil.use_new_start($1) as used',
			[hash]
		);
		if (!used[0]?.used) return undefined;
		await client.query('delete from identity.session where "userId" = $1', [person]);
		await client.query(`update identity."user" set "twoFactorEnabled" = false where id = $1`, [
			person
		]);
		const apps = await client.query('delete from identity."twoFactor" where "userId" = $1', [
			person
		]);
		const passkeys = await client.query('delete from identity.passkey where "userId" = $1', [
			person
		]);
		await setPassword(client, person, passwordHash);
		return (apps.rowCount ?? 0) + (passkeys.rowCount ?? 0);
	});
	if (factors === undefined) return refused('new-start-not-open');
	for (const [key] of turns) await giveBack(pool, key);
	await recordAccount(pool, 'account.begun-anew', person, { factors });
	await beginSession(identity, caller, person, 'single');
	return done(true);
}
