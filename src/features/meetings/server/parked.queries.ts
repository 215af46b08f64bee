/** Subjects that were parked at meetings of a pathway and wait for another one (R-167). */
import { sql } from 'kysely';
import { agendaDays } from '#server/agenda-days.queries.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** How many parked items are offered at once, the longest waiting first. */
export const MOST_OFFERED = 50;

const parkedRows = (pathway: string) =>
	tables
		.selectFrom('agenda_item as a')
		.innerJoin('meeting as m', (on) =>
			on.onRef('m.tenant_id', '=', 'a.tenant_id').onRef('m.id', '=', 'a.meeting_id')
		)
		.where('a.tenant_id', '=', actingTenant)
		.where('a.pathway_id', '=', pathway)
		.select([
			'a.id',
			'a.title',
			'a.aim',
			'a.minutes',
			'a.outcome',
			'a.parked',
			'a.version',
			'a.changed_at as changedAt',
			'a.changed_by_name as changedByName',
			'a.dropped_reason as droppedReason',
			'm.id as meeting',
			'm.state as meetingState',
			'm.starts_at as meetingStartsAt',
			takenUpAt.as('takenUpAt')
		]);

/** The meetings, not cancelled, on whose agenda the item `a` has been taken up. */
const takenUpAt = sql<
	string[]
>`array(select f.meeting_id from samspil.agenda_item f join samspil.meeting n
	on n.tenant_id = f.tenant_id and n.id = f.meeting_id
	where f.tenant_id = a.tenant_id and f.pathway_id = a.pathway_id and f.came_from = a.id and n.state <> 'cancelled')`;

/** The items that wait for a meeting, as isOffered says, those that have waited longest first. */
export const listOffered = (pathway: string) =>
	parkedRows(pathway)
		.where('a.parked', '=', true)
		.where('a.dropped_at', 'is', null)
		.where('m.state', 'in', ['minutes', 'closed', 'cancelled'])
		.where(sql<boolean>`${takenUpAt} = '{}'`)
		.orderBy('m.starts_at')
		.orderBy('a.position')
		.orderBy('a.id')
		.limit(MOST_OFFERED);

/** Whether something came of an item, in words, as a kind or as a task. */
const cameToSomething = (item: 'a' | 'o') => sql<boolean>`(${sql.ref(`${item}.outcome`)} <> ''
	or ${sql.ref(`${item}.outcome_kind`)} is not null
	or exists (select from samspil.task t where t.tenant_id = ${sql.ref(`${item}.tenant_id`)} and t.agenda_item_id = ${sql.ref(`${item}.id`)}))`;

/**
 * What was not reached, as notReached (parked.rules.ts) says, at the last meeting whose minutes are sent, or at `meeting`, and has not been taken up since: it goes on at the
 * next one by itself. What was parked there is offered instead.
 */
export const listUndiscussed = (pathway: string, meeting: string | null = null) =>
	parkedRows(pathway)
		.where('a.parked', '=', false)
		.where((eb) => eb.not(cameToSomething('a')))
		.where(
			sql<boolean>`exists (select from samspil.agenda_item o where o.tenant_id = a.tenant_id and o.meeting_id = a.meeting_id
				and ${cameToSomething('o')})`
		)
		.where(sql<boolean>`${takenUpAt} = '{}'`)
		.where(
			sql<boolean>`m.id = coalesce(${meeting}::uuid, (select l.id from samspil.meeting l where l.tenant_id = m.tenant_id and l.pathway_id = m.pathway_id
				and l.minutes_sent_at is not null order by l.starts_at desc, l.id limit 1))`
		)
		.orderBy('a.position')
		.orderBy('a.id')
		.limit(MOST_OFFERED);

/** The meetings of a pathway after `startsAt` that are prepared or called and not over, the next first. */
export const listAhead = (pathway: string, startsAt: Date, now: Date) =>
	tables
		.selectFrom('meeting')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('state', 'in', ['draft', 'invited'])
		.where('starts_at', '>', startsAt)
		.where('ends_at', '>', now)
		.select(['id', 'state', 'starts_at as startsAt', agendaDays.as('agendaDays')])
		.orderBy('starts_at')
		.orderBy('id')
		.limit(MOST_OFFERED);

/** The day of the next meeting of a pathway that people are invited to; nothing where none is called. */
export const findCalledNext = (pathway: string, now: Date) =>
	ask<{ day: Day }>(sql`
		select (starts_at at time zone 'Europe/Copenhagen')::date as day from samspil.meeting
		where tenant_id = ${actingTenant} and pathway_id = ${pathway}::uuid and state = 'invited' and starts_at > ${now}
		order by starts_at limit 1`);

/** The meeting that is prepared or called and on which items of another stand; whether they only wait there. */
export type GoesOn = { meeting: string; day: Day; isParked: boolean };

/** Where what was not reached at `meeting` goes on; nothing where it does at none yet. */
export const findGoesOn = (pathway: string, meeting: string) =>
	ask<GoesOn>(sql`
		select n.id as meeting, (n.starts_at at time zone 'Europe/Copenhagen')::date as day, bool_and(f.parked) as "isParked"
		from samspil.agenda_item a
			join samspil.agenda_item f on f.tenant_id = a.tenant_id and f.pathway_id = a.pathway_id and f.came_from = a.id
			join samspil.meeting n on n.tenant_id = f.tenant_id and n.id = f.meeting_id
		where a.tenant_id = ${actingTenant} and a.pathway_id = ${pathway}::uuid and a.meeting_id = ${meeting}::uuid and not a.parked
			and n.state in ('draft', 'invited')
		group by n.id, n.starts_at order by n.starts_at, n.id limit 1`);

/** One item of the pathway, with what has become of it. */
export const findParked = (pathway: string, id: string) =>
	parkedRows(pathway).where('a.id', '=', id);

/** Takes an item for itself until the transaction ends; no row where the visitor may not write it. */
export const holdItem = (pathway: string, id: string) =>
	tables
		.selectFrom('agenda_item')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

/** Drops a parked item for `reason`, on top of `version`; writes nothing where that is no longer the newest. */
export const updateDropped = (id: string, version: number, by: string, reason: string) =>
	tables
		.updateTable('agenda_item')
		.set({
			dropped_reason: reason,
			dropped_at: new Date(),
			dropped_by_name: by,
			version: version + 1,
			changed_at: new Date(),
			changed_by_name: by
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);
