/** What was packed of a pathway for a journal, and who may pack it. */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import type { PackedCase, Taken } from '../journal.rules.ts';

/** A pathway as something to pack. */
export type JournalPlace = {
	number: number;
	citizen: string | null;
	isHeld: boolean;
	organisation: string;
	parties: PackedCase['parties'];
};

/** The pathway, for whoever holds its threads, and for an authority that is on it; else no row. */
export const findJournalPlace = (pathway: string) =>
	ask<JournalPlace>(sql`
		select p.number, c.name as citizen, p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld", o.name as organisation,
			(select coalesce(jsonb_agg(jsonb_build_object('role', x.role, 'name', x.name, 'organisation', x.organisation)
					order by x.role desc, x.organisation, x.name), '[]') from (
				select 'tovholder' as role, t.person_name as name, t.organisation_name as organisation from samspil.tovholder t
					where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
				union all
				select 'partner', '', r.name from samspil.partner a join samspil.organisation r on r.id = a.organisation_id
					where a.tenant_id = p.tenant_id and a.pathway_id = p.id and a.state = 'agreed') x) as parties
		from samspil.pathway p join samspil.organisation o on o.id = (select samspil.acting_organisation())
			left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and (p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
				or (p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and o.kind in ('municipality', 'region')))`);

/** A package that my organisation made: which documents were chosen for it, and when any of them were fetched last. */
export type PackageShown = {
	id: string;
	caseNumber: string;
	by: string;
	takenAt: Date;
	documents: readonly { key: string; hash: string }[];
	/** null where it was made and not fetched yet. */
	fetchedAt: Date | null;
};

/** Packages that a page shows. */
export const MOST_PACKAGES = 100;

const packages = (pathway: string) => sql`
	select j.id, j.case_number as "caseNumber", j.taken_by_name as by, j.taken_at as "takenAt", j.documents, j.fetched_at as "fetchedAt"
	from samspil.journal_package j
	where j.tenant_id = ${actingTenant} and j.pathway_id = ${pathway}::uuid
		and j.organisation_id = (select samspil.acting_organisation())`;

/** What my organisation made, the newest first: one more than a page shows, where there are more. */
export const listPackages = (pathway: string) =>
	ask<PackageShown>(
		sql`${packages(pathway)} order by j.taken_at desc, j.id limit ${MOST_PACKAGES + 1}`
	);

/** Which documents are in a package of my organisation that is made and not fetched yet, however many packages there are. */
export const listWaiting = (pathway: string) =>
	ask<{ key: string }>(sql`
		select distinct d.key from samspil.journal_package j, jsonb_to_recordset(j.documents) as d (key text)
		where j.tenant_id = ${actingTenant} and j.pathway_id = ${pathway}::uuid and j.fetched_at is null
			and j.organisation_id = (select samspil.acting_organisation())
		order by d.key`);

/** Of each document what it said when my organisation fetched it last, in whichever package. */
export const listTaken = (pathway: string) =>
	ask<Taken>(sql`
		select distinct on (f.key) f.key, f.hash, f.at
		from samspil.journal_package j, jsonb_to_recordset(j.fetched) as f (key text, hash text, at timestamptz)
		where j.tenant_id = ${actingTenant} and j.pathway_id = ${pathway}::uuid
			and j.organisation_id = (select samspil.acting_organisation())
		order by f.key, f.at desc`);

/** When anything was fetched of a pathway last for my organisation's journal, and whether a package waits to be. */
export const findLastFetch = (pathway: string) =>
	ask<{ at: Date | null; isWaiting: boolean }>(sql`
		select max(j.fetched_at) as at, coalesce(bool_or(j.fetched_at is null), false) as "isWaiting"
		from samspil.journal_package j
		where j.tenant_id = ${actingTenant} and j.pathway_id = ${pathway}::uuid
			and j.organisation_id = (select samspil.acting_organisation())`);

/**
 * Writes down that a package was fetched with these documents, as they were in it, and records it. Where nothing of it could be
 * read any more, it is recorded and nothing has left.
 */
export const markFetched = (
	pathway: string,
	id: string,
	documents: readonly { key: string; hash: string }[]
) => {
	const fetched = sql`${JSON.stringify(documents)}::jsonb`;
	return ask<{ id: string }>(sql`
		with fetched as (
			update samspil.journal_package j set fetched_at = case when ${fetched} = '[]' then j.fetched_at else now() end,
				fetched = (select coalesce(jsonb_agg(e.document), '[]') from (
					select d || jsonb_build_object('at', now()) as document from jsonb_array_elements(${fetched}) d
					union all
					select f from jsonb_array_elements(j.fetched) f
						where not exists (select from jsonb_array_elements(${fetched}) d where d->>'key' = f->>'key')) e)
			where j.tenant_id = ${actingTenant} and j.pathway_id = ${pathway}::uuid and j.id = ${id}::uuid
			returning j.id
		)
		select f.id, samspil.record_pathway('journal.fetched', ${pathway}::uuid, f.id) from fetched f`);
};

/** One of them. */
export const findPackage = (pathway: string, id: string) =>
	ask<PackageShown>(sql`${packages(pathway)} and j.id = ${id}::uuid`);

/** Writes down what is packed and records it; nothing where the id is taken. */
export const insertPackage = (
	pathway: string,
	id: string,
	caseNumber: string,
	documents: readonly { key: string; hash: string }[],
	by: { name: string; organisation: string }
) =>
	ask<{ id: string }>(sql`
		with packed as (
			insert into samspil.journal_package (tenant_id, id, pathway_id, organisation_id, organisation_name, case_number, documents, taken_by,
				taken_by_name)
			values (${actingTenant}, ${id}::uuid, ${pathway}::uuid, (select samspil.acting_organisation()), ${by.organisation}, ${caseNumber},
				${JSON.stringify(documents)}::jsonb, (select samspil.acting_person()), ${by.name})
			on conflict do nothing
			returning id
		)
		select p.id, samspil.record_pathway('journal.packed', ${pathway}::uuid, p.id) from packed p`);
