/**
 * What the browser remembers while somebody signs outside: under our signature, for half an hour, read once. Each journey has
 * a cookie of its own, so that two windows do not disturb each other.
 */
import type { Cookies } from '@sveltejs/kit';
import type { Identity } from '../identity/identity.ts';
import { cookiePrefix, readToken, signToken } from '../identity/session-cookie.ts';
import type { SigningJourney } from './signing-driver.ts';

/** A journey to a broker, with what it is for. */
export type KeptJourney = SigningJourney & {
	agreement: string;
	version: string;
	/** Who left, with which hat: nobody else's coming back counts. */
	person: string;
	party: string;
	/** Whether the device goes on to the next at the table afterwards. */
	isMeeting: boolean;
};

const HALF_AN_HOUR = 1_800;

/** Journeys begun and never finished that a browser carries along. */
const MOST_JOURNEYS = 4;

const groupOf = ({ isHttps }: Identity) => `${cookiePrefix(isHttps)}.signing.`;
const nameOf = (identity: Identity, state: string) =>
	groupOf(identity) + state.replaceAll(/[^\w-]/g, '').slice(0, 24);

// Lax: the way back begins at another site.
const rulesOf = ({ isHttps }: Identity) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps }) as const;

/** Keeps `journey` in the browser. */
export function keepJourney(identity: Identity, cookies: Cookies, journey: KeptJourney): void {
	const begun = cookies.getAll().filter(({ name }) => name.startsWith(groupOf(identity)));
	if (begun.length >= MOST_JOURNEYS)
		for (const { name } of begun) cookies.delete(name, rulesOf(identity));
	const packed = Buffer.from(JSON.stringify(journey)).toString('base64url');
	cookies.set(nameOf(identity, journey.state), signToken(packed, purposeful(identity)), {
		...rulesOf(identity),
		maxAge: HALF_AN_HOUR
	});
}

/** The journey that came back with `state`; undefined where there is none, or it is not ours. */
export function findJourney(
	identity: Identity,
	cookies: Cookies,
	state: string
): KeptJourney | undefined {
	const packed = readToken(cookies.get(nameOf(identity, state)), purposeful(identity));
	const journey =
		packed && (JSON.parse(Buffer.from(packed, 'base64url').toString()) as KeptJourney);
	return journey && journey.state === state ? journey : undefined;
}

/** Forgets the journey that came back with `state`: it has been answered. */
export const dropJourney = (identity: Identity, cookies: Cookies, state: string) =>
	cookies.delete(nameOf(identity, state), rulesOf(identity));

/** Another key than the sessions' and that of signing in: one is not good for the other. */
const purposeful = ({ secret }: Identity) => `${secret} signing`;
