/** Who looked at a pathway and what they did there, as the record tells the citizen (L-10). */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import { TIME_ZONE } from '#values/day.ts';
import type { LogKey } from '../log-key.rules.ts';
import type { DayRow } from '../log.rules.ts';

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

/**
 * The record of a pathway, the newest first; one more than a page. The citizen may read it all, the tovholder what others did
 * at work. What the readers looked at themselves is in the record and left out here, where it would stand between what
 * others did.
 */
export const listLog = (pathway: string, after: LogKey | null) =>
	ask<LogRow>(sql`
		select e.at, e.person_name as name, e.organisation_name as organisation, e.action, e.reason,
			e.person_id is not distinct from (select samspil.acting_person()) as "isMe",
			to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || e.lane || '~' || e.sequence as cursor
		from samspil.audit_event e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
			and (e.person_id is distinct from (select samspil.acting_person()) or e.action !~ '\\.(read|listed)$')
			and ${after ? sql`(e.at, e.lane, e.sequence) < (${after.at}::timestamptz, ${after.lane}::smallint, ${after.sequence}::bigint)` : sql`true`}
		order by e.at desc, e.lane desc, e.sequence desc limit ${PAGE_OF_LOG + 1}`);

/** How many lines of the record are put on paper. */
export const LOG_ON_PAPER = 1000;

/** The record of a pathway day by day, the newest first, each thing once a day; one more than is put on paper. */
export const listLogByDay = (pathway: string) =>
	ask<DayRow>(sql`
		select (e.at at time zone ${TIME_ZONE})::date as day, e.person_name as name, e.organisation_name as organisation, e.action, e.reason,
			e.person_id is not distinct from (select samspil.acting_person()) as "isMe"
		from samspil.audit_event e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
		group by 1, 2, 3, 4, 5, 6
		order by day desc, name, organisation, reason, action limit ${LOG_ON_PAPER + 1}`);
