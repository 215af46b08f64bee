/**
 * The one door to the database. Whoever asks, asks through `actingAs` or `readAs`: one transaction on behalf of
 * one session, in which PostgreSQL knows the person, the hat and the day, so that row-level security decides.
 *
 * Nothing else holds a connection of the app role. A query cannot run itself: `tables` only builds.
 */
import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { types, type Pool, type PoolClient } from 'pg';
import type { Day } from '#values/day.ts';
import type { Visitor } from '#values/visitor.ts';
import { askInOneGo } from './database/one-go.ts';
import { withClient } from './database/with-client.ts';

// A calendar day is text, never a moment: a Date would move it across midnight in some zone.
types.setTypeParser(types.builtins.DATE, (day) => day);

/** Who asks and when: the token of a session (or none), and the day in Denmark. */
export type Visit = {
	token: string | undefined;
	today: Day;
	/** The one pathway the address names: the database shows no other, whatever else the visitor could open. */
	about?: string | undefined;
};

/** Anything that can be compiled to SQL and says what its rows look like: a Kysely builder or `sql` template. */
export type Query<Row> = { compile(): CompiledQuery<Row> };

declare const scoped: unique symbol;

/** One transaction on behalf of one visitor. Only `actingAs` makes one; every verb takes one first. */
export type Acting = {
	readonly visitor: Visitor;
	readonly today: Day;
	/** All rows. Queries asked without awaiting each other travel together. */
	all<Row>(query: Query<Row>): Promise<Row[]>;
	/** The first row, or undefined where there is none, or none the visitor may know of. */
	first<Row>(query: Query<Row>): Promise<Row | undefined>;
	/** How many rows were written. */
	run(query: Query<unknown>): Promise<number>;
	readonly [scoped]: true;
};

/** Thrown where a visit has no session any more; the web layer asks the person to sign in. */
export class NoSession extends Error {}

/** The rows of each query, in the order asked. */
export type Rows<Queries> = {
	[Index in keyof Queries]: Queries[Index] extends Query<infer Row> ? Row[] : never;
};

/**
 * Runs `work` as the visitor, in one transaction: commits when it resolves, rolls back when it throws. Where PostgreSQL gave it
 * up for another that waited for the same rows, it is run again from the beginning: nothing of it was kept.
 * @throws {NoSession} where the token is no session's
 */
export async function actingAs<Result>(
	pool: Pool,
	visit: Visit,
	work: (acting: Acting) => Promise<Result>
): Promise<Result> {
	for (let tries = 1; ; tries++)
		try {
			return await actOnce(pool, visit, work);
		} catch (error) {
			if (tries === MOST_TRIES || !isOf(error, DEADLOCK)) throw error;
		}
}

function actOnce<Result>(
	pool: Pool,
	visit: Visit,
	work: (acting: Acting) => Promise<Result>
): Promise<Result> {
	return withClient(pool, async (client) => {
		const [, begun] = await askInOneGo(client, [BEGIN, beginVisit(visit, false)]);
		const visitor = begun?.rows[0] as Visitor | undefined;
		if (!visitor) throw new NoSession();
		const result = await work(actingOn(client, visitor, visit.today));
		await client.query('commit');
		return result;
	});
}

/** How often a transaction is run that others stand in the way of. */
const MOST_TRIES = 3;
const DEADLOCK = '40P01';
/** The access to the pathway changed while it was read (0602). */
const ACCESS_CHANGED = 'SA002';
const isOf = (error: unknown, code: string): boolean =>
	(error as { code?: unknown })?.code === code;

/** What the link in a mail is for: a question to an organisation, whether it has room, a hand-over, or a task. */
export type LightLink = {
	kind: 'request' | 'capacity' | 'transfer' | 'task';
	object: string;
	pathway: string;
};

/**
 * Runs `work` as the person the link in a mail was for, in one transaction about that one pathway. The link is used up where
 * `isUsed` says so of the result. Null where the link does not work.
 */
