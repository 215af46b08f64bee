/** Where a group's meeting is while it is held, who is there, and who writes its minutes along, as they stand in the database. */
import { sql } from 'kysely';
import type { Mark, Run } from '#features/held-meetings/running.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';

/** Where the meeting is; nothing where nothing has been pressed yet. */
export const findGroupRun = (meeting: string) =>
	tables
		.selectFrom('group_run')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select([
			'item_id as item',
			'item_since as itemSince',
			'quiet_since as quietSince',
			'round_done as roundDone',
			'version'
		]);

/** Where the meeting has come, by its versions: asked again and again while it is on a screen. Nothing where there is none to see. */
export const findGroupMark = (collaboration: string, meeting: string) =>
	ask<Mark>(sql`
		select m.state in ('planned', 'invited') as "isOpen", m.version as rest,
			coalesce((select r.version from samspil.group_run r where r.tenant_id = m.tenant_id and r.meeting_id = m.id), 0) as run,
			(select md5(coalesce(string_agg(concat(p.person_id, p.attended, p.writes), ' ' order by p.person_id), '')) from samspil.group_seat p
				where p.tenant_id = m.tenant_id and p.meeting_id = m.id) as people,
			coalesce((select jsonb_object_agg(a.id, a.version) from samspil.group_item a
				where a.tenant_id = m.tenant_id and a.meeting_id = m.id), '{}') as items
		from samspil.group_meeting m join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
		where m.tenant_id = ${actingTenant} and s.collaboration_id = ${collaboration}::uuid and m.id = ${meeting}::uuid`);

/** Keeps where the meeting has come. It is held by whoever writes it, so that one step follows another. */
export const keepGroupRun = (meeting: string, run: Run) => {
	const columns = {
		item_id: run.item,
		item_since: run.itemSince,
		quiet_since: run.quietSince,
		round_done: run.roundDone === null ? null : [...run.roundDone],
		version: run.version
	};
	return tables
		.insertInto('group_run')
		.values({ tenant_id: actingTenant, meeting_id: meeting, ...columns })
		.onConflict((conflict) => conflict.columns(['tenant_id', 'meeting_id']).doUpdateSet(columns));
};

/**
 * Those of a group at one of its meetings, by name: who sits in it today, and who was there and does not any more. `attended`: null
 * where nobody has said; `id` is the person's.
 */
export const listGroupSeats = (series: string, meeting: string) =>
	ask<{
		id: string;
		person: string;
		organisation: string;
		organisationName: string;
		name: string;
		attended: boolean | null;
		writes: boolean;
		/** Sits in the group today. */
		sits: boolean;
	}>(sql`
		select coalesce(p.person, s.person_id) as id, coalesce(p.person, s.person_id) as person,
			coalesce(p.organisation, s.organisation_id) as organisation, o.name as "organisationName", coalesce(p.name, s.name) as name,
			s.attended, coalesce(s.writes, false) as writes, p.person is not null as sits
		from samspil.my_group_people(${series}::uuid) p
			full join (select * from samspil.group_seat where tenant_id = samspil.visited_tenant() and meeting_id = ${meeting}::uuid) s
				on s.person_id = p.person
			join samspil.organisation o on o.id = coalesce(p.organisation, s.organisation_id)
		where p.person is not null or s.attended
		order by 4, 1`);

/** Whether the visitor keeps the meeting, which is not over. */
export const keepsMeeting = (meeting: string) =>
	ask<{ keeps: boolean }>(sql`select ${meeting}::uuid = any (samspil.my_kept_meetings()) as keeps`);

/** Puts everybody who sits in the group on the meeting's list, so that something can be said of them. */
export const seatGroup = (meeting: string) =>
	ask<never>(sql`select samspil.seat_group(${meeting}::uuid)`);

/** Says of one of them whether they are there. */
export const updateGroupAttended = (meeting: string, person: string, attended: boolean) =>
	tables
		.updateTable('group_seat')
		.set({ attended })
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('person_id', '=', person);

/** Those in `writers` write along, the others do not. */
export const updateGroupWriters = (meeting: string, writers: readonly string[]) =>
	tables
		.updateTable('group_seat')
		.set({ writes: sql<boolean>`person_id = any (${[...writers]}::uuid[])` })
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting);
