/** The phases of a pathway, and what a municipality calls them. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Period, Phase } from '../phase.rules.ts';

/** A time in which a phase was open, as the page shows it. */
export type PeriodShown = Period & {
	openedBy: string;
	closedBy: string | null;
	version: number;
};

/** The pathway as a place for phases. */
export type PhasePlace = {
	isOpen: boolean;
	isHeld: boolean;
	/** They are open to me; where they are not, none is read, which is not that none was opened. */
	isOpenToMe: boolean;
	names: string[] | null;
	periods: PeriodShown[];
};

/** The phases open to me; no row where the pathway is not. */
export const findPhases = (pathway: string) =>
	ask<PhasePlace>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			'progress' = any (samspil.my_categories(p.id)) as "isOpenToMe",
			(select n.names from samspil.phase_names n where n.tenant_id = p.tenant_id) as names,
			(select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'phase', f.phase, 'openedOn', f.opened_on, 'openedBy', f.opened_by_name,
				'closedOn', f.closed_on, 'closedBy', f.closed_by_name, 'version', f.version) order by f.opened_on, f.phase, f.id), '[]')
				from samspil.pathway_phase f where f.tenant_id = p.tenant_id and f.pathway_id = p.id) as periods
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Opens a phase; nothing where it is open, or the id is taken. */
export const insertPeriod = (pathway: string, id: string, phase: Phase, on: Day, by: string) =>
	ask<never>(sql`
		insert into samspil.pathway_phase (tenant_id, id, pathway_id, scope_id, phase, opened_on, opened_by, opened_by_name)
		select s.tenant_id, ${id}::uuid, s.pathway_id, s.id, ${phase}::int, ${on}::date, (select samspil.acting_person()), ${by}
		from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = 'progress'
		on conflict do nothing`);

/** Ends a time that is still at `version`. */
export const endPeriod = (pathway: string, id: string, version: number, on: Day, by: string) =>
	tables
		.updateTable('pathway_phase')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('closed_on', 'is', null)
		.set({ closed_on: on, closed_by_name: by, version: version + 1 });

/** What the municipality calls the phases; no row where it has given them no names. */
export const findPhaseNames = () =>
	tables
		.selectFrom('phase_names')
		.where('tenant_id', '=', actingTenant)
		.select(['names', 'version', 'changed_by_name as by', 'changed_at as at']);

/** Writes the names, if they still stand at `version`. */
export const writePhaseNames = (version: number, names: string[], by: string) =>
	version === 0
		? tables
				.insertInto('phase_names')
				.values({ tenant_id: actingTenant, names, changed_by: actingPerson, changed_by_name: by })
				.onConflict((taken) => taken.doNothing())
		: tables
				.updateTable('phase_names')
				.where('tenant_id', '=', actingTenant)
				.where('version', '=', version)
				.set({
					names,
					changed_by: actingPerson,
					changed_by_name: by,
					changed_at: sql<Date>`now()`,
					version: version + 1
				});
