/** Who looked at a pathway and what they did there, as the record tells the citizen (L-10). */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import type { LogKey } from '../log.rules.ts';

/** One page of the record. */
export const PAGE_OF_LOG = 50;

export type LogRow = {
	at: Date;
	name: string;
	organisation: string;
	action: string;
	reason: string;
	isMe: boolean;
	cursor: string;
};

/** The record of a pathway, the newest first; one more than a page. Only the citizen may read it. */
export const listLog = (pathway: string, after: LogKey | null) =>
	ask<LogRow>(sql`
		select e.at, e.person_name as name, e.organisation_name as organisation, e.action, e.reason,
			e.person_id is not distinct from (select samspil.acting_person()) as "isMe",
			to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || e.lane || '~' || e.sequence as cursor
		from samspil.audit_event e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
			and ${after ? sql`(e.at, e.lane, e.sequence) < (${after.at}::timestamptz, ${after.lane}::smallint, ${after.sequence}::bigint)` : sql`true`}
		order by e.at desc, e.lane desc, e.sequence desc limit ${PAGE_OF_LOG + 1}`);
