/**
 * Signing through a broker of MitID by OpenID Connect: the text goes to the broker in a pushed request, past the browser,
 * and a transaction token comes back, in which the broker has signed who signed which text. As Signaturgruppen's broker
 * (Nets eID) describes it: `signtext_base64`, `signtext_type`, the scope `transaction_token`, the claim
 * `transaction_text_sha256`.
 */
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { done, refused } from '#values/outcome.ts';
import { discover } from '../identity/discover.ts';
import type { Provider } from '../settings.ts';
import {
	LONGEST_SIGNING_TEXT,
	type SignedText,
	type SigningDriver,
	type SigningJourney
} from './signing-driver.ts';

/** Signs through the broker of the settings. */
export const brokerDriver = (settings: Provider): SigningDriver => ({
	async begin(text, hash, back) {
		if (!text.includes(hash)) throw new Error('the text does not name what is signed');
		if (text.length > LONGEST_SIGNING_TEXT) throw new Error('the text is too long to be signed');
		const broker = await discover(settings);
		const journey: SigningJourney = {
			state: openid.randomState(),
			nonce: openid.randomNonce(),
			verifier: openid.randomPKCECodeVerifier(),
			textHash: createHash('sha256').update(text).digest('hex'),
			hash,
			begunAt: new Date().toISOString()
		};
		const address = await openid.buildAuthorizationUrlWithPAR(broker, {
			redirect_uri: back,
			scope: 'openid mitid transaction_token',
			// without it a person who was there just now would be sent back without having signed
			prompt: 'login',
			idp_values: 'mitid',
			idp_params: JSON.stringify({ mitid: { action_text: 'SIGN' } }),
			signtext_base64: Buffer.from(text).toString('base64'),
			signtext_type: 'text',
			state: journey.state,
			nonce: journey.nonce,
			code_challenge: await openid.calculatePKCECodeChallenge(journey.verifier),
			code_challenge_method: 'S256'
		});
		return { address, journey };
	},

	async finish(returned, journey) {
		const broker = await discover(settings);
		const tokens = await exchange(broker, returned, journey);
		if (!tokens) return refused('signing-cancelled');
		const proof = tokens.transaction_token;
		if (typeof proof !== 'string') return refused('nothing-signed');
		const claims = await readProof(proof, broker, settings, tokens.claims()!.sub);
		const { transaction_text_sha256: textHash, transaction_actions: actions } = claims;
		if (typeof textHash !== 'string' || !isSigning(actions)) return refused('nothing-signed');
		const signedTextHash = Buffer.from(textHash, 'base64').toString('hex');
		if (signedTextHash !== journey.textHash) return refused('another-text-signed');
		const assurance = assuranceIn(claims.loa ?? claims.acr);
		if (!assurance || assurance === 'low') return refused('identity-too-weak');
		return done<SignedText>({
			subject: String(claims.sub),
			name: String(claims['mitid.identity_name'] ?? claims.name ?? ''),
			method: `MitID (${[claims.amr ?? []].flat().join(', ')})`,
			assurance,
			at: momentIn(claims.iat, journey),
			signedTextHash,
			hash: journey.hash,
			proof
		});
	}
});

/** Milliseconds by which the broker's clock may differ from ours. */
const CLOCKS_DIFFER = 5 * 60_000;

/** Tokens for the code, or undefined where the person has none because they, or the broker, said no. */
async function exchange(
	broker: openid.Configuration,
	returned: URL,
	{ state, nonce, verifier }: SigningJourney
) {
	if (returned.searchParams.has('error') && returned.searchParams.get('state') === state)
		return undefined;
	return openid.authorizationCodeGrant(broker, returned, {
		expectedState: state,
		expectedNonce: nonce,
		pkceCodeVerifier: verifier,
		idTokenExpected: true
	});
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/** The claims of the transaction token, once its signature, sender, receiver and person are those they must be. */
async function readProof(
	proof: string,
	broker: openid.Configuration,
	{ issuer, clientId }: Provider,
	subject: string
) {
	const { jwks_uri: address, issuer: named } = broker.serverMetadata();
	if (!address) throw new Error('the broker does not say with which keys it signs');
	const keys = keySets.get(address) ?? createRemoteJWKSet(new URL(address));
	keySets.set(address, keys);
	const { payload } = await jwtVerify(proof, keys, {
		issuer: named ?? issuer,
		audience: clientId,
		subject,
		algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384']
	});
	return payload;
}

const isSigning = (actions: unknown) =>
	[actions ?? []].flat().some((action) => /(^|\.)transaction_signing$/.test(String(action)));

/** 'https://data.gov.dk/concept/core/nsis/Substantial' */
function assuranceIn(level: unknown): SignedText['assurance'] | undefined {
	const word = /([a-z]+)$/i.exec(typeof level === 'string' ? level : '')?.[1]?.toLowerCase();
	return word === 'low' || word === 'substantial' || word === 'high' ? word : undefined;
}

/** When the broker says it was signed, which must be after it was asked to. */
function momentIn(seconds: number | undefined, { begunAt }: SigningJourney): Date {
	const at = new Date((seconds ?? 0) * 1000);
	if (at.getTime() < new Date(begunAt).getTime() - CLOCKS_DIFFER)
		throw new Error('what was signed is older than the question');
	return at;
}
