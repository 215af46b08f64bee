/**
 * One request, as every route sees it in `event.locals`: who asks, what day it is, and the door to the database.
 *
 * The session's cookie is checked by its signature alone; whether the session still stands, and whose it is, comes
 * with the page's own queries in their one round trip.
 */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Pool } from 'pg';
import { dayOf, type Day } from '#values/day.ts';
import { isVolunteer, type Visitor } from '#values/visitor.ts';
import {
	actingAs,
	actingByLink,
	type LightLink,
	NoSession,
	readAs,
	type Acting,
	type Query,
	type Rows
} from './acting.ts';
import { listVolunteersContacts } from './concern-contacts.queries.ts';
import type { InstallationFacts } from './installation-facts.ts';
import { missingStep, withReturn, type Step } from './entrance.ts';
import { readToken, sessionCookie } from './identity/session-cookie.ts';

/** One request's part of `App.Locals`. */
export type Visit = {
	/** The day in Denmark when the request came. */
	readonly today: Day;
	/** The moment the request came. */
	readonly now: Date;
	/** The session's token where the cookie is ours; says nothing about whether the session still stands. */
	readonly token: string | undefined;
	/** Who is signed in; null until `read`, `readPublic` or `transact` has told. */
	readonly visitor: Visitor | null;
	/**
	 * Runs all queries as the visitor in one round trip and answers their rows, in order. Without a session a page
	 * redirects to sign in and a form is answered 401 with what was typed; where a hat, a second factor or a
	 * declaration is missing, a page redirects there, and a form is kept like one without a session.
	 */
	read<Queries extends Query<unknown>[]>(...queries: Queries): Promise<Rows<Queries>>;
	/** As `read`, for a page that is there for everybody: nobody is sent away. */
	readPublic<Queries extends Query<unknown>[]>(...queries: Queries): Promise<Rows<Queries>>;
	/** Runs `work` in one transaction as the visitor. Sends away as `read` does. */
	transact<Result>(work: (acting: Acting) => Promise<Result>): Promise<Result>;
	/**
	 * Runs `work` as the person whom the link in a mail was for, whoever is signed in; null where the link does not work. It
	 * is used up where `isUsed` says so of the result.
	 */
	byLink<Result>(
		token: string,
		work: (acting: Acting, link: LightLink) => Promise<Result>,
		isUsed: (result: Result) => boolean
	): Promise<Result | null>;
	/** What the installation has decided; a few seconds old unless asked `anew`. */
	installation(anew?: boolean): Promise<InstallationFacts>;
};

/** What visits are made from. The clock is an argument, so that a test can stand in another day. */
export type Visits = {
	app: Pool;
	/** What session cookies are signed with. */
	secret: string;
	isHttps: boolean;
	now: () => Date;
	installation: (today: Day, anew?: boolean) => Promise<InstallationFacts>;
	/** Told of each use of a session: keeps it from running out while somebody works. */
	keepAlive: (token: string) => void;
};

/** Said by a page that asks by itself how far something is: nobody is there, and the session runs out as if it had not asked. */
const UNATTENDED = 'samspil-unattended';

/** Begins the visit of one request. `unmet()` answers afterwards what a form met in place of its page, if anything. */
export function beginVisit(
	{ app, secret, isHttps, now, installation, keepAlive }: Visits,
	event: RequestEvent
): { visit: Visit; unmet: () => Step | '/sign-in' | null } {
	const moment = now();
	const today = dayOf(moment);
	// Read anew each time: signing in and proving a code give the browser another session within the request.
	let checked: { cookie: string | undefined; token: string | undefined } | undefined;
	const readSession = () => {
		const cookie = event.cookies.get(sessionCookie(isHttps));
		if (checked?.cookie !== cookie || !checked)
			checked = { cookie, token: readToken(cookie, secret) };
		return checked.token;
	};
	const about = event.params.pathway;
	const isAttended = !event.request.headers.has(UNATTENDED);
	let visitor: Visitor | null = null;
	let unmet: Step | '/sign-in' | null = null;

	/** Takes down who it is; sends away who may not come in yet. */
	function welcome(arrived: Visitor | null): asserts arrived is Visitor {
		visitor = arrived;
		if (!arrived) return signIn();
		const token = readSession();
		if (token && isAttended) keepAlive(token);
		const step = missingStep(event.route.id ?? '', arrived);
		if (step) leadTo(step);
	}

	/** A page comes after the step; a form's text must not be lost by going there, so it is kept (hooks.server.ts). */
	function leadTo(step: Step | '/sign-in'): never {
		if (event.request.method === 'GET' || event.request.method === 'HEAD')
			redirect(303, withReturn(step, here(event)));
		unmet = step;
		error(401, 'something comes first');
	}
	const signIn = () => leadTo('/sign-in');

	/** a volunteer's pages say whom to turn to, each of them; one more question, which nobody else's pages ask. */
	async function tellContact(): Promise<void> {
		if (!visitor || !isVolunteer(visitor) || visitor.concern) return;
		const { rows } = await readAs(app, { token: readSession(), today }, listVolunteersContacts());
		visitor.concern = rows[0];
	}

	const visit: Visit = {
		today,
		now: moment,
		get token() {
			return readSession();
		},
		installation: (anew) => installation(today, anew),
		get visitor() {
			return visitor;
		},
		async read(...queries) {
			const token = readSession();
			if (!token) signIn();
			const answer = await readAs(app, { token, today, about }, ...queries);
			welcome(answer.visitor);
			await tellContact();
			return answer.rows;
		},
		async readPublic(...queries) {
			const token = readSession();
			const answer = await readAs(app, { token, today, about }, ...queries);
			visitor = answer.visitor;
			await tellContact();
			if (token && visitor && isAttended) keepAlive(token);
			return answer.rows;
		},
		byLink: (token, work, isUsed) => actingByLink(app, { token, today }, work, isUsed),
		async transact(work) {
			const token = readSession();
			if (!token) signIn();
			try {
				return await actingAs(app, { token, today, about }, async (acting) => {
					welcome(acting.visitor);
					return work(acting);
				});
			} catch (cause) {
				if (cause instanceof NoSession) signIn();
				throw cause;
			}
		}
	};
	return { visit, unmet: () => unmet };
}

/** The page's own address, to come back to; a form's is that of the page it stands on. */
export function here({ url }: RequestEvent): string {
	const search = new URLSearchParams(url.search);
	for (const key of [...search.keys()]) if (key.startsWith('/')) search.delete(key);
	return url.pathname + (search.size > 0 ? `?${search}` : '');
}
