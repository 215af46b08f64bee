/** Series of meetings of a collaboration's groups, and their meetings, as they stand in the database. */
import { sql } from 'kysely';
import { agendaDays } from '#server/agenda-days.queries.ts';
import type { RunningSeries } from '#server/jobs/make-meetings.ts';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Frequency } from '#values/meeting-dates.ts';
import type { GroupMeetingState, SeriesGroup } from '../series.rules.ts';

const dayIn = (column: string) =>
	sql<Day>`(${sql.ref(column)} at time zone 'Europe/Copenhagen')::date`;

/** The series of a collaboration that run, or one of them, with when it was held last and when it is next. */
export const listSeries = (collaboration: string, id: string | null = null) =>
	tables
		.selectFrom('meeting_series as s')
		.leftJoin('document as d', (on) =>
			on.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.id', '=', 's.document_id')
		)
		.where('s.tenant_id', '=', actingTenant)
		.where('s.collaboration_id', '=', collaboration)
		.where('s.ended_at', 'is', null)
		.$if(id !== null, (query) => query.where('s.id', '=', id!))
		.select([
			's.id',
			's.purpose',
			's.first_on as firstOn',
			's.until_on as until',
			's.starts',
			's.minutes',
			's.place',
			's.document_id as agreement',
			'd.title as agreementTitle',
			's.version'
		])
		.select(sql<SeriesGroup>`s.group_kind`.as('group'))
		.select(
			sql<
				string[]
			>`array(select c.name from samspil.my_named_conveners(s.id) c order by not c.coordinates, c.name)`.as(
				'conveners'
			)
		)
		.select(sql<Frequency>`s.frequency`.as('frequency'))
		.select(
			sql<Day | null>`(select max((m.starts_at at time zone 'Europe/Copenhagen')::date) from samspil.group_meeting m
				where m.tenant_id = s.tenant_id and m.series_id = s.id and m.state = 'held')`.as('lastHeld')
		)
		.select(
			sql<Day | null>`(select min((m.starts_at at time zone 'Europe/Copenhagen')::date) from samspil.group_meeting m
				where m.tenant_id = s.tenant_id and m.series_id = s.id and m.state in ('planned', 'invited'))`.as(
				'next'
			)
		)
		.orderBy('s.group_kind')
		.orderBy('s.first_on')
		.orderBy('s.id')
		.limit(100);

