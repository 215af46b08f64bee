/** What is foreseen on a pathway, and how the guidelines stand. */
import { sql } from 'kysely';
import { actingTenant, ask, isOpenToMe, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { TaskState } from '#features/tasks/task.rules.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Foreseen, ForeseenKind, Settlement } from '../foreseen.rules.ts';
import type { Guideline, Mark } from '../guideline.rules.ts';

/** Something foreseen, as the page shows it. */
export type ForeseenShown = {
	id: string;
	kind: ForeseenKind;
	words: string;
	expectedOn: Day | null;
	category: Category;
	by: string;
	organisation: string;
	settled: Settlement | null;
	settledBy: string | null;
	/** How the tovholder's task stands, of somebody more. */
	task: TaskState | null;
	version: number;
};

const foreseen = (pathway: string) => sql`
	select f.id, f.kind, f.words, f.expected_on as "expectedOn", f.category, f.written_by_name as by,
		f.written_by_organisation_name as organisation, f.settled, f.settled_by_name as "settledBy",
		(select t.state from samspil.task t where t.tenant_id = f.tenant_id and t.id = f.task_id) as task, f.version
	from samspil.foreseen_need f
	where f.tenant_id = ${actingTenant} and f.pathway_id = ${pathway}::uuid`;

/** What is foreseen: what is open first, the nearest day first. */
export const listForeseen = (pathway: string) =>
	ask<ForeseenShown>(sql`select * from (${foreseen(pathway)}) f
		order by f.settled is not null, f."expectedOn" nulls first, f.id limit 200`);

/** One of it. */
export const findForeseen = (pathway: string, id: string) =>
	ask<ForeseenShown>(sql`${foreseen(pathway)} and f.id = ${id}::uuid`);

/** The pathway as a place to foresee something on. */
export type ForeseenPlace = {
	isOpen: boolean;
	isHeld: boolean;
	mayWrite: boolean;
	/** I read the whole pathway: the guidelines are shown to me. */
	isWhole: boolean;
	categories: Category[];
};

/** Where it is written; no row where the pathway is not open to me. */
export const findForeseenPlace = (pathway: string) =>
	ask<ForeseenPlace>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_whole_pathways())::uuid[]) as "isWhole", samspil.my_categories(p.id) as categories,
			(select samspil.acting_organisation()) is not null and samspil.my_categories(p.id) <> '{}' and samspil.may_write_on(p.id) as "mayWrite"
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Writes it under its category and records it; nothing where the category is not open to me, or the id is taken. */
export const insertForeseen = (
	pathway: string,
	id: string,
	category: Category,
	{ kind, words, expectedOn }: Foreseen,
	by: { name: string; organisation: string; taskTitle: string }
) =>
	ask<{ id: string }>(sql`
		with written as (
			insert into samspil.foreseen_need (tenant_id, id, pathway_id, scope_id, category, kind, words, expected_on, task_title, written_by,
				written_by_name, written_by_organisation_name)
			select s.tenant_id, ${id}::uuid, s.pathway_id, s.id, s.category, ${kind}, ${words}, ${expectedOn}::date,
				${kind === 'partner' ? by.taskTitle : null}, (select samspil.acting_person()), ${by.name}, ${by.organisation}
			from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${category}
				and ${isOpenToMe('s.pathway_id', 's.id')}
			on conflict do nothing
			returning id
		)
		select w.id, samspil.record_pathway('foreseen.written', ${pathway}::uuid, w.id) from written w`);

/** Ends a need that still stands at `version`, and that nobody has ended. */
export const settleNeed = (
	pathway: string,
	id: string,
	version: number,
	settled: Settlement,
	by: string
) =>
	tables
		.updateTable('foreseen_need')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('kind', '=', 'need')
		.where('settled', 'is', null)
		.set({ settled, settled_at: sql<Date>`now()`, settled_by_name: by, version: version + 1 });

/** A guideline that was marked. */
export type MarkShown = {
	guideline: Guideline;
	mark: Mark;
	words: string;
	by: string;
	at: Date;
	version: number;
	/** What stood there before it was put right. */
	former: Former[];
};

/** The marks of a pathway, for whoever reads the whole of it. */
export const listMarks = (pathway: string) =>
	ask<MarkShown>(sql`
		select g.guideline, g.mark, g.words, g.changed_by_name as by, g.changed_at as at, g.version, g.former
		from samspil.guideline_mark g where g.tenant_id = ${actingTenant} and g.pathway_id = ${pathway}::uuid
		order by g.guideline`);

/** Marks a guideline, if it still stands at `version`. */
export const writeMark = (
	pathway: string,
	guideline: Guideline,
	version: number,
	said: { mark: Mark; words: string },
	by: string
) =>
	version === 0
		? tables
				.insertInto('guideline_mark')
				.values({
					tenant_id: actingTenant,
					pathway_id: pathway,
					guideline,
					...said,
					changed_by_name: by
				})
				.onConflict((taken) => taken.doNothing())
		: tables
				.updateTable('guideline_mark')
				.where('tenant_id', '=', actingTenant)
				.where('pathway_id', '=', pathway)
				.where('guideline', '=', guideline)
				.where('version', '=', version)
				.set({
					...said,
					changed_by_name: by,
					changed_at: sql<Date>`now()`,
					version: version + 1
				});
