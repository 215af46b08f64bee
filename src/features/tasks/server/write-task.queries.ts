/** Tasks as they are written: given, helped with, laid down again, and how they stand. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Candidate, NewTask, TaskState } from '../task.rules.ts';

/** Gives a task to the one who was chosen; writes nothing where a task of this id is there already. */
export const insertTask = (
	{ tenant, scope, pathway }: { tenant: string; scope: string; pathway: string },
	{ id, title, category, dueOn, meeting, agendaItem, tellsOf = null, repeats = null }: NewTask,
	chosen: Candidate | { name: string },
	by: { person: string; name: string }
) =>
	tables
		.insertInto('task')
		.values({
			tenant_id: tenant,
			id,
			pathway_id: pathway,
			scope_id: scope,
			category,
			title,
			due_on: dueOn,
			meeting_id: meeting,
			agenda_item_id: agendaItem,
			tells_of: tellsOf,
			repeats,
			repeats_from: repeats ? dueOn : null,
			for_citizen: !('person' in chosen),
			responsible_name: chosen.name,
			...('person' in chosen && {
				responsible_person_id: chosen.person,
				responsible_organisation_id: chosen.organisation,
				responsible_organisation_name: chosen.organisationName
			}),
			created_by: by.person,
			created_by_name: by.name
		})
		// whichever key it meets: two that are sent at one moment may meet the one that names the pathway first
		.onConflict((conflict) => conflict.doNothing());

/** Names somebody who helps with a task that has just been given. */
export const insertHelper = (
	{ tenant, scope, pathway }: { tenant: string; scope: string; pathway: string },
	{ id, category }: Pick<NewTask, 'id' | 'category'>,
	helper: Candidate
) =>
	tables
		.insertInto('task_helper')
		.values({
			tenant_id: tenant,
			task_id: id,
			pathway_id: pathway,
			scope_id: scope,
			category,
			person_id: helper.person,
			organisation_id: helper.organisation,
			name: helper.name,
			organisation_name: helper.organisationName
		})
		.onConflict((conflict) => conflict.doNothing());

/** Lays down the next of a task that comes again. */
export const repeatTask = (id: string, nextId: string, dueOn: Day) =>
	ask<{ laid: boolean }>(sql`select samspil.repeat_task(${id}, ${nextId}, ${dueOn}) as laid`);

/** Writes the state of a task on top of `version`. */
export const updateState = (
	id: string,
	version: number,
	by: string,
	to: { state: TaskState; note: string }
) =>
	tables
		.updateTable('task')
		.set({
			state: to.state,
			state_note: to.note,
			state_changed_at: new Date(),
			state_changed_by_name: by,
			version: sql<number>`version + 1`
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** The open task of telling those of this meeting who get no mail. */
export const findTelling = (meeting: string) =>
	tables
		.selectFrom('task as t')
		.innerJoin('meeting_sending as g', (join) =>
			join.onRef('g.tenant_id', '=', 't.tenant_id').onRef('g.id', '=', 't.tells_of')
		)
		.where('g.tenant_id', '=', actingTenant)
		.where('g.meeting_id', '=', meeting)
		.where('t.state', '=', 'open')
		.select('t.id');

/** Moves the day by which they are told. */
export const moveTelling = (id: string, dueOn: Day) =>
	tables
		.updateTable('task')
		.set({ due_on: dueOn, version: sql<number>`version + 1` })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('due_on', 'is distinct from', dueOn);