export const insertSeries = (
	collaboration: string,
	by: string,
	series: {
		id: string;
		group: SeriesGroup;
		purpose: string;
		frequency: Frequency;
		firstOn: Day;
		/** Its last day, where it has one. */
		until: Day | null;
		starts: string;
		minutes: number;
		place: string;
	}
) =>
	tables
		.insertInto('meeting_series')
		.values({
			tenant_id: actingTenant,
			id: series.id,
			collaboration_id: collaboration,
			group_kind: series.group,
			purpose: series.purpose,
			frequency: series.frequency,
			first_on: series.firstOn,
			until_on: series.until,
			starts: series.starts,
			minutes: series.minutes,
			place: series.place,
			changed_by_name: by
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Ends a series on top of `version`. What has been planned of it is called off by itself: see endSeries. */
export const updateSeriesEnd = (id: string, version: number, by: string) =>
	tables
		.updateTable('meeting_series')
		.set({
			ended_at: new Date(),
			changed_at: new Date(),
			changed_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('live_id', 'is', null);

/** What is planned of a series and told to nobody yet is not held. */
export const dropPlanned = (series: string, by: string) =>
	tables
		.updateTable('group_meeting')
		.set({ state: 'cancelled', changed_at: new Date(), changed_by_name: by })
		.where('tenant_id', '=', actingTenant)
		.where('series_id', '=', series)
		.where('state', '=', 'planned');

/** The series that run and the days planned: all for the job, mine for whoever leads. */
export const listRunning = (today: Day) =>
	ask<RunningSeries>(sql`select * from samspil.running_series(${today}::date)`);
/** The day of the next meeting of a series that is planned or called; nothing where there is none. */
export const findNextOf = (series: string, now: Date) =>
	ask<{ day: Day }>(sql`
		select (starts_at at time zone 'Europe/Copenhagen')::date as day from samspil.group_meeting
		where tenant_id = ${actingTenant} and series_id = ${series}::uuid and state in ('planned', 'invited') and starts_at > ${now}
		order by starts_at limit 1`);
/** Makes one meeting of a series, once for each day. */
export const planMeeting = (tenant: string, series: string, day: Day, starts: Date, ends: Date) =>
	ask<{ made: boolean }>(
		sql`select samspil.plan_group_meeting(${tenant}::uuid, ${series}::uuid, ${day}::date, ${starts}::timestamptz, ${ends}::timestamptz) as made`
	);
/** Puts what goes on, or was not talked about, on the agenda of the next meeting of the series. */
export const carryOver = (series: string) =>
	ask<{ count: number }>(
		sql`select samspil.carry_over(samspil.visited_tenant(), ${series}::uuid) as count`
	);

const meetings = (collaboration: string) =>
	tables
		.selectFrom('group_meeting as m')
		.innerJoin('meeting_series as s', (on) =>
			on.onRef('s.tenant_id', '=', 'm.tenant_id').onRef('s.id', '=', 'm.series_id')
		)
		.where('m.tenant_id', '=', actingTenant)
		.where('s.collaboration_id', '=', collaboration)
		.select([
			'm.id',
			'm.series_id as series',
			's.purpose',
			'm.starts_at as startsAt',
			'm.ends_at as endsAt',
			'm.place',
			'm.minutes',
			'm.treated',
			'm.calendar_sequence as calendarSequence',
			'm.minutes_sent_at as minutesSentAt',
			'm.changed_at as changedAt',
			'm.changed_by_name as changedByName',
			'm.version',
			's.document_id as agreement',
			agendaDays.as('agendaDays')
		])
		.select(sql<GroupMeetingState>`m.state`.as('state'))
		.select(sql<SeriesGroup>`s.group_kind`.as('group'))
		.select(dayIn('m.starts_at').as('day'));

/** Meetings of the groups, the latest first. */
export const listGroupMeetings = (collaboration: string) =>
	meetings(collaboration)
		.where('m.state', '<>', 'cancelled')
		.orderBy('m.starts_at', 'desc')
		.orderBy('m.id')
		.limit(100);

export const findGroupMeeting = (collaboration: string, id: string) =>
	meetings(collaboration).where('m.id', '=', id);
/** For writing: held until the transaction ends, and only by whoever leads. */
export const holdGroupMeeting = (id: string) =>
	tables
		.selectFrom('group_meeting')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

/** Calls a meeting off for those who were invited and sit in the group no more; answers how many. */
export const callOffForLeavers = (id: string) =>
	ask<{ count: number }>(sql`select samspil.call_off_for_leavers_of(${id}::uuid) as count`);

/** Changes a meeting on top of `version`; no row where that is no longer the newest. */
export const updateGroupMeeting = (
	id: string,
	version: number,
	by: string,
	to: {
		starts_at?: Date;
		ends_at?: Date;
		place?: string;
		state?: GroupMeetingState;
		minutes?: string;
		treated?: string[];
		calendar_sequence?: number;
		minutes_sent_at?: Date;
		invited_at?: Date;
	}
) =>
	tables
		.updateTable('group_meeting')
		.set({ ...to, changed_at: new Date(), changed_by_name: by, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Who alone calls the meetings of a series of coordinators' meetings (R-024), the coordinator first; nobody for another series. */
export const listConveners = (series: string) =>
	ask<{ person: string; organisation: string; name: string }>(
		sql`select person, organisation, name from samspil.my_named_conveners(${series}::uuid) order by not coordinates, name, person`
	);

/** Who sits in the group today, for those who read the series. */
export const listGroupPeople = (series: string) =>
	ask<{ person: string; organisation: string; name: string; isMe: boolean }>(
		sql`select person, organisation, name, person = ${actingPerson} as "isMe" from samspil.my_group_people(${series}::uuid) order by name, person`
	);

/** What the parties have promised each other in the collaboration's agreements and not kept yet, as far as I read them. */
export const listOpenPromises = (collaboration: string) =>
	tables
		.selectFrom('agreement_obligation as p')
		.innerJoin('document as d', (on) =>
			on.onRef('d.tenant_id', '=', 'p.tenant_id').onRef('d.id', '=', 'p.document_id')
		)
		.leftJoin('organisation as o', 'o.id', 'p.party_id')
		.where('p.tenant_id', '=', actingTenant)
		.where('d.collaboration_id', '=', collaboration)
		.where('p.retired_at', 'is', null)
		.where('p.status', 'not in', ['kept', 'dropped'])
		.select(['p.id', 'p.what', 'p.due_on as dueOn', 'o.name as party'])
		.orderBy(sql`p.due_on nulls last`)
		.orderBy('p.what')
		.limit(50);
