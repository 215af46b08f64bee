/** What stands of partners who were told of a version by telephone. Read by those who write the framework. */
import { actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { establishedVersion } from './version.queries.ts';

/** That a partner was told by telephone, and whether they say that they have read it. */
export type NewCall = {
	id: string;
	organisation: string;
	on: Day;
	spokeWith: string;
	isRead: boolean;
};

const calls = () =>
	tables
		.selectFrom('framework_call as k')
		.innerJoin('organisation as o', 'o.id', 'k.organisation_id')
		.where('k.tenant_id', '=', actingTenant)
		.orderBy('k.told_on', 'desc')
		.orderBy('k.written_at', 'desc')
		.orderBy('k.id')
		.limit(300)
		.select(['k.id', 'k.organisation_id as organisation', 'o.name as organisationName'])
		.select(['k.told_on as on', 'k.spoke_with as spokeWith', 'k.is_read as isRead'])
		.select('k.written_by_name as by');

/** The calls about a version, the last first. */
export const listCalls = (version: string) => calls().where('k.version_id', '=', version);

/** The calls about the version in force, the last first. */
export const listCallsInForce = () => calls().where('k.version_id', '=', establishedVersion);

/** Keeps a call; the same form sent twice keeps one. */
export const insertCall = (version: string, call: NewCall, by: string) =>
	tables
		.insertInto('framework_call')
		.values({
			tenant_id: actingTenant,
			id: call.id,
			version_id: version,
			organisation_id: call.organisation,
			told_on: call.on,
			spoke_with: call.spokeWith,
			is_read: call.isRead,
			written_by: actingPerson,
			written_by_name: by
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

/** One that was written down by mistake; answers what it was, for the record. */
export const deleteCall = (version: string, id: string) =>
	tables
		.deleteFrom('framework_call')
		.where('tenant_id', '=', actingTenant)
		.where('version_id', '=', version)
		.where('id', '=', id)
		.returning(['organisation_id as organisation', 'told_on as on']);
