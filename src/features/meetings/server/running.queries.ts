/** Where a meeting is while it is held, and who writes its minutes along, as they stand in the database. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Mark, Run } from '#features/held-meetings/running.rules.ts';
import type { Place } from './agenda.queries.ts';

/** Where the meeting is; nothing where nothing has been pressed yet. */
export const findRun = (meeting: string) =>
	tables
		.selectFrom('meeting_run')
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
export const findMark = (pathway: string, meeting: string) =>
	ask<Mark>(sql`
		select m.state = 'minutes' and m.minutes_sent_at is null as "isOpen", m.version as rest,
			coalesce((select r.version from samspil.meeting_run r where r.tenant_id = m.tenant_id and r.meeting_id = m.id), 0) as run,
			(select md5(coalesce(string_agg(concat(p.id, p.attended, p.writes), ' ' order by p.id), '')) from samspil.meeting_participant p
				where p.tenant_id = m.tenant_id and p.meeting_id = m.id) as people,
			coalesce((select jsonb_object_agg(a.id, a.version) from samspil.agenda_item a
				where a.tenant_id = m.tenant_id and a.meeting_id = m.id), '{}') as items
		from samspil.meeting m
		where m.tenant_id = ${actingTenant} and m.pathway_id = ${pathway}::uuid and m.id = ${meeting}::uuid`);

/** Keeps where the meeting has come. The meeting is held by whoever writes it, so that one step follows another. */
export const keepRun = (place: Place, run: Run) => {
	const columns = {
		item_id: run.item,
		item_since: run.itemSince,
		quiet_since: run.quietSince,
		round_done: run.roundDone === null ? null : [...run.roundDone],
		version: run.version
	};
	return tables
		.insertInto('meeting_run')
		.values({
			tenant_id: place.tenant,
			meeting_id: place.meeting,
			pathway_id: place.pathway,
			scope_id: place.scope,
			...columns
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'meeting_id']).doUpdateSet(columns));
};

/** Says of each of the participants whether they were there. */
export const updateAttended = (meeting: string, id: string, attended: boolean) =>
	tables
		.updateTable('meeting_participant')
		.set({ attended })
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id);

/** Those in `writers` write along, the others do not. */
export const updateWriters = (meeting: string, writers: readonly string[]) =>
	tables
		.updateTable('meeting_participant')
		.set({ writes: sql<boolean>`id = any (${[...writers]}::uuid[])` })
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('kind', '=', 'person');
