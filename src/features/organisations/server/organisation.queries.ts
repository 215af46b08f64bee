import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { OrganisationKind } from '../organisation.rules.ts';

type NewOrganisation = {
	id: string;
	name: string;
	kind: OrganisationKind;
	cvr: string | null;
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

/** Every organisation of the register, to tell whether a new one is there already. Asked when one is added, only. */
export const listRegister = () =>
	tables
		.selectFrom('organisation')
		.select(['id', 'name', 'kind', 'cvr'])
		.orderBy('name')
		.orderBy('id');

/** Organisations of the register whose name holds `part` and which do not work in this municipality yet; 20 at most. */
export const findElsewhere = (part: string) =>
	tables
		.selectFrom('organisation as o')
		.select(['o.id', 'o.name', 'o.kind', 'o.cvr'])
		.where(sql<boolean>`position(lower(${part}) in lower(o.name)) > 0`)
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

/** The organisations of the municipality by name, the municipality first, and how many people work in each today. */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.select(({ selectFrom }) => [
			'o.id',
			'o.name',
			'o.kind',
			'o.cvr',
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

/** One organisation of the municipality. */
export const findOrganisation = (id: string) =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.organisation_id', '=', id)
		.select([
			'o.id',
			'o.name',
			'o.kind',
			'o.cvr',
			'o.contact',
			'o.version',
			'o.changed_at as changedAt',
			'o.changed_by_name as changedBy'
		]);

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updateOrganisation = (
	id: string,
	version: number,
	change: { name: string; cvr: string | null; contact: string }
) =>
	tables
		.updateTable('organisation')
		.set({ ...change, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version);
