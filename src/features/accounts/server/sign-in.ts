/** Signs in with mail address and password. Wrong password and unknown address get one answer, in the same time. */
import type { Identity } from '#server/identity/identity.ts';
import {
	ACCOUNT,
	ADDRESS,
	giveBack,
	HERE,
	takeTurns,
	type TooMany
} from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import { findAccountByEmail } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import {
	headersOf,
	keepBefore,
	sessionBefore,
	succeed,
	takeCookies,
	type Caller
} from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Signed in, or a code is asked for first. */
export type SignedIn = 'in' | 'code-needed';

/** Proves a password. `code-needed`: the browser has a cookie for the next ten minutes, and `proveCode` comes next. */
export async function signIn(
	identity: Identity,
	caller: Caller,
	{ email, password }: { email: string; password: string }
): Promise<Outcome<SignedIn, 'wrong-sign-in'> | TooMany> {
	const { pool, auth } = identity;
	const turns = [
		[`sign-in ${email} ${placeOf(caller.address)}`, HERE],
		[`sign-in ${email}`, ACCOUNT],
		[`sign-in from ${placeOf(caller.address)}`, ADDRESS]
	] as const;
	const spent = await takeTurns(pool, turns);
	if (spent) return spent;

	const before = sessionBefore(identity, caller);
	const response = await auth.api.signInEmail({
		body: { email, password },
		headers: headersOf(caller),
		asResponse: true
	});
	if (response.status >= 500) throw new Error(`Signing in answered ${response.status}.`);
	const person = (await findAccountByEmail(pool, email))?.person ?? null;
	if (!response.ok) {
		await recordAccount(pool, 'account.sign-in-failed', person);
		return refused('wrong-sign-in');
	}
	for (const [key] of turns) await giveBack(pool, key);
	const begun = takeCookies(identity, caller, response);
	if (!begun) {
		if (before) await keepBefore(identity, caller, before);
		return done('code-needed');
	}
	await succeed(identity, begun, before);
	await recordAccount(pool, 'account.signed-in', person, { with: 'password' });
	return done('in');
}
