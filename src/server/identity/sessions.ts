/** Sessions: begun when somebody has proven who they are, told to the browser, listed and ended. */
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { ADDRESS_HEADER, LONGEST_SESSION, type Identity } from './identity.ts';
import { cookiePrefix, readToken, sessionCookie, signToken } from './session-cookie.ts';

/** Where a request comes from, as far as sign-in needs to know. */
export type Caller = {
	cookies: Cookies;
	/** The network address, for limits and for the list of sessions. */
	address: string;
	userAgent: string;
};

/** Where this request comes from. */
export const callerOf = ({ cookies, request, getClientAddress }: RequestEvent): Caller => ({
	cookies,
	address: getClientAddress(),
	userAgent: (request.headers.get('user-agent') ?? '').slice(0, 300)
});

/** How strongly it was proven who somebody is. */
export type Assurance = 'single' | 'multi';

/** The caller's headers as better-auth reads them: the cookies as they stand now, and nothing that could be forged. */
export function headersOf({ cookies, address, userAgent }: Caller): Headers {
	const cookie = cookies
		.getAll()
		.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
		.join('; ');
	return new Headers({ cookie, 'user-agent': userAgent, [ADDRESS_HEADER]: address });
}

/** Hands the cookies of better-auth's answer on; answers the token of the session it began, if it did. */
export function takeCookies(
	{ isHttps, secret }: Identity,
	{ cookies }: Caller,
	response: Response
): string | undefined {
	let begun: string | undefined;
	for (const line of response.headers.getSetCookie())
		for (const [name, { value, 'max-age': maxAge }] of parseSetCookieHeader(line)) {
			cookies.set(name, value, { ...cookieRules(isHttps), maxAge: maxAge ?? 0 });
			if (name === sessionCookie(isHttps) && value) begun = readToken(value, secret);
		}
	return begun;
}

/** The token of the session this browser had, whether or not it still stands. */
export const sessionBefore = ({ isHttps, secret }: Identity, { cookies }: Caller) =>
	readToken(cookies.get(sessionCookie(isHttps)), secret);

/**
 * Puts a session in the place of the one the browser had before: the hat is handed on where both are the same person's,
 * so that whoever signs in again goes on as who they were; and the earlier one ends.
 */
export async function succeed(
	{ pool }: Identity,
	next: string,
	before: string | undefined
): Promise<void> {
	if (!before || before === next) return;
	await pool.query(
		`update identity.session n set hat = b.hat, "hatTenant" = b."hatTenant", "hatOrganisation" = b."hatOrganisation"
		from identity.session b
		where n.token = $1 and b.token = $2 and b."userId" = n."userId" and b.hat is not null`,
		[next, before]
	);
	await pool.query('delete from identity.session where token = $1', [before]);
}

/**
 * Ends the session `before` and keeps in the browser which it was, while a code is still owed: `takeBefore` then answers
 * it for `succeed`.
 */
export async function keepBefore(
	{ pool, isHttps, secret }: Identity,
	{ cookies }: Caller,
	before: string
): Promise<void> {
	await pool.query('update identity.session set "expiresAt" = now() where token = $1', [before]);
	cookies.set(beforeCookie(isHttps), signToken(before, secret), {
		...cookieRules(isHttps),
		maxAge: 10 * 60
	});
}

/** The session that `keepBefore` kept, once. */
export function takeBefore({ isHttps, secret }: Identity, { cookies }: Caller): string | undefined {
	const before = readToken(cookies.get(beforeCookie(isHttps)), secret);
	if (before) cookies.delete(beforeCookie(isHttps), cookieRules(isHttps));
	return before;
}

const beforeCookie = (isHttps: boolean) => `${cookiePrefix(isHttps)}.before`;

/** Begins a session for `person` and tells the browser. The caller has proven who it is. */
export async function beginSession(
	identity: Identity,
	caller: Caller,
	person: string,
	assurance: Assurance
): Promise<void> {
	const before = sessionBefore(identity, caller);
	const { rows } = await identity.pool.query<{ token: string }>(
		`insert into identity.session (token, "userId", "expiresAt", "ipAddress", "userAgent", assurance)
		values ($1, $2, now() + $3 * interval '1 second', $4, $5, $6) returning token`,
		[newToken(), person, LONGEST_SESSION, caller.address, caller.userAgent, assurance]
	);
	await succeed(identity, rows[0]!.token, before);
	giveCookie(identity, caller, rows[0]!.token);
}

