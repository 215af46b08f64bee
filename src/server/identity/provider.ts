/**
 * Signing in through an outside identity provider by OpenID Connect: authorization code with PKCE, state and nonce.
 */
import * as openid from 'openid-client';
import type { Provider } from '../settings.ts';
import { discover } from './discover.ts';

/** What is kept in the browser while it is at the provider, signed. */
export type Journey = { state: string; nonce: string; verifier: string; to: string };

/** Who the provider says it is. */
export type Told = {
	/** The provider's own name for the person, which never changes. */
	subject: string;
	email: string;
	/** The provider has seen that the address is the person's. */
	emailVerified: boolean;
	/** Proven by more than a password, as far as the provider says. */
	isStrong: boolean;
};

/** Where the browser goes to sign in, and what it must remember until it is back. Throws when the provider is away. */
export async function beginJourney(
	settings: Provider,
	redirectUri: string,
	to: string
): Promise<{ address: URL; journey: Journey }> {
	const provider = await discover(settings);
	const journey = {
		state: openid.randomState(),
		nonce: openid.randomNonce(),
		verifier: openid.randomPKCECodeVerifier(),
		to
	};
	const address = openid.buildAuthorizationUrl(provider, {
		redirect_uri: redirectUri,
		scope: 'openid email profile',
		state: journey.state,
		nonce: journey.nonce,
		code_challenge: await openid.calculatePKCECodeChallenge(journey.verifier),
		code_challenge_method: 'S256'
	});
	return { address, journey };
}

/** What the provider tells when the browser comes back to `returned`. Throws where anything does not fit. */
export async function endJourney(
	settings: Provider,
	returned: URL,
	{ state, nonce, verifier }: Journey
): Promise<Told> {
	const provider = await discover(settings);
	const tokens = await openid.authorizationCodeGrant(provider, returned, {
		expectedState: state,
		expectedNonce: nonce,
		pkceCodeVerifier: verifier,
		idTokenExpected: true
	});
	const claims = tokens.claims()!;
	const asked =
		claims.email === undefined && provider.serverMetadata().userinfo_endpoint
			? await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)
			: {};
	const { email, email_verified: emailVerified } = { ...asked, ...claims } as {
		email?: unknown;
		email_verified?: unknown;
	};
	return {
		subject: claims.sub,
		email: typeof email === 'string' ? email.trim().toLowerCase() : '',
		emailVerified: emailVerified === true,
		isStrong: saysStrong(claims.acr, claims.amr)
	};
}

/** What an app, a message or a key adds to a password or a PIN (RFC 8176). */
const SOMETHING_ONE_HAS = ['otp', 'hwk', 'swk', 'sc', 'sms', 'pop'];
const SOMETHING_MORE = ['pwd', 'pin', 'fpt', 'face', 'iris', 'vbm', 'kba'];

/** Levels of assurance, as Danish (NSIS), European (eIDAS) and university (REFEDS) providers name them. */
const STRONG_LEVEL = /[/:#](mfa|multifactor|phrh?|substantial|high)$/i;

/** Whether the provider says that more than a password was shown. */
export function saysStrong(acr: unknown, amr: unknown): boolean {
	if (typeof acr === 'string' && STRONG_LEVEL.test(acr)) return true;
	if (!Array.isArray(amr)) return false;
	const has = (methods: string[]) => methods.some((method) => amr.includes(method));
	return amr.includes('mfa') || (has(SOMETHING_ONE_HAS) && has(SOMETHING_MORE));
}
