/** Whom the citizen has as coordinating caseworker: read by those who read the whole pathway, and by whoever leads the collaboration. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Former } from '#values/former.ts';

/** The caseworker as it is kept; an empty name where there is nobody any more. */
export type Caseworker = {
	name: string;
	workplace: string;
	version: number;
	by: string;
	at: Date;
	/** Who it was before, for who reads the whole pathway. */
	former: Former[];
};

export const findCaseworker = (pathway: string) =>
	tables
		.selectFrom('caseworker')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.select(['name', 'workplace', 'version', 'changed_by_name as by', 'changed_at as at'])
		.select(
			sql<
				Former[]
			>`case when pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) then former else '[]' end`.as(
				'former'
			)
		);

/** Writes it down for the first time; nothing where somebody has. */
export const insertCaseworker = (pathway: string, name: string, workplace: string, by: string) =>
	tables
		.insertInto('caseworker')
		.values({
			tenant_id: actingTenant,
			pathway_id: pathway,
			name,
			workplace,
			written_by: actingPerson,
			changed_by_name: by
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'pathway_id']).doNothing());

/** Writes on top of `version`. */
export const updateCaseworker = (
	pathway: string,
	version: number,
	name: string,
	workplace: string,
	by: string
) =>
	tables
		.updateTable('caseworker')
		.set({
			name,
			workplace,
			changed_by_name: by,
			changed_at: sql<Date>`now()`,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('version', '=', version);
