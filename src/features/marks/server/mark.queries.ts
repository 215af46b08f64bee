/** The marks of a pathway. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { CATEGORY_OF, PATHWAY_THEMES, type Mark, type Marks } from '../mark.rules.ts';

/** What is marked, as far as it is open to the reader. Always one row. */
export const findMarks = (pathway: string) =>
	ask<Marks>(sql`
		select coalesce(array_agg(k.mark order by array_position(${[...PATHWAY_THEMES]}::text[], k.mark)) filter (where k.mark <> 'newly-arrived'), '{}')
				as themes, max(k.arrived_month) as arrived
		from samspil.pathway_mark k where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid`);

/** Whether it is open, for whoever holds the threads; no row for anybody else. */
export const findPlace = (pathway: string) =>
	ask<{ isOpen: boolean }>(sql`
		select p.state = 'open' as "isOpen" from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])`);

/** Takes the pathway for itself until the transaction ends, so that two who mark it come one after the other. */
export const holdMarks = (pathway: string) =>
	ask(sql`select pg_advisory_xact_lock(hashtextextended('marks ' || ${pathway}::uuid::text, 0))`);

/** Marks it. */
export const insertMark = (pathway: string, mark: Mark, arrived: Day | null, by: string) =>
	ask(sql`
		insert into samspil.pathway_mark (tenant_id, pathway_id, mark, scope_id, category, arrived_month, marked_by_name)
		select s.tenant_id, s.pathway_id, ${mark}, s.id, s.category, ${arrived}::date, ${by} from samspil.scope s
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${CATEGORY_OF[mark]}
		on conflict do nothing`);

/** Another month. */
export const updateMonth = (pathway: string, arrived: Day, by: string) =>
	tables
		.updateTable('pathway_mark')
		.set({ arrived_month: arrived, marked_at: sql<Date>`now()`, marked_by_name: by })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('mark', '=', 'newly-arrived');

/** Takes marks off. */
export const deleteMarks = (pathway: string, marks: readonly Mark[]) =>
	tables
		.deleteFrom('pathway_mark')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('mark', 'in', [...marks]);
