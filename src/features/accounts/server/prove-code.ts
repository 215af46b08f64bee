/** The second factor: the code of an app, or one of the ten to keep for the day the telephone is lost. */
import { readBackupCode } from '#server/identity/backup-codes.ts';
import { giveBack, HERE, ONCE, takeTurn } from '#server/identity/limits.ts';
import { cookiePrefix, readToken } from '#server/identity/session-cookie.ts';
import type { Identity } from '#server/identity/identity.ts';
import { findAccount } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import {
	headersOf,
	strengthen,
	strengthenOwn,
	succeed,
	takeBefore,
	takeCookies,
	type Caller
} from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Why a code was not taken. `sign-in-again`: the password was given too long ago. */
export type CodeRefusal = 'wrong-code' | 'too-many-tries' | 'sign-in-again';

/** The person who has given a password in this browser and still owes a code; undefined after ten minutes. */
export async function findAwaited(
	{ pool, isHttps, secret }: Identity,
	{ cookies }: Caller
): Promise<string | undefined> {
	const challenge = readToken(cookies.get(`${cookiePrefix(isHttps)}.two_factor`), secret);
	if (!challenge) return undefined;
	const { rows } = await pool.query<{ person: string }>(
		`select value as person from identity.verification where identifier = $1 and "expiresAt" > now()`,
		[challenge]
	);
	return rows[0]?.person;
}

/**
 * Proves a code: at sign-in, or within the session `token` to make it a strong one. A code of the app is good once;
 * so is a backup code.
 */
export async function proveCode(
	identity: Identity,
	caller: Caller,
	typed: string,
	token?: string
): Promise<Outcome<'in', CodeRefusal>> {
	const { pool, auth } = identity;
	const person = token
		? await findOwnerOfApp(identity, token)
		: await findAwaited(identity, caller);
	if (!person) return refused('sign-in-again');
	if (!(await takeTurn(pool, `code ${person}`, HERE))) return refused('too-many-tries');

	const bare = typed.replace(/\s/g, '');
	const isOfApp = /^\d{6}$/.test(bare);
	const code = isOfApp ? bare : readBackupCode(bare);
	if (isOfApp && !(await takeTurn(pool, `used ${person} ${code}`, ONCE)))
		return refused('wrong-code');
	const asked = { body: { code }, headers: headersOf(caller), asResponse: true } as const;
	const response = isOfApp
		? await auth.api.verifyTOTP(asked)
		: await auth.api.verifyBackupCode(asked);
	const begun = takeCookies(identity, caller, response);
	if (response.status >= 500) throw new Error(`Proving a code answered ${response.status}.`);
	if (!response.ok) {
		await recordAccount(pool, 'account.code-failed', person);
		return refused(response.status === 429 ? 'too-many-tries' : 'wrong-code');
	}
	await giveBack(pool, `code ${person}`);
	if (begun) {
		await strengthen(identity, begun);
		await succeed(identity, begun, token ?? takeBefore(identity, caller));
	} else if (token) await strengthenOwn(identity, caller, token);
	await recordAccount(pool, 'account.signed-in', person, { with: isOfApp ? 'app' : 'backup code' });
	return done('in');
}

/** Codes only make a session strong where an app was there before: to add one is another affair. */
async function findOwnerOfApp(identity: Identity, token: string): Promise<string | undefined> {
	const account = await findAccount(identity, token);
	return account?.hasApp ? account.person : undefined;
}
