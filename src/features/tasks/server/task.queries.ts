/** Tasks as they stand in the database, and who can be given one. */
import { sql, type NotNull } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Former } from '#values/former.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Repeats } from '../task.rules.ts';

/** How many tasks that are over a page shows. */
export const PAGE_OF_TASKS = 50;

const taskRows = (pathway: string) =>
	tables
		.selectFrom('task as t')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.pathway_id', '=', pathway)
		.select((eb) => [
			't.id',
			't.title',
			't.category',
			't.responsible_name as responsible',
			't.responsible_person_id as responsiblePerson',
			't.responsible_organisation_id as responsibleOrganisation',
			't.responsible_organisation_name as organisation',
			't.for_citizen as forCitizen',
			't.due_on as dueOn',
			't.state',
			't.state_note as stateNote',
			't.state_changed_at as stateChangedAt',
			't.state_changed_by_name as stateChangedBy',
			't.meeting_id as meeting',
			't.agenda_item_id as agendaItem',
			sql<string | null>`(select g.meeting_id from samspil.meeting_sending g
				where g.tenant_id = t.tenant_id and g.id = t.tells_of)`.as('tells'),
			't.created_by_name as givenBy',
			't.version',
			sql<
				Former[]
			>`case when t.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) then t.former else '[]' end`.as(
				'former'
			),
			sql<Repeats | null>`t.repeats`.as('repeats'),
			sql<string[]>`array(select h.name || ', ' || h.organisation_name from samspil.task_helper h
				where h.tenant_id = t.tenant_id and h.task_id = t.id order by h.name)`.as('helpers'),
			eb
				.or([
					eb('t.for_citizen', '=', true),
					eb.exists(
						eb
							.selectFrom('scope_reader as a')
							.select('a.scope_id')
							.whereRef('a.tenant_id', '=', 't.tenant_id')
							.whereRef('a.scope_id', '=', 't.scope_id')
							.whereRef('a.person_id', '=', 't.responsible_person_id')
							.whereRef('a.organisation_id', '=', 't.responsible_organisation_id')
							.where('a.reason', 'in', ['tovholder', 'partner'])
							.where('a.from_day', '<=', actingDay)
							.where('a.until_day', '>=', actingDay)
					)
				])
				.$castTo<boolean>()
				.as('hasSomebody')
		]);

/** Open tasks of a pathway by their last day: all of them, since an open task that is not shown is a task forgotten. */
export const listOpenTasks = (pathway: string) =>
	taskRows(pathway)
		.where('t.state', '=', 'open')
		.orderBy('t.due_on', (order) => order.asc().nullsLast())
		.orderBy('t.created_at')
		.orderBy('t.id');

/** The tasks of a pathway that are over, the latest first, from where the page before ended; one more than `most`. */
export const listTasksOver = (
	pathway: string,
	after: CursorKey | null = null,
	most: number = PAGE_OF_TASKS
) =>
	taskRows(pathway)
		.select(sql<string>`t.state_changed_at::text || '~' || t.id`.as('cursor'))
		.where('t.state', 'in', ['done', 'cancelled'])
		.$if(after !== null, (query) =>
			query.where(
				sql<boolean>`(t.state_changed_at, t.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`
			)
		)
		.orderBy('t.state_changed_at', 'desc')
		.orderBy('t.id', 'desc')
		.limit(most + 1);

/** The tasks that came of a meeting, in the order they were agreed. */
export const listTasksOfMeeting = (pathway: string, meeting: string) =>
	taskRows(pathway).where('t.meeting_id', '=', meeting).orderBy('t.created_at').orderBy('t.id');

/** A task as it was given, by its id. */
export const findGivenTask = (pathway: string, id: string) =>
	tables
		.selectFrom('task')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.select([
			'title',
			'category',
			'due_on as dueOn',
			'for_citizen as forCitizen',
			'responsible_person_id as person',
			'responsible_organisation_id as organisation'
		]);

/** A task for writing, with who said last how it stands (before that: who gave it; null for the citizen): held until the transaction ends. */
export const holdTask = (pathway: string, id: string) =>
	tables
		.selectFrom('task')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.select([
			'id',
			'title',
			'state',
			'state_note as stateNote',
			'for_citizen as forCitizen',
			'responsible_organisation_id as responsibleOrganisation',
			'due_on as dueOn',
			sql<Repeats | null>`repeats`.as('repeats'),
			'repeats_from as repeatsFrom',
			'version',
			sql<boolean>`tells_of is not null`.as('tells'),
			({ fn }) => fn.coalesce('state_changed_at', 'created_at').as('changedAt'),
			({ case: when }) =>
				when()
					.when('state_changed_at', 'is', null)
					.then(sql.ref<string>('created_by_name'))
					.else(sql<string | null>`nullif(state_changed_by_name, '')`)
					.end()
					.as('changedBy')
		])
		.forUpdate();

