/** Who looked at a pathway and what they did there, as the record tells the citizen (L-10). */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import { TIME_ZONE } from '#values/day.ts';
import type { LogKey } from '../log-key.rules.ts';
import { RECORDED_AS_IT_GOES, type DayRow } from '../log.rules.ts';

/** One page of the record. */
export const PAGE_OF_LOG = 50;

export type LogRow = {
	at: Date;
	name: string;
	organisation: string;
	action: string;
	reason: string;
	isMe: boolean;
	/** Where the line stands for several rows: when the first of them was, and how many they are. */
	since: Date;
	times: number;
	cursor: string;
};

/**
 * The record of a pathway, the newest first; one line more than a page. The citizen may read it all, the tovholder what others did
 * at work. What the readers looked at themselves is in the record and left out here, where it would stand between what
 * others did. What is recorded as it goes is one line for each person, thing and day, which stands where the last of it was; the
 * record itself keeps every row.
 */
export const listLog = (pathway: string, after: LogKey | null) => {
	const before = after
		? sql`(at, lane, sequence) < (${after.at}::timestamptz, ${after.lane}::smallint, ${after.sequence}::bigint)`
		: sql`true`;
	const asItGoes = sql`e.action = any (${[...RECORDED_AS_IT_GOES]}::text[])`;
	const here = sql`e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid`;
	const mine = sql`e.person_id is not distinct from (select samspil.acting_person())`;
	return ask<LogRow>(sql`
		select at, since, times, name, organisation, action, reason, "isMe",
			to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || lane || '~' || sequence as cursor
		from (
			(select e.at, e.at as since, 1 as times, e.person_name as name, e.organisation_name as organisation, e.action, e.reason,
				${mine} as "isMe", e.lane, e.sequence
			from samspil.audit_event e
			where ${here} and not ${asItGoes} and (not (${mine}) or e.action !~ '\\.(read|listed)$') and ${before}
			order by e.at desc, e.lane desc, e.sequence desc limit ${PAGE_OF_LOG + 1})
			union all
			select * from (
				select max(e.at) as at, min(e.at) as since, count(*)::int as times, e.person_name, e.organisation_name, e.action, e.reason,
					${mine} as "isMe", (array_agg(e.lane order by e.at desc, e.lane desc, e.sequence desc))[1] as lane,
					(array_agg(e.sequence order by e.at desc, e.lane desc, e.sequence desc))[1] as sequence
				from samspil.audit_event e where ${here} and ${asItGoes}
				group by e.person_id, e.person_name, e.organisation_name, e.action, e.reason, e.object_id, (e.at at time zone ${TIME_ZONE})::date) runs
			where ${before}) lines
		order by at desc, lane desc, sequence desc limit ${PAGE_OF_LOG + 1}`);
};

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