function giveCookie({ isHttps, secret }: Identity, { cookies }: Caller, token: string): void {
	cookies.set(sessionCookie(isHttps), signToken(token, secret), {
		...cookieRules(isHttps),
		maxAge: LONGEST_SESSION
	});
}

/**
 * Marks the session `token`, which was a weak one until now, as proven by two factors. It goes on under another token:
 * who had got hold of the weak one has nothing.
 */
export async function strengthenOwn(
	identity: Identity,
	caller: Caller,
	token: string
): Promise<void> {
	const { rows } = await identity.pool.query<{ token: string }>(
		`update identity.session set token = $2, assurance = 'multi' where token = $1 returning token`,
		[token, newToken()]
	);
	if (rows[0]) giveCookie(identity, caller, rows[0].token);
}

/** Marks a session that has just begun as proven by two factors. */
export async function strengthen({ pool }: Identity, token: string): Promise<void> {
	await pool.query(`update identity.session set assurance = 'multi' where token = $1`, [token]);
}

/** When somebody signed in to the session `token`; undefined where it has ended. */
export async function findSignIn({ pool }: Identity, token: string): Promise<Date | undefined> {
	const { rows } = await pool.query<{ at: Date }>(
		`select "createdAt" as at from identity.session where token = $1 and "expiresAt" > now()`,
		[token]
	);
	return rows[0]?.at;
}

/**
 * Runs `change`, which replaces the session `token` by a new one, and hands the hat on. Answers what `change` does:
 * the new token, or undefined where nothing was replaced.
 */
export async function keepHat(
	{ pool }: Identity,
	token: string,
	change: () => Promise<string | undefined>
): Promise<string | undefined> {
	const { rows } = await pool.query<{ hat: string; tenant: string; organisation: string }>(
		`select hat, "hatTenant" as tenant, "hatOrganisation" as organisation
		from identity.session where token = $1`,
		[token]
	);
	const next = await change();
	const worn = rows[0];
	if (next && worn)
		await pool.query(
			`update identity.session set hat = $2, "hatTenant" = $3, "hatOrganisation" = $4 where token = $1`,
			[next, worn.hat, worn.tenant, worn.organisation]
		);
	return next;
}

/** Ends the session behind `token` and takes its cookie back; answers whose it was. */
export async function endSession(
	{ pool, isHttps }: Identity,
	{ cookies }: Caller,
	token: string | undefined
): Promise<string | undefined> {
	cookies.delete(sessionCookie(isHttps), cookieRules(isHttps));
	const { rows } = await pool.query<{ person: string }>(
		`delete from identity.session where token = $1 returning "userId" as person`,
		[token ?? '']
	);
	return rows[0]?.person;
}

/** A session as its person sees it. */
export type OwnSession = {
	id: string;
	address: string;
	userAgent: string;
	begun: Date;
	used: Date;
	isThis: boolean;
};

/** The open sessions of the person whose session `token` is, the one used last first. */
export async function listSessions({ pool }: Identity, token: string): Promise<OwnSession[]> {
	const { rows } = await pool.query<OwnSession>(
		`select s.id, coalesce(s."ipAddress", '') as address, coalesce(s."userAgent", '') as "userAgent",
			s."createdAt" as begun, s."updatedAt" as used, s.token = $1 as "isThis"
		from identity.session own join identity.session s on s."userId" = own."userId"
		where own.token = $1 and own."expiresAt" > now() and s."expiresAt" > now()
		order by s."updatedAt" desc, s.id limit 50`,
		[token]
	);
	return rows;
}

/** Ends one other session of the same person, or all others; answers how many. */
export async function endOtherSessions(
	{ pool }: Identity,
	token: string,
	only: string | null
): Promise<number> {
	const { rowCount } = await pool.query(
		`delete from identity.session s using identity.session own
		where own.token = $1 and own."expiresAt" > now() and s."userId" = own."userId" and s.id <> own.id
			and ($2::uuid is null or s.id = $2::uuid)`,
		[token, only]
	);
	return rowCount ?? 0;
}

const cookieRules = (isHttps: boolean) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps }) as const;

const newToken = () =>
	Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
