/** Reads of the municipality's one framework: its state, its answers, and who takes part in it. */
import { sql } from 'kysely';
import type { Json } from '#features/documents/content.rules.ts';
import { actingDay, actingTenant, tables } from '#server/tables.ts';

/** The framework of the acting tenant, or nothing before one is begun. The leader is hidden from those outside the collaboration. */
export const findFramework = () =>
	tables
		.selectFrom('framework as f')
		.leftJoin('collaboration as c', (on) =>
			on.onRef('c.tenant_id', '=', 'f.tenant_id').onRef('c.id', '=', 'f.collaboration_id')
		)
		.leftJoin('membership as l', (on) =>
			on
				.onRef('l.tenant_id', '=', 'c.tenant_id')
				.onRef('l.person_id', '=', 'c.leader_person_id')
				.onRef('l.organisation_id', '=', 'c.leader_organisation_id')
		)
		.leftJoin('membership as d', (on) =>
			on
				.onRef('d.tenant_id', '=', 'f.tenant_id')
				.onRef('d.person_id', '=', 'f.deputy_person_id')
				.onRef('d.organisation_id', '=', 'f.deputy_organisation_id')
		)
		.leftJoin('membership as n', (on) =>
			on
				.onRef('n.tenant_id', '=', 'f.tenant_id')
				.onRef('n.person_id', '=', 'f.next_update_person_id')
				.onRef('n.organisation_id', '=', 'f.next_update_organisation_id')
		)
		.where('f.tenant_id', '=', actingTenant)
		.select([
			'f.id',
			'f.tenant_id as host',
			'f.collaboration_id as collaboration',
			'f.state',
			'f.version',
			'f.established_version_id as establishedVersion',
			'f.established_on as establishedOn',
			'f.next_update_on as nextUpdateOn',
			'f.next_update_person_id as nextUpdatePerson',
			'n.person_name as nextUpdateName',
			'f.changed_at as changedAt',
			'f.changed_by_name as changedBy',
			'c.leader_person_id as leader',
			'l.person_name as leaderName',
			'f.deputy_person_id as deputy',
			'd.person_name as deputyName'
		]);

/** The saved answers, those that say “does not apply” included. */
export const listAnswers = (framework: string) =>
	tables
		.selectFrom('framework_answer')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.orderBy('field_key')
		.select(['field_key as field', 'not_applicable as notApplicable', 'version'])
		.select(sql<Json>`value`.as('value'))
		.select(['answered_by_name as by', 'answered_at as at']);

/** Comments on one section's questions, the oldest first. */
export const listComments = (framework: string, fields: readonly string[]) =>
	tables
		.selectFrom('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('field_key', 'in', fields)
		.orderBy('created_at')
		.select(['id', 'field_key as field', 'body', 'author_name as author'])
		.select(['created_at as at', 'done_at as doneAt', 'done_by_name as doneBy']);

/** How many comments wait for the writers, by question. */
export const countOpenComments = (framework: string) =>
	tables
		.selectFrom('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('done_at', 'is', null)
		.groupBy('field_key')
		.orderBy('field_key')
		.select('field_key as field')
		.select(sql<number>`count(*)::int`.as('open'));

/** When and how the project group has taken part, the latest first. */
export const listInvolvements = (framework: string) =>
	tables
		.selectFrom('framework_involvement')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.orderBy('held_on', 'desc')
		.orderBy('recorded_at', 'desc')
		.limit(50)
		.select(['id', 'kind', 'held_on as on', 'note', 'recorded_by_name as by']);

/** Who sits in a group of the collaboration today, with what they are in their organisation. */
export const listGroup = (collaboration: string, kind: 'steering' | 'project') =>
	tables
		.selectFrom('group_member as g')
		.innerJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 'g.tenant_id')
				.onRef('m.person_id', '=', 'g.person_id')
				.onRef('m.organisation_id', '=', 'g.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'g.organisation_id')
		.where('g.tenant_id', '=', actingTenant)
		.where('g.collaboration_id', '=', collaboration)
		.where('g.group_kind', '=', kind)
		.where('g.since', '<=', actingDay)
		.where((by) => by.or([by('g.until', 'is', null), by('g.until', '>=', actingDay)]))
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('o.name')
		.orderBy('m.person_name')
		.select(['g.person_id as person', 'g.organisation_id as organisation', 'o.kind', 'm.function'])
		.select(['m.person_name as name', 'o.name as organisationName']);

/** The organisations a framework may name: those of the tenant, by name. */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.orderBy('o.name')
		.select(['o.id', 'o.name', 'o.kind']);

/** Everybody active in the tenant today, by name; the first 2,000. */
export const listPeople = () =>
	tables
		.selectFrom('membership as m')
		.innerJoin('organisation as o', 'o.id', 'm.organisation_id')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('m.person_name')
		.orderBy('o.name')
		.limit(2000)
		.select(['m.person_id as person', 'm.organisation_id as organisation', 'm.person_name as name'])
		.select(['o.name as organisationName', 'm.function', 'm.can_bind as canBind']);

/** The pool of possible tovholdere: the one place where it is kept. */
export const listPool = (collaboration: string) =>
	tables
		.selectFrom('tovholder_pool')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('since', '<=', actingDay)
		.where((by) => by.or([by('until', 'is', null), by('until', '>', actingDay)]))
		.select(['person_id as person', 'organisation_id as organisation'])
		.orderBy('person_id')
		.orderBy('organisation_id');

/** The collaborations the acting person leads: where a framework can be begun. */
export const listLedCollaborations = () =>
	tables
		.selectFrom('collaboration')
		.where('tenant_id', '=', actingTenant)
		.where('leader_person_id', '=', sql<string>`(select samspil.acting_person())`)
		.where('phase', '<>', 'ended')
		.orderBy('name')
		.select(['id', 'name']);
