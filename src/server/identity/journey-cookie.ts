/** What the browser remembers while it is at an outside provider: signed, for ten minutes, read once. */
import type { Cookies } from '@sveltejs/kit';
import type { Identity } from './identity.ts';
import type { Journey } from './provider.ts';
import { cookiePrefix, readToken, signToken } from './session-cookie.ts';

const TEN_MINUTES = 600;

const nameOf = ({ isHttps }: Identity) => `${cookiePrefix(isHttps)}.journey`;

// Lax: the way back from the provider begins at another site.
const rulesOf = ({ isHttps }: Identity) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps }) as const;

/** Keeps `journey` in the browser. */
export function keepJourney(identity: Identity, cookies: Cookies, journey: Journey): void {
	const packed = Buffer.from(JSON.stringify(journey)).toString('base64url');
	const value = signToken(packed, purposeful(identity));
	cookies.set(nameOf(identity), value, { ...rulesOf(identity), maxAge: TEN_MINUTES });
}

/** Takes the journey out of the browser; undefined where there is none, or it is not ours. */
export function takeJourney(identity: Identity, cookies: Cookies): Journey | undefined {
	const packed = readToken(cookies.get(nameOf(identity)), purposeful(identity));
	cookies.delete(nameOf(identity), rulesOf(identity));
	return packed ? (JSON.parse(Buffer.from(packed, 'base64url').toString()) as Journey) : undefined;
}

/** Another key than the sessions': a signed journey is no session. */
const purposeful = ({ secret }: Identity) => `${secret} journey`;
