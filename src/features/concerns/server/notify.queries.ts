/** Where the municipality is notified of a child, and that I have done so (L-15). The policies show the latter to nobody else. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { NotificationSetting, NotifiedSaid, Way } from '../notify.rules.ts';

/** Where it is notified, who wrote it and when, where anybody has; and whether the visitor may. One row. */
export type SettingShown = NotificationSetting & {
	at: Date | null;
	by: string | null;
	/** 0 where nobody has written it. */
	version: number;
	isLed: boolean;
};
export const findNotificationSetting = () =>
	ask<SettingShown>(sql`
		select coalesce(g.phone, '') as phone, coalesce(g.channel, '') as channel, coalesce(g.saturdays, false) as saturdays,
			g.changed_at as at, g.changed_by_name as by, coalesce(g.version, 0) as version,
			(select samspil.acting_project_leader()) is not null as "isLed"
		from (select ${actingTenant} as id) t left join samspil.notification_setting g on g.tenant_id = t.id`);

/** What is written from now on, on top of `version`; 0 is the first time. Writes nothing where that is not the newest. */
export const writeNotificationSetting = (version: number, said: NotificationSetting, by: string) =>
	version === 0
		? tables
				.insertInto('notification_setting')
				.values({ tenant_id: actingTenant, ...said, changed_by_name: by })
				.onConflict((on) => on.column('tenant_id').doNothing())
		: tables
				.updateTable('notification_setting')
				.set({ ...said, changed_by_name: by, changed_at: sql<Date>`now()`, version: version + 1 })
				.where('tenant_id', '=', actingTenant)
				.where('version', '=', version);

/** That I have notified; `time` is empty where it is not remembered. */
export type Notified = { id: string; madeOn: Day; time: string; way: Way };
/** Mine, the newest first; the last hundred. */
export const listNotified = () =>
	tables
		.selectFrom('own_notification')
		.where('tenant_id', '=', actingTenant)
		.where('person_id', '=', actingPerson)
		.select(['id', 'made_on as madeOn', 'way'])
		.select(sql<string>`coalesce(to_char(made_time, 'HH24:MI'), '')`.as('time'))
		.orderBy('made_on', 'desc')
		.orderBy('made_time', 'desc')
		.orderBy('id')
		.limit(100);
/** Writes it down; nothing where the id is taken. */
export const insertNotified = (id: string, { madeOn, time, way }: NotifiedSaid) =>
	tables
		.insertInto('own_notification')
		.values({
			tenant_id: actingTenant,
			id,
			person_id: actingPerson,
			organisation_id: sql<string>`${actingOrganisation}`,
			made_on: madeOn,
			made_time: time || null,
			way
		})
		.onConflict((taken) => taken.doNothing());
export const deleteNotified = (id: string) =>
	tables.deleteFrom('own_notification').where('tenant_id', '=', actingTenant).where('id', '=', id);
