import { sql, type RawBuilder } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { OrganisationKind } from '../organisation.rules.ts';

type NewOrganisation = {
	id: string;
	name: string;
	kind: OrganisationKind;
	cvr: string | null;
	areas?: string[];
	contact: string;
};

/** Adds to the register; writes no row where the id is there already (a form that was sent twice). */
export const insertOrganisation = (organisation: NewOrganisation) =>
	tables
		.insertInto('organisation')
		.values({ ...organisation, created_by: actingPerson })
		.onConflict((conflict) => conflict.column('id').doNothing());

/** Makes a municipality the host of a tenant of its own. */
export const insertTenant = (municipality: string) =>
	tables.insertInto('tenant').values({ id: municipality });

/** Lets an organisation of the register work in a tenant; writes no row where it does. */
export const joinTenant = (organisation: string, tenant: string | typeof actingTenant) =>
	tables
		.insertInto('tenant_organisation')
		.values({ tenant_id: tenant, organisation_id: organisation, joined_on: actingDay })
		.onConflict((conflict) => conflict.columns(['tenant_id', 'organisation_id']).doNothing());

/** Puts the administrator's hat on in `tenant`. */
export const wearAdministratorsHat = (tenant: string) =>
	ask<{ worn: boolean }>(
		sql`select samspil.wear_hat('administrator', ${tenant}::uuid, null) as worn`
	);

/** An organisation of the register, whether it works here or not; a former name of another is not one. */
export const findRegistered = (id: string) =>
	tables
		.selectFrom('organisation')
		.where('id', '=', id)
		.select(['id', 'name', 'kind', 'cvr'])
		.$narrowType<{ kind: OrganisationKind }>();

/** Every organisation of the register, to tell whether a new one is there already. Asked when one is added, only. */
export const listRegister = () =>
	tables
		.selectFrom('organisation')
		.where('merged_into', 'is', null)
		.select(['id', 'name', 'kind', 'cvr'])
		.orderBy('name')
		.orderBy('id');

/**
 * Whether a name has each word of `part` in it, in any order. A longer word may end otherwise, or with a slip: 'forenig' is found in 'foreningen'.
 */
const namedAs = (name: RawBuilder<string>, part: string) => sql<boolean>`not exists (
	select from regexp_split_to_table(lower(${part}), '[^[:alnum:]]+') w
	where w <> '' and position(case when length(w) > 5 then left(w, length(w) - 2) else w end in lower(${name})) = 0)`;

/** Organisations of the register that are named as `part` and which do not work in this municipality yet; 20 at most. */
export const findElsewhere = (part: string) =>
	tables
		.selectFrom('organisation as o')
		.select(['o.id', 'o.name', 'o.kind', 'o.cvr'])
		.where(namedAs(sql`o.name`, part))
		.where('o.merged_into', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('tenant_organisation as t')
						.select('t.organisation_id')
						.where('t.tenant_id', '=', actingTenant)
						.whereRef('t.organisation_id', '=', 'o.id')
				)
			)
		)
		.orderBy('o.name')
		.orderBy('o.id')
		.limit(20);

/**
 * The organisations of the municipality by name, the municipality first, and how many people work in each today;
 * without those that are former names.
 */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.merged_into', 'is', null)
		.select(({ selectFrom }) => [
			'o.id',
			'o.name',
			'o.kind',
			'o.cvr',
			'o.areas',
			selectFrom('membership as x')
				.whereRef('x.tenant_id', '=', 't.tenant_id')
				.whereRef('x.organisation_id', '=', 't.organisation_id')
				.where('x.active_from', '<=', actingDay)
				.where(({ eb, or }) =>
					or([eb('x.active_until', 'is', null), eb('x.active_until', '>=', actingDay)])
				)
				.select(({ fn }) => fn.countAll<number>().$castTo<number>().as('people'))
				.as('people')
		])
		.orderBy(sql`t.organisation_id <> t.tenant_id`)
		.orderBy('o.name')
		.orderBy('o.id');

/** One organisation of the municipality, or a former name of one, with what it is called now here and in the register. */
export const findOrganisation = (id: string) =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.leftJoin('organisation as n', 'n.id', 'o.merged_into')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.organisation_id', '=', id)
		.select(['t.merged_into as mergedHere', 'o.merged_into as mergedInto', 'n.name as nowCalled'])
		.select([
			'o.id',
			'o.name',
			'o.kind',
			'o.cvr',
			'o.areas',
			'o.contact',
			'o.version',
			'o.changed_at as changedAt',
			'o.changed_by_name as changedBy'
		]);

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updateOrganisation = (
	id: string,
	version: number,
	change: {
		name: string;
		kind: OrganisationKind;
		cvr: string | null;
		areas: string[];
		contact: string;
	}
) =>
	tables
		.updateTable('organisation')
		.set({ ...change, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version);

/**
 * The organisations that work here by name, those alone that are named as `part`, or are of such an area, with how many contacts the
 * municipality keeps of each; 500 at most.
 */
export const findWorkingHere = (part: string) =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.merged_into', 'is', null)
		.where(sql<boolean>`o.id <> t.tenant_id`)
		.where(namedAs(sql`(o.name || ' ' || array_to_string(o.areas, ' '))`, part))
		.select(({ selectFrom }) => [
			'o.id',
			'o.name',
			'o.kind',
			'o.cvr',
			'o.areas',
			selectFrom('organisation_contact as c')
				.whereRef('c.tenant_id', '=', 't.tenant_id')
				.whereRef('c.organisation_id', '=', 't.organisation_id')
				.select(({ fn }) => fn.countAll<number>().$castTo<number>().as('contacts'))
				.as('contacts')
		])
		.orderBy('o.name')
		.orderBy('o.id')
		.limit(500);
