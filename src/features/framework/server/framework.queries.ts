/**
 * The municipality's one framework: its state, and who takes part in it. Since there is one, what belongs to
 * it is found by the tenant alone, so that a page asks everything in one round trip.
 */
import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Seat } from '../decision.rules.ts';
import type { Involvement } from '../framework.rules.ts';

const now = sql<string>`now()`;

/** The collaboration whose framework it is. */
export const collaborationOfFramework = sql<string>`(select f.collaboration_id from samspil.framework f
	where f.tenant_id = ${actingTenant})`;

/**
 * The framework of the acting tenant, or nothing before one is begun. The leader is hidden from those outside the
 * collaboration, and there is none where that person has left the municipality.
 */
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
				.on((by) =>
					by.or([by('l.active_until', 'is', null), by('l.active_until', '>=', actingDay)])
				)
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
			'l.person_id as leader',
			'l.person_name as leaderName',
			'f.deputy_person_id as deputy',
			'd.person_name as deputyName'
		]);

/** Takes the framework for itself until the transaction ends. */
export const holdFramework = (id: string) =>
	ask<{ id: string | null }>(sql`select samspil.hold_framework(${id}::uuid) as id`);

/** A new framework in a collaboration the acting person leads. */
export const insertFramework = (id: string, collaboration: string, edition: number, name: string) =>
	tables.insertInto('framework').values({
		tenant_id: actingTenant,
		id,
		collaboration_id: collaboration,
		template_version: edition,
		changed_by_name: name
	});

/** The state of the draft, with who changed it. */
export const updateDraftState = (framework: string, state: 'draft' | 'submitted', name: string) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.set({ state, changed_at: now, changed_by_name: name });

/** When the framework is updated next, and who sees to it. */
export const updateNextUpdate = (framework: string, base: number, on: Day, seat: Seat) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.where('version', '=', base)
		.set({
			next_update_on: on,
			next_update_person_id: seat.person,
			next_update_organisation_id: seat.organisation,
			version: base + 1
		});

/** Who writes for the project leader; nobody where `deputy` is null. */
export const updateDeputy = (framework: string, base: number, deputy: Seat | null) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.where('version', '=', base)
		.set({
			deputy_person_id: deputy?.person ?? null,
			deputy_organisation_id: deputy?.organisation ?? null,
			version: base + 1
		});

/** When and how the project group has taken part, the latest first. */
export const listInvolvements = () =>
	tables
		.selectFrom('framework_involvement')
		.where('tenant_id', '=', actingTenant)
		.orderBy('held_on', 'desc')
		.orderBy('recorded_at', 'desc')
		.limit(50)
		.select(['id', 'kind', 'held_on as on', 'note', 'recorded_by_name as by']);

/** That the project group took part; writes nothing where the id is taken. */
export const insertInvolvement = (
	framework: string,
	{ id, kind, on, note }: Involvement & { id: string; note: string },
	name: string
) =>
	tables
		.insertInto('framework_involvement')
		.values({
			tenant_id: actingTenant,
			id,
			framework_id: framework,
			kind,
			held_on: on,
			note,
			recorded_by_name: name
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Who sits in a group around the framework today, with what they are in their organisation. */
export const listGroup = (kind: 'steering' | 'project') =>
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
		.where('g.collaboration_id', '=', collaborationOfFramework)
		.where('g.group_kind', '=', kind)
		.where('g.since', '<=', actingDay)
		.where((by) => by.or([by('g.until', 'is', null), by('g.until', '>=', actingDay)]))
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('o.name')
		.orderBy('m.person_name')
		.select(['g.person_id as person', 'g.organisation_id as organisation', 'o.kind', 'm.function'])
		.select(['m.person_name as name', 'o.name as organisationName']);

/** The organisations a framework may name: those of the tenant, by name; former names are read and not chosen. */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.orderBy('o.name')
		.select(['o.id', 'o.name', 'o.kind'])
		.select(sql<boolean>`t.merged_into is not null`.as('isFormer'));

/** The collaborations the acting person leads: where a framework can be begun. */
export const listLedCollaborations = () =>
	tables
		.selectFrom('collaboration')
		.where('tenant_id', '=', actingTenant)
		.where('leader_person_id', '=', actingPerson)
		.where('phase', '<>', 'ended')
		.orderBy('name')
		.select(['id', 'name']);

/** That something waits for somebody: the kind and an address, never content. */
export const insertNotice = (person: string, kind: string, path: string) =>
	tables.insertInto('notice').values({ tenant_id: actingTenant, person_id: person, kind, path });