/** What a verb must know of the pathway: its tenant, the scope of a category, and as whom the visitor stands on it. */
export const findTaskPlace = (pathway: string, category: string) =>
	tables
		.selectFrom('pathway as p')
		.innerJoin('scope as s', (join) =>
			join
				.onRef('s.tenant_id', '=', 'p.tenant_id')
				.onRef('s.pathway_id', '=', 'p.id')
				.on('s.category', '=', category as 'meetings')
		)
		.where('p.tenant_id', '=', actingTenant)
		.where('p.id', '=', pathway)
		.select(['p.tenant_id as tenant', 's.id as scope', 'p.state']);

/** As whom the visitor stands on the pathway, and who holds its threads; no row where they are not on it. */
export const findStanding = (pathway: string) =>
	tables
		.selectFrom('pathway as p')
		.innerJoin('tovholder as t', (join) =>
			join
				.onRef('t.tenant_id', '=', 'p.tenant_id')
				.onRef('t.pathway_id', '=', 'p.id')
				.on('t.until', 'is', null)
		)
		.leftJoin('citizen as c', (join) =>
			join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.citizen_id')
		)
		.where('p.tenant_id', '=', actingTenant)
		.where('p.id', '=', pathway)
		.select((eb) => [
			'c.name as citizenName',
			'p.number',
			'p.state',
			't.person_id as tovholder',
			eb
				.and([
					eb('t.person_id', '=', actingPerson),
					eb('t.organisation_id', '=', sql<string>`${actingOrganisation}`)
				])
				.$castTo<boolean>()
				.as('isTovholder'),
			/** Not whoever only reads it in an emergency, or while handing it over. */
			sql<boolean>`samspil.may_write_on(p.id)`.as('mayWrite'),
			/** has handed it over, and reads on. */
			sql<boolean>`p.id = any ((select samspil.my_pathways_as('{former-tovholder}'))::uuid[])`.as(
				'handsOver'
			),
			eb
				.exists(
					eb
						.selectFrom('pathway_access as a')
						.select('a.pathway_id')
						.whereRef('a.tenant_id', '=', 'p.tenant_id')
						.whereRef('a.pathway_id', '=', 'p.id')
						.where('a.reason', '=', 'citizen')
						.where('a.person_id', '=', actingPerson)
						.where(sql<boolean>`${actingOrganisation} is null`)
				)
				.$castTo<boolean>()
				.as('isCitizen')
		]);

/** Who can be given a task today: the tovholder and the assigned people of agreed partners, with what they can see. */
export const listCandidates = (pathway: string) =>
	tables
		.selectFrom('scope_reader as a')
		.innerJoin('membership as m', (join) =>
			join
				.onRef('m.tenant_id', '=', 'a.tenant_id')
				.onRef('m.person_id', '=', 'a.person_id')
				.onRef('m.organisation_id', '=', 'a.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'a.organisation_id')
		.where('a.tenant_id', '=', actingTenant)
		.where('a.pathway_id', '=', pathway)
		.where('a.reason', 'in', ['tovholder', 'partner'])
		.where('a.from_day', '<=', actingDay)
		.where('a.until_day', '>=', actingDay)
		.where((eb) => eb.or([eb('m.active_until', 'is', null), eb('m.active_until', '>=', actingDay)]))
		.groupBy(['a.person_id', 'a.organisation_id', 'm.person_name', 'o.name'])
		.select([
			'a.person_id as person',
			'a.organisation_id as organisation',
			'm.person_name as name',
			'o.name as organisationName',
			sql<string[]>`array_agg(distinct a.category)`.as('categories')
		])
		.$narrowType<{ person: NotNull; organisation: NotNull }>()
		// the tovholder is no default, so partners come in the order of their names.
		.orderBy('o.name')
		.orderBy('m.person_name');

/** The meeting that a task comes from. No row: none of this pathway, or the item is not on its agenda. */
export const findSource = (pathway: string, meeting: string, agendaItem: string | null) => {
	const found = tables
		.selectFrom('meeting as m')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.id', '=', meeting)
		.where('m.pathway_id', '=', pathway)
		.select('m.id');
	if (agendaItem === null) return found;
	return found.where(({ exists, selectFrom }) =>
		exists(
			selectFrom('agenda_item as a')
				.whereRef('a.tenant_id', '=', 'm.tenant_id')
				.whereRef('a.meeting_id', '=', 'm.id')
				.where('a.id', '=', agendaItem)
				.select('a.id')
		)
	);
};
