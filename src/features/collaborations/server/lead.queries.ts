import { actingDay, actingTenant, tables } from '#server/tables.ts';

/** Everybody who works in the municipality itself today, by name; the first 2,000. */
export const listEmployees = () =>
	tables
		.selectFrom('membership')
		.where('tenant_id', '=', actingTenant)
		.whereRef('organisation_id', '=', 'tenant_id')
		.where('active_from', '<=', actingDay)
		.where(({ eb, or }) =>
			or([eb('active_until', 'is', null), eb('active_until', '>=', actingDay)])
		)
		.select([
			'person_id as person',
			'organisation_id as organisation',
			'person_name as name',
			'title',
			'function'
		])
		.orderBy('person_name')
		.orderBy('person_id')
		.limit(2000);

/** Takes a collaboration for itself until the transaction ends, where the acting person may change it. */
export const holdCollaboration = (id: string) =>
	tables
		.selectFrom('collaboration')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

/** Gives a collaboration another project leader, based on `version`; no row where there is a newer one. */
export const updateLeader = (id: string, version: number, leader: string) =>
	tables
		.updateTable('collaboration')
		.set({ leader_person_id: leader, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Says who stands in, based on `version`; no row where there is a newer one. */
export const updateStandIn = (id: string, version: number, standIn: string | null) =>
	tables
		.updateTable('collaboration')
		.set({ stand_in_person_id: standIn, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** The collaborations that are not ended and whose project leader has left, with who it was. */
export const listLeaderless = () =>
	tables
		.selectFrom('collaboration as c')
		.innerJoin('membership as l', (on) =>
			on
				.onRef('l.tenant_id', '=', 'c.tenant_id')
				.onRef('l.person_id', '=', 'c.leader_person_id')
				.onRef('l.organisation_id', '=', 'c.leader_organisation_id')
		)
		.where('c.tenant_id', '=', actingTenant)
		.where('c.phase', '<>', 'ended')
		.where('l.active_until', '<', actingDay)
		.select(['c.id', 'c.name', 'l.person_name as leaderName'])
		.orderBy('c.name')
		.orderBy('c.id');
