/** Tasks that the meetings of groups came to, as they stand in the database. */
import { sql } from 'kysely';
import type { Seat } from '#features/documents/names.rules.ts';
import type { Repeats, TaskState } from '#features/tasks/task.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { GroupTask } from '../group-task.rules.ts';

const taskRows = (collaboration: string) =>
	tables
		.selectFrom('group_task as t')
		.innerJoin('group_meeting as m', (on) =>
			on.onRef('m.tenant_id', '=', 't.tenant_id').onRef('m.id', '=', 't.meeting_id')
		)
		.innerJoin('meeting_series as s', (on) =>
			on.onRef('s.tenant_id', '=', 'm.tenant_id').onRef('s.id', '=', 'm.series_id')
		)
		.where('t.tenant_id', '=', actingTenant)
		.where('s.collaboration_id', '=', collaboration)
		.select([
			't.id',
			't.title',
			't.responsible_name as responsible',
			't.responsible_person_id as responsiblePerson',
			't.responsible_organisation_id as responsibleOrganisation',
			't.responsible_organisation_name as organisation',
			't.due_on as dueOn',
			't.state',
			't.state_note as stateNote',
			't.state_changed_at as stateChangedAt',
			't.state_changed_by_name as stateChangedBy',
			't.meeting_id as meeting',
			't.item_id as item',
			't.created_by_name as givenBy',
			't.version',
			't.follows_id as follows',
			sql<Repeats | null>`t.repeats`.as('repeats'),
			sql<
				string[]
			>`array(select h.name || ', ' || h.organisation_name from samspil.group_task_helper h
				where h.tenant_id = t.tenant_id and h.task_id = t.id order by h.name)`.as('helpers')
		]);

/**
 * The tasks of a meeting in the order they were agreed, and before them what is still open from those of its series before it. Of one that comes
 * again, the one that was agreed and the latest.
 */
export const listGroupTasks = (collaboration: string, meeting: string) =>
	taskRows(collaboration)
		.where(
			sql<boolean>`((t.meeting_id = ${meeting}::uuid and (t.follows_id is null or not exists (select from samspil.group_task n
					where n.tenant_id = t.tenant_id and n.follows_id = t.id))) or (t.state = 'open' and exists (select from samspil.group_meeting x
				where x.tenant_id = t.tenant_id and x.id = ${meeting}::uuid and x.series_id = m.series_id and x.starts_at > m.starts_at)))`
		)
		.orderBy('m.starts_at')
		.orderBy('t.created_at')
		.orderBy('t.id');

/** What is open of all groups of a collaboration, by its last day: all of it, since a task that is not shown is a task forgotten. */
export const listOpenGroupTasks = (collaboration: string) =>
	taskRows(collaboration)
		.where('t.state', '=', 'open')
		.orderBy('t.due_on', (order) => order.asc().nullsLast())
		.orderBy('t.created_at')
		.orderBy('t.id');

/** Gives a task, and says who is responsible; writes nothing where a task of this id is there already. The database names them. */
export const insertGroupTask = (
	meeting: string,
	{ id, item, title, responsible, dueOn, repeats = null }: GroupTask,
	by: { person: string; name: string }
) =>
	tables
		.insertInto('group_task')
		.values({
			tenant_id: actingTenant,
			id,
			meeting_id: meeting,
			item_id: item,
			title,
			responsible_person_id: responsible.person,
			responsible_organisation_id: responsible.organisation,
			responsible_name: '',
			responsible_organisation_name: '',
			due_on: dueOn,
			repeats,
			repeats_from: repeats ? dueOn : null,
			created_by: by.person,
			created_by_name: by.name
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Asks somebody of the group to help with a task that has just been given. The database names them. */
export const insertGroupHelper = (task: string, { person, organisation }: Seat) =>
	tables
		.insertInto('group_task_helper')
		.values({
			tenant_id: actingTenant,
			task_id: task,
			person_id: person,
			organisation_id: organisation,
			name: '',
			organisation_name: ''
		})
		.onConflict((conflict) => conflict.doNothing());

/** Lays down the next of a task that comes again. */
export const repeatGroupTask = (id: string, nextId: string, dueOn: Day) =>
	ask<{ laid: boolean }>(
		sql`select samspil.repeat_group_task(${id}::uuid, ${nextId}::uuid, ${dueOn}::date) as laid`
	);

/**
 * A task for writing, with who said last how it stands (before that: who gave it): held until the transaction ends, for those who may say so. No
 * row where it is of another series than the meeting under which it is told.
 */
export const holdGroupTask = (collaboration: string, meeting: string, id: string) =>
	taskRows(collaboration)
		.where('t.id', '=', id)
		.where(
			sql<boolean>`exists (select from samspil.group_meeting x where x.tenant_id = m.tenant_id and x.id = ${meeting}::uuid and x.series_id = m.series_id)`
		)
		.select([
			't.created_by as giver',
			't.repeats_from as repeatsFrom',
			sql<string>`coalesce(nullif(t.state_changed_by_name, ''), t.created_by_name)`.as('changedBy'),
			sql<Date>`coalesce(t.state_changed_at, t.created_at)`.as('changedAt'),
			sql<boolean>`m.series_id = any (samspil.my_convened_series())`.as('keeps')
		])
		.forUpdate('t');

/** Writes how a task stands on top of `version`. */
export const updateGroupTask = (
	id: string,
	version: number,
	by: string,
	to: { state: TaskState; note: string }
) =>
	tables
		.updateTable('group_task')
		.set({
			state: to.state,
			state_note: to.note,
			state_changed_at: new Date(),
			state_changed_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);
