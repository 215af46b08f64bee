import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { actingDay, actingTenant, tables } from '#server/tables.ts';
import type { Place } from '../membership.rules.ts';

/** How many people a page shows. */
export const PEOPLE_A_PAGE = 50;

/** Where a page of people begins: after this one. */
export type AfterPerson = { person: string; organisation: string };

/**
 * People of the municipality by name, each with one of their organisations; one row more than a page, to tell whether
 * there is a next. Narrowed to one organisation or a part of the name where these are given.
 */
export const listPeople = ({
	organisation,
	part,
	after
}: {
	organisation?: string | undefined;
	part?: string | undefined;
	after?: AfterPerson | undefined;
}) => {
	let people = tables
		.selectFrom('membership as x')
		.innerJoin('organisation as o', 'o.id', 'x.organisation_id')
		.where('x.tenant_id', '=', actingTenant)
		.select([
			'x.person_id as person',
			'x.organisation_id as organisation',
			'x.person_name as name',
			'o.name as organisationName',
			'x.title',
			'x.function',
			'x.can_bind as canBind',
			'x.active_from as activeFrom',
			'x.active_until as activeUntil'
		]);
	if (organisation) people = people.where('x.organisation_id', '=', organisation);
	if (part)
		people = people.where(sql<boolean>`position(lower(${part}) in lower(x.person_name)) > 0`);
	if (after)
		people = people.where(
			sql<boolean>`(x.person_name, x.person_id, x.organisation_id) > ((${nameOf(after)}), ${after.person}::uuid, ${after.organisation}::uuid)`
		);
	return people
		.orderBy('x.person_name')
		.orderBy('x.person_id')
		.orderBy('x.organisation_id')
		.limit(PEOPLE_A_PAGE + 1);
};

const nameOf = ({ person, organisation }: AfterPerson) =>
	tables
		.selectFrom('membership')
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.select('person_name');

/** Somebody's place in one organisation of the municipality. */
export const findMembership = (person: string, organisation: string) =>
	tables
		.selectFrom('membership as x')
		.innerJoin('organisation as o', 'o.id', 'x.organisation_id')
		.where('x.tenant_id', '=', actingTenant)
		.where('x.person_id', '=', person)
		.where('x.organisation_id', '=', organisation)
		.select([
			'x.tenant_id as tenant',
			'x.person_id as person',
			'x.organisation_id as organisation',
			'x.person_name as name',
			'o.name as organisationName',
			'x.title',
			'x.function',
			'x.can_bind as canBind',
			'x.active_from as activeFrom',
			'x.active_until as activeUntil',
			'x.declared_on as declaredOn',
			'x.version',
			'x.changed_at as changedAt',
			'x.changed_by_name as changedBy'
		]);

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updatePlace = (
	person: string,
	organisation: string,
	version: number,
	{ title, function: is, canBind }: Place
) =>
	tables
		.updateTable('membership')
		.set({ title, function: is, can_bind: canBind, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('version', '=', version);

/** Ends a membership with `lastDay`, based on `version`; no row where there is a newer one. */
export const updateLastDay = (
	person: string,
	organisation: string,
	version: number,
	lastDay: Day
) =>
	tables
		.updateTable('membership')
		.set({ active_until: lastDay, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('version', '=', version);

/** The collaborations that are not ended and led by this person: somebody else should lead them first. */
export const listLedBy = (person: string) =>
	tables
		.selectFrom('collaboration')
		.select(['id', 'name'])
		.where('tenant_id', '=', actingTenant)
		.where('leader_person_id', '=', person)
		.where('phase', '<>', 'ended')
		.orderBy('name');

/** How many people of the municipality have a place today. */
export const countPeople = () =>
	tables
		.selectFrom('membership')
		.where('tenant_id', '=', actingTenant)
		.where('active_from', '<=', actingDay)
		.where(({ eb, or }) =>
			or([eb('active_until', 'is', null), eb('active_until', '>=', actingDay)])
		)
		.select(({ fn }) => fn.count<number>('person_id').distinct().$castTo<number>().as('people'));
