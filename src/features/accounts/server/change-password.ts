/** Another password, for somebody who knows the one they have. */
import type { Identity } from '#server/identity/identity.ts';
import { giveBack, HERE, takeTurn } from '#server/identity/limits.ts';
import { findAccount, hashPassword, setPassword } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { endOtherSessions, headersOf, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';

/** Changes the password and ends all other sessions of the person whose session `token` is. */
export async function changePassword(
	identity: Identity,
	caller: Caller,
	token: string,
	{ current, password }: { current: string; password: string }
): Promise<Outcome<true, PasswordRefusal | 'wrong-password' | 'too-many-tries'>> {
	const { pool, auth } = identity;
	const account = await findAccount(identity, token);
	if (!account) return refused('wrong-password');
	const turn = `password ${account.person}`;
	if (!(await takeTurn(pool, turn, HERE))) return refused('too-many-tries');
	const judged = judgePassword(password, account);
	if (!judged.ok) return judged;
	const response = await auth.api.verifyPassword({
		body: { password: current },
		headers: headersOf(caller),
		asResponse: true
	});
	if (response.status >= 500) throw new Error(`Checking a password answered ${response.status}.`);
	if (!response.ok) return refused('wrong-password');
	await giveBack(pool, turn);
	await setPassword(pool, account.person, await hashPassword(identity, password));
	await endOtherSessions(identity, token, null);
	await recordAccount(pool, 'account.password-changed', account.person, { by: 'person' });
	return done(true);
}
