/** The fixed times at which a collaboration shares knowledge of a young person. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { SharingSetting } from '../sharing.rules.ts';

/** As it is saved, for whoever leads the collaboration: version 0 where nothing is, and the three count. */
export type SavedSetting = {
	name: string;
	/** Null where nothing is saved. */
	setting: SharingSetting | null;
	version: number;
	changedAt: Date | null;
	changedBy: string;
};

/** No row for anybody who does not lead it. */
export const findSetting = (collaboration: string) =>
	ask<SavedSetting>(sql`
		select c.name, case when s.version is null then null else jsonb_build_object('standard', s.standard, 'own', s.own) end as setting,
			coalesce(s.version, 0) as version, s.changed_at as "changedAt", coalesce(s.changed_by_name, '') as "changedBy"
		from samspil.collaboration c left join samspil.sharing_setting s on s.tenant_id = c.tenant_id and s.collaboration_id = c.id
		where c.tenant_id = ${actingTenant} and c.id = ${collaboration}::uuid and c.id = any ((select samspil.my_led_collaborations())::uuid[])`);

/** Saves it for the first time; no row where somebody has meanwhile. */
export const insertSetting = (collaboration: string, { standard, own }: SharingSetting) =>
	tables
		.insertInto('sharing_setting')
		.values({ tenant_id: actingTenant, collaboration_id: collaboration, standard, own })
		.onConflict((taken) => taken.doNothing());

/** Saves it, based on `version`; no row where there is a newer one. */
export const updateSetting = (
	collaboration: string,
	version: number,
	{ standard, own }: SharingSetting
) =>
	tables
		.updateTable('sharing_setting')
		.set({ standard, own, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('version', '=', version);
