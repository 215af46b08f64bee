/** The measures of a pathway: entries of that kind, and so open to whoever reads the entry. */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import type { Day } from '#values/day.ts';
import { MOST_MEASURES } from '../measure.rules.ts';

/** A measure as the timeline and its table show it. */
export type MeasureShown = {
	id: string;
	category: Category;
	area: Area;
	title: string;
	body: string;
	startsOn: Day | null;
	endsOn: Day | null;
	author: string;
	organisation: string;
};

/** The measures open to me, in the order they begin; those without a first day last. */
export const listMeasures = (pathway: string) =>
	ask<MeasureShown>(sql`
		select e.id, e.category, e.area, e.title, e.body, e.starts_on as "startsOn", e.ends_on as "endsOn",
			e.author_name as author, e.author_organisation_name as organisation
		from samspil.entry e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.kind = 'measure'
		order by e.starts_on nulls last, e.created_at, e.id limit ${MOST_MEASURES}`);
