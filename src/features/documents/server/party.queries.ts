/** The parties of a document, and who acts for each: responsible, executing, signing. */
import { sql } from 'kysely';
import { actingDay, actingTenant, ask, tables } from '#server/tables.ts';
import type { Seat } from '../names.rules.ts';

/** The parties as they are named now, in their order, each with whoever is responsible for it. */
export const listParties = (document: string) =>
	tables
		.selectFrom('document_party as p')
		.innerJoin('organisation as o', 'o.id', 'p.organisation_id')
		.leftJoin('membership as r', (on) =>
			on
				.onRef('r.tenant_id', '=', 'p.tenant_id')
				.onRef('r.person_id', '=', 'p.responsible_person_id')
				.onRef('r.organisation_id', '=', 'p.organisation_id')
		)
		.where('p.tenant_id', '=', actingTenant)
		.where('p.document_id', '=', document)
		.where('p.left_at', 'is', null)
		.orderBy('p.place')
		.orderBy('o.name')
		.select(['o.id', 'o.name', 'o.kind', 'o.cvr', 'p.version'])
		.select(['p.responsible_person_id as responsible', 'r.person_name as responsibleName'])
		.select('r.title as responsibleTitle')
		.select(sql<boolean>`samspil.has_people(p.tenant_id, p.organisation_id)`.as('hasPeople'));

/** Who does the daily work for the parties, by party and name. */
export const listExecutors = (document: string) =>
	tables
		.selectFrom('document_executor as e')
		.innerJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 'e.tenant_id')
				.onRef('m.person_id', '=', 'e.person_id')
				.onRef('m.organisation_id', '=', 'e.organisation_id')
		)
		.where('e.tenant_id', '=', actingTenant)
		.where('e.document_id', '=', document)
		.orderBy('e.organisation_id')
		.orderBy('m.person_name')
		.select(['e.person_id as person', 'e.organisation_id as organisation'])
		.select(['m.person_name as name', 'm.title']);

/** Who signs for the parties, and what they are today in their organisation. */
export const listSignatories = (document: string) =>
	tables
		.selectFrom('document_signatory as s')
		.innerJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 's.tenant_id')
				.onRef('m.person_id', '=', 's.person_id')
				.onRef('m.organisation_id', '=', 's.organisation_id')
		)
		.where('s.tenant_id', '=', actingTenant)
		.where('s.document_id', '=', document)
		.orderBy('s.organisation_id')
		.orderBy('m.person_name')
		.select(['s.person_id as person', 's.organisation_id as organisation', 's.title'])
		.select(['m.person_name as name', 'm.can_bind as canBind'])
		.select(['m.active_from as activeFrom', 'm.active_until as activeUntil']);

/** A party at the end of the row; one that had left is a party again. */
export const insertParty = (document: string, organisation: string) =>
	tables
		.insertInto('document_party')
		.values({
			tenant_id: actingTenant,
			document_id: document,
			organisation_id: organisation,
			place: sql<number>`(select coalesce(max(p.place), 0) + 1 from samspil.document_party p
				where p.tenant_id = ${actingTenant} and p.document_id = ${document}::uuid)`
		})
		.onConflict((on) =>
			on
				.columns(['tenant_id', 'document_id', 'organisation_id'])
				.doUpdateSet({ left_at: null, version: sql<number>`document_party.version + 1` })
		);

/** A party no longer. Its row stays, since earlier versions name it. */
export const leaveParty = (document: string, organisation: string) =>
	tables
		.updateTable('document_party')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('organisation_id', '=', organisation)
		.where('left_at', 'is', null)
		.set({ left_at: sql<string>`now()`, version: sql<number>`version + 1` });

/** Who is responsible for a party, on top of version `base`; no row where that is not the newest. */
export const updateParty = (
	document: string,
	organisation: string,
	base: number,
	responsible: string | null
) =>
	tables
		.updateTable('document_party')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('organisation_id', '=', organisation)
		.where('version', '=', base)
		.set({ responsible_person_id: responsible, version: base + 1 });

/** Somebody who does a party's daily work. */
export const insertExecutor = (document: string, organisation: string, person: string) =>
	tables.insertInto('document_executor').values({
		tenant_id: actingTenant,
		document_id: document,
		organisation_id: organisation,
		person_id: person
	});

/** Nobody does it any more: the new ones are added after. */
export const deleteExecutors = (document: string, organisation: string) =>
	tables
		.deleteFrom('document_executor')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('organisation_id', '=', organisation);

/** Somebody who signs for a party. */
export const insertSignatory = (
	document: string,
	organisation: string,
	{ person, title }: { person: string; title: string }
) =>
	tables.insertInto('document_signatory').values({
		tenant_id: actingTenant,
		document_id: document,
		organisation_id: organisation,
		person_id: person,
		title
	});

/** Nobody signs for it any more: the new ones are added after. */
export const deleteSignatories = (document: string, organisation: string) =>
	tables
		.deleteFrom('document_signatory')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('organisation_id', '=', organisation);

/** Who is told on behalf of the organisations: their managers, and those who can bind them. */
export const listContacts = (organisations: readonly string[]) =>
	tables
		.selectFrom('membership as m')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.organisation_id', '=', sql<string>`any (${organisations}::uuid[])`)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.where((by) => by.or([by('m.function', '=', 'manager'), by('m.can_bind', '=', true)]))
		.orderBy('m.person_name')
		.limit(200)
		.select(['m.person_id as person', 'm.organisation_id as organisation']);

/** Those of these seats that somebody sits on today: a frozen version names people who have left since. */
export const listStillThere = (seats: readonly Seat[]) =>
	tables
		.selectFrom('membership as m')
		.where('m.tenant_id', '=', actingTenant)
		.where(
			sql<boolean>`(m.person_id, m.organisation_id) in (select * from unnest(
				${seats.map(({ person }) => person)}::uuid[], ${seats.map(({ organisation }) => organisation)}::uuid[]))`
		)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('m.person_name')
		.select(['m.person_id as person', 'm.organisation_id as organisation']);

/** Everybody named in the document for a party, each once for each: whom its news are for. */
export const listInvolved = (document: string) =>
	ask<{ person: string; organisation: string }>(sql`
		select p.responsible_person_id as person, p.organisation_id as organisation from samspil.document_party p
			where p.tenant_id = ${actingTenant} and p.document_id = ${document}::uuid and p.left_at is null
				and p.responsible_person_id is not null
		union select e.person_id, e.organisation_id from samspil.document_executor e
			where e.tenant_id = ${actingTenant} and e.document_id = ${document}::uuid
		union select s.person_id, s.organisation_id from samspil.document_signatory s
			where s.tenant_id = ${actingTenant} and s.document_id = ${document}::uuid`);
