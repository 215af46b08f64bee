/** What the municipality shows of its framework to everybody. */
import { sql } from 'kysely';
import type { Answers } from '#features/documents/template.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** What is chosen; nothing before somebody has. */
export const findOpening = () =>
	tables
		.selectFrom('framework_opening')
		.where('tenant_id', '=', actingTenant)
		.select(['sections', 'version', 'changed_by_name as by', 'changed_at as at']);

/** What is chosen from now on, on top of `version`; 0 is the first time. Writes nothing where that is not the newest. */
export const writeOpening = (
	framework: string,
	version: number,
	{ sections, fields }: { sections: readonly string[]; fields: readonly string[] },
	by: string
) => {
	const parts = {
		sections: sql<string[]>`${sections}::text[]`,
		fields: sql<string[]>`${fields}::text[]`,
		changed_by_name: by
	};
	return version === 0
		? tables
				.insertInto('framework_opening')
				.values({ tenant_id: actingTenant, framework_id: framework, ...parts })
				.onConflict((on) => on.columns(['tenant_id', 'framework_id']).doNothing())
		: tables
				.updateTable('framework_opening')
				.where('tenant_id', '=', actingTenant)
				.where('framework_id', '=', framework)
				.where('version', '=', version)
				.set({ ...parts, changed_at: sql<Date>`now()`, version: version + 1 });
};

/** What a municipality shows to everybody: no row where it shows nothing, or is none. Asked without a visitor. */
export const findOpened = (municipality: string) =>
	ask<{
		name: string;
		number: number;
		establishedOn: Day;
		nextUpdateOn: Day | null;
		sections: string[];
		answers: Answers;
		organisations: Record<string, string>;
	}>(sql`
		select o.name, o.number, o.established_on as "establishedOn", o.next_update_on as "nextUpdateOn", o.sections, o.answers, o.organisations
		from samspil.opened_framework(${municipality}::uuid) o`);
