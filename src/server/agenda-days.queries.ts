/** How the visitor's municipality counts the days by which an agenda is to be said; days of the calendar where nobody has chosen. */
import { sql } from 'kysely';
import type { CountedDays } from '#values/holiday.ts';
import { actingTenant, ask, tables } from './tables.ts';

/** What is chosen, as a column of a meeting. */
export const agendaDays = sql<CountedDays>`coalesce((select g.days from samspil.agenda_setting g where g.tenant_id = ${actingTenant}), 'calendar')`;

/** What is chosen, by whom and when, where anybody has; and whether the visitor may choose. One row. */
export const findAgendaSetting = () =>
	ask<{
		days: CountedDays;
		at: Date | null;
		by: string | null;
		/** 0 where nobody has chosen. */
		version: number;
		isLed: boolean;
	}>(sql`
		select coalesce(g.days, 'calendar') as days, g.changed_at as at, g.changed_by_name as by, coalesce(g.version, 0) as version,
			(select samspil.acting_project_leader()) is not null as "isLed"
		from (select ${actingTenant} as id) t left join samspil.agenda_setting g on g.tenant_id = t.id`);

/** What is chosen from now on, on top of `version`; 0 is the first time. Writes nothing where that is not the newest. */
export const writeAgendaSetting = (version: number, days: CountedDays, by: string) =>
	version === 0
		? tables
				.insertInto('agenda_setting')
				.values({ tenant_id: actingTenant, days, changed_by_name: by })
				.onConflict((on) => on.column('tenant_id').doNothing())
		: tables
				.updateTable('agenda_setting')
				.set({
					days,
					changed_by_name: by,
					changed_at: sql<Date>`now()`,
					version: version + 1
				})
				.where('tenant_id', '=', actingTenant)
				.where('version', '=', version);