export async function actingByLink<Result>(
	pool: Pool,
	{ token, today }: { token: string; today: Day },
	work: (acting: Acting, link: LightLink) => Promise<Result>,
	isUsed: (result: Result) => boolean
): Promise<Result | null> {
	return withClient(pool, async (client) => {
		await client.query('begin');
		const begun = await client.query('select * from samspil.begin_light_visit($1, $2)', [
			token,
			today
		]);
		const row = begun.rows[0] as (Visitor & LightLink) | undefined;
		if (!row) {
			await client.query('rollback');
			return null;
		}
		const { kind, object, pathway, ...visitor } = row;
		const result = await work(actingOn(client, visitor, today), { kind, object, pathway });
		if (isUsed(result)) await client.query('select samspil.use_light_link($1)', [token]);
		await client.query('commit');
		return result;
	});
}

/**
 * Runs `work` as whoever ordered it, in one transaction, by the ticket of the job that has claimed it (0840). Null where they may not any
 * more, or the claim is over.
 */
export async function actingByTicket<Result>(
	pool: Pool,
	{ ticket, today }: { ticket: string; today: Day },
	work: (acting: Acting) => Promise<Result>
): Promise<Result | null> {
	return withClient(pool, async (client) => {
		await client.query('begin');
		const begun = await client.query('select * from samspil.begin_import_visit($1, $2)', [
			ticket,
			today
		]);
		const visitor = begun.rows[0] as Visitor | undefined;
		const result = visitor ? await work(actingOn(client, visitor, today)) : null;
		await client.query('commit');
		return result;
	});
}

/**
 * Reads as the visitor: who it is and every query, in one transaction and one message each way. What is read of the pathway the
 * visit is about is of the same moment as the access it is read by: where that changed meanwhile, nothing is kept of the
 * first answer, and it is read again with each query asking for its access anew.
 * Answers `visitor` null, and no rows of any protected table, where the token is no session's.
 */
export async function readAs<Queries extends Query<unknown>[]>(
	pool: Pool,
	visit: Visit,
	...queries: Queries
): Promise<{ visitor: Visitor | null; rows: Rows<Queries> }> {
	const asked = queries.map((query) => prepared(query.compile()));
	const client = await pool.connect();
	try {
		const [begun, ...answers] = await askInOneGo(client, [
			beginVisit(visit, true),
			...asked,
			...(visit.about ? [CONFIRM] : [])
		]).catch((error: unknown) => {
			if (!isOf(error, ACCESS_CHANGED)) throw error;
			return askInOneGo(client, [beginVisit(visit, false), ...asked]);
		});
		return {
			visitor: (begun!.rows[0] as Visitor | undefined) ?? null,
			rows: answers.slice(0, asked.length).map((answer) => answer.rows) as Rows<Queries>
		};
	} finally {
		client.release();
	}
}

function actingOn(client: PoolClient, visitor: Visitor, today: Day): Acting {
	const ask = (query: Query<unknown>) => client.query(prepared(query.compile()));
	return {
		visitor,
		today,
		all: async <Row>(query: Query<Row>) => (await ask(query)).rows as Row[],
		first: async <Row>(query: Query<Row>) => (await ask(query)).rows[0] as Row | undefined,
		run: async (query) => (await ask(query)).rowCount ?? 0
	} as Acting;
}

const BEGIN = { name: 'begin', text: 'begin', values: [] };
const CONFIRM = { name: 'confirm_access', text: 'select samspil.confirm_access()', values: [] };
const BEGIN_VISIT = 'select * from samspil.begin_visit($1, $2, $3, $4)';
/** `atOnce`: the transaction only reads, so what is open to the visitor is found once for all of it. */
const beginVisit = ({ token, today, about }: Visit, atOnce: boolean) => ({
	name: 'begin_visit',
	text: BEGIN_VISIT,
	values: [token ?? '', today, about ?? null, atOnce]
});

const NAMES = new Map<string, string>();
const MOST_NAMES = 2000;

/** Names a statement by its text, so that PostgreSQL plans it once a connection: planning through policies costs as much as executing. */
function prepared({ sql, parameters }: CompiledQuery) {
	let name = NAMES.get(sql);
	if (!name && NAMES.size < MOST_NAMES) {
		name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
		NAMES.set(sql, name);
	}
	return { name, text: sql, values: parameters as unknown[] };
}
