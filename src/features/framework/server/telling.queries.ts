/** What stands of how a version of the framework was told. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { establishedVersion } from './version.queries.ts';

/** That a version was told by one of its ways. */
export type NewTelling = { id: string; way: string; on: Day; note: string };

const tellings = () =>
	tables
		.selectFrom('framework_telling')
		.where('tenant_id', '=', actingTenant)
		.orderBy('told_on', 'desc')
		.orderBy('written_at', 'desc')
		.orderBy('id')
		.limit(300)
		.select([
			'id',
			'way_id as way',
			'told_on as on',
			'note',
			'told_by_name as by',
			'taken_back_at as takenBackAt',
			'taken_back_by_name as takenBackBy'
		]);

/** How a version was told, the last first, with what was taken back. */
export const listTellings = (version: string) => tellings().where('version_id', '=', version);

/** How the version in force was told, the last first. */
export const listTellingsInForce = () => tellings().where('version_id', '=', establishedVersion);

/** Keeps a telling; the same form sent twice keeps one. */
export const insertTelling = (version: string, { id, way, on, note }: NewTelling, by: string) =>
	tables
		.insertInto('framework_telling')
		.values({
			tenant_id: actingTenant,
			id,
			version_id: version,
			way_id: way,
			told_on: on,
			note,
			told_by: actingPerson,
			told_by_name: by
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

/** Marks one that was written down by mistake, where nobody has; it stays to be read. */
export const markTakenBack = (version: string, id: string, by: string) =>
	tables
		.updateTable('framework_telling')
		.set({
			taken_back_at: sql<Date>`now()`,
			taken_back_by: actingPerson,
			taken_back_by_name: by
		})
		.where('taken_back_at', 'is', null)
		.where('tenant_id', '=', actingTenant)
		.where('version_id', '=', version)
		.where('id', '=', id);
