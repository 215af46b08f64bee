/** The record of what was done and read: what a verb or page sends along in its own transaction. */
import { sql } from 'kysely';
import { ask } from './tables.ts';

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
export const tellPathway = (pathway: string, kind: string, path: string, holdersPath = path) =>
	ask<{ person: string; path: string }>(
		sql`select person, leads_to as path from samspil.tell_pathway(${pathway}::uuid, ${kind}, ${path}, ${holdersPath})`
	);
