/** The record of what was done and read: what a verb or page sends along in its own transaction. */
import { sql } from 'kysely';
import type { Query } from './acting.ts';
import { ask, whereFound } from './tables.ts';

/** What is recorded beside the act: ids, counts and field names only, never what was written. */
type Detail = Record<string, string | number | boolean | string[]>;

/** Records something done on the collaboration level or to an account. */
export const record = (action: string, object: string | null, detail: Detail = {}) =>
	ask(sql`select samspil.record(${action}, ${object}::uuid, ${JSON.stringify(detail)}::jsonb)`);

/**
 * Records a read or write on a pathway, with the reason it was allowed (tovholder, partner by consent no. 3 …), which
 * the database finds itself. Silent where the visitor may not open the pathway: then nothing was shown either.
 */
export const recordPathway = (
	action: string,
	pathway: string,
	object: string | null = null,
	detail: Detail = {}
) =>
	ask(
		sql`select samspil.record_pathway(${action}, ${pathway}::uuid, ${object}::uuid, ${JSON.stringify(detail)}::jsonb)`
	);

/**
 * As `recordPathway`, for a page or a file: only where each of `found` has a row. Where one has none, the answer is 404, and the citizen's
 * log must not say that something was read or taken home (L-9). Found in the statement that records, so that a page stays one round trip.
 */
export const recordFound = (
	action: string,
	pathway: string,
	object: string | null,
	...found: Query<unknown>[]
) => whereFound(recordPathway(action, pathway, object), found);

/** The rows of a query in which one of the columns is true. */
export const having = <Row>(
	query: Query<Row>,
	...columns: {
		[Column in keyof Row]: Row[Column] extends boolean | null ? Column : never;
	}[keyof Row][]
): Query<Row> => narrowed(query, columns.map((column) => `f."${String(column)}"`).join(' or '));

/** The rows of a query in which the column is not empty. */
export const filled = <Row>(query: Query<Row>, column: keyof Row & string): Query<Row> =>
	narrowed(query, `f."${column}" is not null`);

/** The rows of a query in which the column is empty. */
export const lacking = <Row>(query: Query<Row>, column: keyof Row & string): Query<Row> =>
	narrowed(query, `f."${column}" is null`);

const narrowed = <Row>(query: Query<Row>, condition: string): Query<Row> => ({
	compile() {
		const compiled = query.compile();
		return { ...compiled, sql: `select f.* from (${compiled.sql}) f where ${condition}` };
	}
});

/** A row where one of the queries has any. */
export const oneOf = (...found: Query<unknown>[]) => whereFound(ask(sql`select`), found, 'or');

/** A row where an organisation's hat is worn, for a page that others are told is not there. */
export const wornAtWork = () => ask(sql`select where samspil.acting_organisation() is not null`);

/** Records that the questions to my organisation were read: for each, on the pathway it is about. */
export const recordRequests = () => ask(sql`select samspil.record_requests()`);

/** Records that the project leader read the line of a pathway that waits for a tovholder. Silent for anybody else. */
export const recordAllotment = (collaboration: string, pathway: string) =>
	ask(sql`select samspil.record_allotment(${collaboration}::uuid, ${pathway}::uuid)`);

/**
 * Leaves a notice for everybody on the pathway but the one who acts; answers who was told and the page each is led to
 * (a citizen to /me, whoever holds the threads to `holdersPath`), for a mail that says that something happened and never what. `kind` is the message key's end
 * (`notice_…`).
 */
export const tellPathway = (
	pathway: string,
	kind: string,
	path: string,
	holdersPath = path,
	named: readonly string[] | null = null
) =>
	ask<{ person: string; path: string }>(
		sql`select person, leads_to as path from samspil.tell_pathway(${pathway}::uuid, ${kind}, ${path}, ${holdersPath}, ${named}::uuid[])`
	);
