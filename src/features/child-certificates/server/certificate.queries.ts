/** An organisation's register of those who meet children under 15. */
import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { actingDay, actingOrganisation, actingTenant, ask, tables } from '#server/tables.ts';
import type { RoleSaid } from '../certificate.rules.ts';

/** How many roles a page shows, and how many people are offered to choose from. */
export const ROLES_A_PAGE = 50;
export const MOST_PEOPLE = 50;

/** A role as it is kept, with whose it is and who wrote it last. */
export type KeptRole = RoleSaid & {
	id: string;
	person: string;
	name: string;
	version: number;
	changedAt: Date;
	changedBy: string;
};

/** The organisation that the visitor is in, where it has such a register, and whether they keep it. No row for an authority. */
export const findRegister = () =>
	ask<{ organisation: string; name: string; keeps: boolean }>(sql`
		select o.id as organisation, o.name, samspil.certificate_keeping_organisation() is not null as keeps
		from samspil.organisation o where o.id = ${actingOrganisation} and o.kind not in ('municipality', 'region')`);

const kept = () =>
	tables
		.selectFrom('child_role as r')
		.innerJoin('membership as x', (on) =>
			on
				.onRef('x.tenant_id', '=', 'r.tenant_id')
				.onRef('x.person_id', '=', 'r.person_id')
				.onRef('x.organisation_id', '=', 'r.organisation_id')
		)
		.where('r.tenant_id', '=', actingTenant)
		.where('r.organisation_id', '=', actingOrganisation)
		.select([
			'r.id',
			'r.person_id as person',
			'x.person_name as name',
			'r.role',
			'r.obtained_on as obtainedOn',
			'r.obtained_by as obtainedBy',
			'r.begins_on as beginsOn',
			'r.ends_on as endsOn',
			'r.version',
			'r.changed_at as changedAt',
			'r.changed_by_name as changedBy'
		]);

/** The roles of my organisation that I may see, by name: one row more than a page. `after` is the last of the page before. */
export const listRoles = (after: string | null) => {
	const roles = kept()
		.orderBy('x.person_name')
		.orderBy('r.id')
		.limit(ROLES_A_PAGE + 1);
	return after === null
		? roles
		: roles.where(
				sql<boolean>`(x.person_name, r.id) > (select y.person_name, q.id from samspil.child_role q
					join samspil.membership y on y.tenant_id = q.tenant_id and y.person_id = q.person_id and y.organisation_id = q.organisation_id
					where q.tenant_id = ${actingTenant} and q.organisation_id = ${actingOrganisation} and q.id = ${after}::uuid)`
			);
};

/** One of them. */
export const findRole = (id: string) => kept().where('r.id', '=', id);

/** Those at work in my organisation whose name holds `part`; one more than are offered. */
export const listPeopleToChoose = (part: string) =>
	ask<{ person: string; name: string; title: string }>(sql`
		select x.person_id as person, x.person_name as name, x.title from samspil.membership x
		where x.tenant_id = ${actingTenant} and x.organisation_id = (select samspil.certificate_keeping_organisation())
			and x.active_from <= ${actingDay} and (x.active_until is null or x.active_until >= ${actingDay})
			and strpos(lower(x.person_name), lower(${part})) > 0
		order by x.person_name, x.person_id limit ${MOST_PEOPLE + 1}`);

/** The last declarations of my organisation, newest first. */
export const listDeclarations = () =>
	ask<{ declaredOn: Day; by: string }>(sql`
		select d.declared_on as "declaredOn", d.changed_by_name as by from samspil.child_declaration d
		where d.tenant_id = ${actingTenant} and d.organisation_id = ${actingOrganisation} order by d.declared_on desc limit 10`);

/** From which day the year to the next declaration runs: the last one, or the first role's. No row where nobody is at work in a role. */
export const findLastOrFirst = () =>
	ask<{ from: Day }>(sql`
		select coalesce((select max(d.declared_on) from samspil.child_declaration d
			where d.tenant_id = ${actingTenant} and d.organisation_id = ${actingOrganisation}), min(r.begins_on)) as from
		from samspil.child_role r join samspil.membership x on x.tenant_id = r.tenant_id and x.person_id = r.person_id
			and x.organisation_id = r.organisation_id
		where r.tenant_id = ${actingTenant} and r.organisation_id = (select samspil.certificate_keeping_organisation())
		having bool_or(r.begins_on <= ${actingDay} and (r.ends_on is null or r.ends_on >= ${actingDay})
			and x.active_from <= ${actingDay} and (x.active_until is null or x.active_until >= ${actingDay}))`);

/** When an organisation last declared, for the municipality's own people; null to everybody else. */
export const findLastDeclared = (organisation: string) =>
	ask<{ declaredOn: Day | null }>(sql`
		select samspil.last_child_declaration(${organisation}::uuid) as "declaredOn"`);

const columns = ({ role, obtainedOn, obtainedBy, beginsOn, endsOn }: RoleSaid) => ({
	role,
	obtained_on: obtainedOn,
	obtained_by: obtainedBy,
	begins_on: beginsOn,
	ends_on: endsOn
});

/** Whether somebody is at work in my organisation today. */
export const findAtWork = (person: string) =>
	tables
		.selectFrom('membership as x')
		.where('x.tenant_id', '=', actingTenant)
		.where('x.organisation_id', '=', actingOrganisation)
		.where('x.person_id', '=', person)
		.where('x.active_from', '<=', actingDay)
		.where(({ eb, or }) =>
			or([eb('x.active_until', 'is', null), eb('x.active_until', '>=', actingDay)])
		)
		.select('x.person_id as person');

/** Writes a role down; no row where the id is there already. */
export const insertRole = (organisation: string, id: string, person: string, said: RoleSaid) =>
	tables
		.insertInto('child_role')
		.values({
			tenant_id: actingTenant,
			id,
			organisation_id: organisation,
			person_id: person,
			...columns(said)
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updateRole = (id: string, version: number, said: RoleSaid) =>
	tables
		.updateTable('child_role')
		.set({ ...columns(said), version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', actingOrganisation)
		.where('id', '=', id)
		.where('version', '=', version);

/** Takes a role off, as it was read at `version`. */
export const deleteRole = (id: string, version: number) =>
	tables
		.deleteFrom('child_role')
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', actingOrganisation)
		.where('id', '=', id)
		.where('version', '=', version);

/** Writes down that a declaration was made; once for each day. */
export const insertDeclaration = (organisation: string, declaredOn: Day) =>
	tables
		.insertInto('child_declaration')
		.values({
			tenant_id: actingTenant,
			organisation_id: organisation,
			declared_on: declaredOn
		})
		.onConflict((conflict) =>
			conflict.columns(['tenant_id', 'organisation_id', 'declared_on']).doNothing()
		);

/** Takes back that one was made on a day. */
export const deleteDeclaration = (declaredOn: Day) =>
	tables
		.deleteFrom('child_declaration')
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', actingOrganisation)
		.where('declared_on', '=', declaredOn);
