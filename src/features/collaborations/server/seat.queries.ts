import { sql } from 'kysely';
import { actingDay, actingTenant, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Seat } from '../collaboration.rules.ts';

/** The seats of both groups that are taken now or later, by name, and whether the person still works there. */
export const listSeats = (collaboration: string) =>
	tables
		.selectFrom('group_member as g')
		.innerJoin('membership as x', (on) =>
			on
				.onRef('x.tenant_id', '=', 'g.tenant_id')
				.onRef('x.person_id', '=', 'g.person_id')
				.onRef('x.organisation_id', '=', 'g.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'g.organisation_id')
		.where('g.tenant_id', '=', actingTenant)
		.where('g.collaboration_id', '=', collaboration)
		.where(({ eb, or }) => or([eb('g.until', 'is', null), eb('g.until', '>=', actingDay)]))
		.select([
			'g.group_kind as group',
			'g.person_id as person',
			'g.organisation_id as organisation',
			'x.person_name as name',
			'x.title',
			'x.function',
			'x.active_from as activeFrom',
			'x.active_until as activeUntil',
			'o.name as organisationName',
			'o.kind',
			'g.since',
			'g.until',
			'g.version'
		])
		.orderBy('x.person_name')
		.orderBy('g.person_id')
		.orderBy('g.organisation_id');

/** Everybody who can be given a seat: who works now in an organisation that is with the collaboration. */
export const listCandidates = (collaboration: string) =>
	tables
		.selectFrom('membership as x')
		.innerJoin('collaboration_party as p', (on) =>
			on
				.onRef('p.tenant_id', '=', 'x.tenant_id')
				.onRef('p.organisation_id', '=', 'x.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'x.organisation_id')
		.where('x.tenant_id', '=', actingTenant)
		.where('p.collaboration_id', '=', collaboration)
		.where('p.left_on', 'is', null)
		.where('x.active_from', '<=', actingDay)
		.where(({ eb, or }) =>
			or([eb('x.active_until', 'is', null), eb('x.active_until', '>=', actingDay)])
		)
		.select([
			'x.person_id as person',
			'x.organisation_id as organisation',
			'x.person_name as name',
			'o.name as organisationName'
		])
		.orderBy('x.person_name')
		.orderBy('o.name')
		.orderBy('x.person_id');

/** One seat as it is saved. */
export const findSeat = (collaboration: string, { group, person, organisation }: Seat) =>
	tables
		.selectFrom('group_member')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('group_kind', '=', group)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.select(['since', 'until', 'version']);

/** Gives a seat, or gives it again to somebody who had left it; no row where it is taken. */
export const insertSeat = (
	collaboration: string,
	{ group, person, organisation }: Seat,
	since: Day | typeof actingDay,
	until: Day | null
) =>
	tables
		.insertInto('group_member')
		.values({
			tenant_id: actingTenant,
			collaboration_id: collaboration,
			group_kind: group,
			person_id: person,
			organisation_id: organisation,
			since,
			until
		})
		.onConflict((conflict) =>
			conflict
				.columns(['tenant_id', 'collaboration_id', 'group_kind', 'person_id', 'organisation_id'])
				.doUpdateSet({ since, until, version: sql`group_member.version + 1` })
				.where('group_member.until', '<', actingDay)
		);

/** Ends a seat with `until`, based on `version`; no row where there is a newer one. */
export const updateSeatEnd = (
	collaboration: string,
	{ group, person, organisation }: Seat,
	version: number,
	until: Day
) =>
	tables
		.updateTable('group_member')
		.set({ until, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('group_kind', '=', group)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('version', '=', version);

/** Ends every seat of an organisation that leaves, as of now. A seat that was to begin later never began. */
export const endSeatsOf = (collaboration: string, organisation: string) =>
	tables
		.updateTable('group_member')
		.set({
			until: sql<Day>`greatest(${actingDay}, since) - 1`,
			version: sql`version + 1`
		})
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('organisation_id', '=', organisation)
		.where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>=', actingDay)]));
