/** Passkeys: a telephone, a computer or a key that proves who one is by a finger, a face or a code of its own. */
import type { Identity } from '#server/identity/identity.ts';
import type { AuthenticationResponseJSON } from '@simplewebauthn/browser';
import { ADDRESS, giveBack, takeTurn } from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import { findAccount } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import {
	headersOf,
	sessionBefore,
	strengthen,
	strengthenOwn,
	succeed,
	takeCookies,
	type Caller
} from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayChangeFactors, type FactorRefusal } from '../factor.rules.ts';

/** A passkey as its person sees it. */
export type Passkey = { id: string; name: string; added: Date };

type Own = { token: string; isStrong: boolean };

/** What the browser needs to make a passkey. `sign-in-again`: one signed in too long ago to add one. */
export async function offerPasskey(
	identity: Identity,
	caller: Caller,
	{ token, isStrong }: Own
): Promise<Outcome<unknown, FactorRefusal | 'sign-in-again'>> {
	const account = await findAccount(identity, token);
	if (!account) return refused('sign-in-again');
	const may = mayChangeFactors(account, isStrong);
	if (!may.ok) return may;
	const response = await identity.auth.api.generatePasskeyRegistrationOptions({
		query: { name: account.email },
		headers: headersOf(caller),
		asResponse: true
	});
	takeCookies(identity, caller, response);
	return response.ok ? done(await response.json()) : refused('sign-in-again');
}

/** Keeps the passkey that the browser made. It proved its person just now, so the session is a strong one. */
export async function addPasskey(
	identity: Identity,
	caller: Caller,
	{ token, isStrong }: Own,
	made: { response: unknown; name: string }
): Promise<Outcome<true, FactorRefusal | 'passkey-not-made'>> {
	const account = await findAccount(identity, token);
	if (!account) return refused('prove-first');
	const may = mayChangeFactors(account, isStrong);
	if (!may.ok) return may;
	const response = await identity.auth.api.verifyPasskeyRegistration({
		body: { response: made.response, name: made.name },
		headers: withOrigin(identity, caller),
		asResponse: true
	});
	takeCookies(identity, caller, response);
	if (!response.ok) return refused('passkey-not-made');
	if (!isStrong) await strengthenOwn(identity, caller, token);
	await recordAccount(identity.pool, 'account.factor-added', account.person, { factor: 'passkey' });
	return done(true);
}

/** The passkeys of the person whose session `token` is, the newest first. */
export async function listPasskeys({ pool }: Identity, token: string): Promise<Passkey[]> {
	const { rows } = await pool.query<Passkey>(
		`select k.id, coalesce(k.name, '') as name, k."createdAt" as added
		from identity.passkey k join identity.session s on s."userId" = k."userId"
		where s.token = $1 and s."expiresAt" > now() order by k."createdAt" desc, k.id limit 50`,
		[token]
	);
	return rows;
}

/** Takes one of one's own passkeys away; `not-there` where it is none. */
export async function removePasskey(
	{ pool }: Identity,
	{ token, isStrong }: Own,
	id: string
): Promise<Outcome<true, FactorRefusal | 'not-there'>> {
	if (!isStrong) return refused('prove-first');
	const { rows } = await pool.query<{ person: string }>(
		`delete from identity.passkey k using identity.session s
		where k.id = $2 and s.token = $1 and s."expiresAt" > now() and s."userId" = k."userId"
		returning k."userId" as person`,
		[token, id]
	);
	const person = rows[0]?.person;
	if (!person) return refused('not-there');
	await recordAccount(pool, 'account.factor-removed', person, { factor: 'passkey' });
	return done(true);
}

/** What the browser needs to ask for any passkey of this site. */
export async function askForPasskey(identity: Identity, caller: Caller): Promise<unknown> {
	const response = await identity.auth.api.generatePasskeyAuthenticationOptions({
		headers: headersOf(caller),
		asResponse: true
	});
	takeCookies(identity, caller, response);
	// Better-auth asks politely; a passkey that is the only proof must ask its person.
	return { ...((await response.json()) as object), userVerification: 'required' };
}

/** Signs in with a passkey: what one has, and a finger, face or code that only one person has. */
export async function signInWithPasskey(
	identity: Identity,
	caller: Caller,
	given: unknown
): Promise<Outcome<true, 'passkey-unknown' | 'too-many-tries'>> {
	const { pool, auth } = identity;
	const turn = `passkey from ${placeOf(caller.address)}`;
	if (!(await takeTurn(pool, turn, ADDRESS))) return refused('too-many-tries');
	const before = sessionBefore(identity, caller);
	const response = await auth.api.verifyPasskeyAuthentication({
		// Its shape is what the ceremony checks.
		body: { response: given as AuthenticationResponseJSON },
		headers: withOrigin(identity, caller),
		asResponse: true
	});
	const token = takeCookies(identity, caller, response);
	if (!token) {
		await recordAccount(pool, 'account.sign-in-failed', null, { with: 'passkey' });
		return refused('passkey-unknown');
	}
	await giveBack(pool, turn);
	await strengthen(identity, token);
	await succeed(identity, token, before);
	const account = await findAccount(identity, token);
	await recordAccount(pool, 'account.signed-in', account?.person ?? null, { with: 'passkey' });
	return done(true);
}

function withOrigin({ origin }: Identity, caller: Caller): Headers {
	const headers = headersOf(caller);
	headers.set('origin', origin);
	return headers;
}
