/** The measures of a pathway: entries of that kind, and so open to whoever reads the entry. */
import { sql } from 'kysely';
import { actingTenant, ask, isOpenToMe } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Area } from '#features/pathways/entry.rules.ts';
import type { Day } from '#values/day.ts';
import { MOST_MEASURES, type Measure } from '../measure.rules.ts';

/** A measure as the timeline and its table show it. One from before measures had a form lacks some of it. */
export type MeasureShown = {
	id: string;
	category: Category;
	area: Area;
	title: string;
	body: string;
	goal: string;
	startsOn: Day | null;
	endsOn: Day | null;
	doneBy: string | null;
	doneByName: string;
	contact: string;
	author: string;
	/** Whoever changed it last, where that is not the author. */
	changedBy: string | null;
	at: Date;
	version: number;
	/** I may change it: mine, held by me, or done by my organisation. */
	isMineToKeep: boolean;
};

const measures = (pathway: string) => sql`
	select e.id, e.category, e.area, e.title, e.body, e.goal, e.starts_on as "startsOn", e.ends_on as "endsOn",
		e.done_by as "doneBy", e.done_by_name as "doneByName", e.contact, e.author_name as author,
		e.changed_by_name as "changedBy", coalesce(e.changed_at, e.created_at) as at, e.version,
		(select samspil.acting_organisation()) is not null and (e.pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (${isOpenToMe('e.pathway_id', 'e.scope_id')}
				and ((e.author_id = (select samspil.acting_person()) and e.author_organisation_id = (select samspil.acting_organisation()))
					or e.done_by = (select samspil.acting_organisation())))) as "isMineToKeep"
	from samspil.entry e
	where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.kind = 'measure'`;

/** The measures open to me, in the order they begin; those without a first day last. */
export const listMeasures = (pathway: string) =>
	ask<MeasureShown>(sql`
		select * from (${measures(pathway)}) m
		order by m."startsOn" nulls last, m.at, m.id limit ${MOST_MEASURES}`);

/** All measures open to me, in the order they begin: to take along. */
export const listAllMeasures = (pathway: string) =>
	ask<MeasureShown>(sql`
		select * from (${measures(pathway)}) m order by m."startsOn" nulls last, m.at, m.id`);

/** One of them. */
export const findMeasure = (pathway: string, id: string) =>
	ask<MeasureShown>(sql`select * from (${measures(pathway)} and e.id = ${id}::uuid) m`);

/** Where a measure is written: what is open to me, and who can do it. */
export type MeasurePlace = {
	isOpen: boolean;
	/** I write for an organisation, and something is open to me. */
	mayWrite: boolean;
	categories: Category[];
	/** The tovholder's organisation and those that have agreed. */
	involved: { id: string; name: string }[];
};

/** The pathway as a place to write measures on; no row where it is not open to me. */
export const findMeasurePlace = (pathway: string) =>
	ask<MeasurePlace>(sql`
		select p.state = 'open' as "isOpen", samspil.my_categories(p.id) as categories,
			(select samspil.acting_organisation()) is not null and samspil.my_categories(p.id) <> '{}' and samspil.may_write_on(p.id) as "mayWrite",
			(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]') from samspil.organisation o
				where o.id in (select t.organisation_id from samspil.tovholder t
						where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
					union select r.organisation_id from samspil.partner r
						where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.state = 'agreed')) as involved
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/**
 * Files the measure under the scope of its category, marks that something happened on the pathway and records it, in one
 * statement. Nothing where the category is not open to me or the id is taken, and then nothing is done.
 */
export const insertMeasure = (
	pathway: string,
	id: string,
	category: Category,
	{ title, body, area, goal, startsOn, endsOn, doneBy, contact }: Measure,
	by: { name: string; organisation: string }
) =>
	ask<{ id: string }>(sql`
		with written as (
			insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, title, body, starts_on, ends_on, area, goal,
				done_by, done_by_name, contact, author_id, author_organisation_id, author_name, author_organisation_name)
			select s.tenant_id, ${id}::uuid, s.pathway_id, s.id, s.category, 'measure', ${title}, ${body}, ${startsOn}::date,
				${endsOn}::date, ${area}, ${goal}, o.id, o.name, ${contact}, (select samspil.acting_person()),
				(select samspil.acting_organisation()), ${by.name}, ${by.organisation}
			from samspil.scope s join samspil.organisation o on o.id = ${doneBy}::uuid
			where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${category}
				and ${isOpenToMe('s.pathway_id', 's.id')}
			on conflict (tenant_id, id) do nothing
			returning id
		), touched as (
			update samspil.pathway p set changed_at = clock_timestamp() from written
			where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
		)
		select w.id, samspil.record_pathway('measure.written', ${pathway}::uuid, w.id, jsonb_build_object('category', ${category}::text)) from written w`);

/** Changes a measure, if it is still at `version`, and records it. No row where it is not, or is not mine to keep. */
export const updateMeasure = (
	pathway: string,
	id: string,
	version: number,
	{ title, body, area, goal, startsOn, endsOn, doneBy, contact }: Measure,
	by: string
) =>
	ask<{ id: string }>(sql`
		with written as (
			update samspil.entry e set title = ${title}, body = ${body}, area = ${area}, goal = ${goal}, starts_on = ${startsOn}::date,
				ends_on = ${endsOn}::date, done_by = ${doneBy}::uuid, contact = ${contact}, changed_at = now(), changed_by_name = ${by},
				done_by_name = coalesce((select o.name from samspil.organisation o where o.id = ${doneBy}::uuid), e.done_by_name),
				version = e.version + 1
			where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.id = ${id}::uuid and e.kind = 'measure'
				and e.version = ${version}
			returning e.id
		), touched as (
			update samspil.pathway p set changed_at = clock_timestamp() from written
			where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
		)
		select w.id, samspil.record_pathway('measure.changed', ${pathway}::uuid, w.id) from written w`);
