/** The app that shows codes: set up, confirmed with a first code, taken away. */
import { drawQR } from '#server/identity/qr.ts';
import type { Identity } from '#server/identity/identity.ts';
import { giveBack, HERE, takeTurn } from '#server/identity/limits.ts';
import { findAccount } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import {
	headersOf,
	keepHat,
	strengthen,
	strengthenOwn,
	takeCookies,
	type Caller
} from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { withoutMailbox } from '#values/sign-in-name.ts';
import { mayChangeFactors, type FactorRefusal } from '../factor.rules.ts';

/** What an app needs to begin: a drawing to scan, and the same as text. */
export type AppSetup = { address: string; secret: string; drawing: { path: string; size: number } };

type Own = { token: string; isStrong: boolean };

/**
 * Begins to set an app up; nothing counts before `confirmApp`. The password is asked for again, so that an open
 * browser is not enough.
 */
export async function beginApp(
	identity: Identity,
	caller: Caller,
	{ token, isStrong }: Own,
	password: string
): Promise<Outcome<AppSetup, FactorRefusal | 'wrong-password' | 'too-many-tries'>> {
	const account = await findAccount(identity, token);
	if (!account) return refused('prove-first');
	const may = mayChangeFactors(account, isStrong);
	if (!may.ok) return may;
	const turn = `password ${account.person}`;
	if (!(await takeTurn(identity.pool, turn, HERE))) return refused('too-many-tries');
	const response = await identity.auth.api.enableTwoFactor({
		body: { password, method: 'totp' },
		headers: headersOf(caller),
		asResponse: true
	});
	if (response.status >= 500) throw new Error(`Setting up an app answered ${response.status}.`);
	if (!response.ok) return refused('wrong-password');
	await giveBack(identity.pool, turn);
	const { totpURI } = (await response.json()) as { totpURI: string };
	return done(showSetup(withoutMailbox(totpURI))!);
}

/** The drawing and text of an app's address; undefined where `address` is no such thing. */
export function showSetup(address: string): AppSetup | undefined {
	if (address.length > 1000 || !URL.canParse(address)) return undefined;
	const { protocol, searchParams } = new URL(address);
	const secret = searchParams.get('secret');
	if (protocol !== 'otpauth:' || !secret) return undefined;
	return { address, secret: secret.match(/.{1,4}/g)!.join(' '), drawing: drawQR(address) };
}

/** Confirms the app with a code it shows; answers the backup codes, which are shown this once. */
export async function confirmApp(
	identity: Identity,
	caller: Caller,
	{ token, isStrong }: Own,
	code: string
): Promise<Outcome<string[], FactorRefusal | 'wrong-code' | 'too-many-tries'>> {
	const { pool, auth } = identity;
	const account = await findAccount(identity, token);
	if (!account) return refused('prove-first');
	const may = mayChangeFactors(account, isStrong);
	if (!may.ok) return may;
	if (!(await takeTurn(pool, `code ${account.person}`, HERE))) return refused('too-many-tries');
	let isRight = false;
	const next = await keepHat(identity, token, async () => {
		const response = await auth.api.verifyTOTP({
			body: { code: code.replace(/\s/g, '') },
			headers: headersOf(caller),
			asResponse: true
		});
		if (response.status >= 500) throw new Error(`Confirming an app answered ${response.status}.`);
		isRight = response.ok;
		return takeCookies(identity, caller, response);
	});
	if (!isRight) return refused('wrong-code');
	await giveBack(pool, `code ${account.person}`);
	if (next) await strengthen(identity, next);
	else await strengthenOwn(identity, caller, token);
	await recordAccount(pool, 'account.factor-added', account.person, { factor: 'app' });
	const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: account.person } });
	return done(backupCodes);
}

/** Takes the app away, with the password; the session is a weak one afterwards unless a passkey proved it. */
export async function removeApp(
	identity: Identity,
	caller: Caller,
	{ token, isStrong }: Own,
	password: string
): Promise<Outcome<true, FactorRefusal | 'wrong-password' | 'too-many-tries'>> {
	const { pool, auth } = identity;
	const account = await findAccount(identity, token);
	if (!account || !isStrong) return refused('prove-first');
	const turn = `password ${account.person}`;
	if (!(await takeTurn(pool, turn, HERE))) return refused('too-many-tries');
	let isRight = false;
	await keepHat(identity, token, async () => {
		const response = await auth.api.disableTwoFactor({
			body: { password },
			headers: headersOf(caller),
			asResponse: true
		});
		if (response.status >= 500) throw new Error(`Removing an app answered ${response.status}.`);
		isRight = response.ok;
		return takeCookies(identity, caller, response);
	});
	if (!isRight) return refused('wrong-password');
	await giveBack(pool, turn);
	await recordAccount(pool, 'account.factor-removed', account.person, { factor: 'app' });
	return done(true);
}
