/** Documents, their parties and their people. Who may read or write one is the policies' affair (db/migrations/0100). */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	ask,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Language } from '#values/say.ts';
import type { AgreedBy } from '../frozen.rules.ts';
import type { Seat } from '../names.rules.ts';

const now = sql<string>`now()`;

const documents = () =>
	tables
		.selectFrom('document as d')
		.leftJoin('membership as w', (on) =>
			on
				.onRef('w.tenant_id', '=', 'd.tenant_id')
				.onRef('w.person_id', '=', 'd.owner_person_id')
				.onRef('w.organisation_id', '=', 'd.owner_organisation_id')
		)
		.where('d.tenant_id', '=', actingTenant)
		.select(['d.id', 'd.title', 'd.template_key as template', 'd.template_edition as edition'])
		.select('d.template_revision as revision')
		.select(['d.sections', 'd.version', 'd.collaboration_id as collaboration'])
		.select(sql<Language>`d.language`.as('language'))
		.select(sql<AgreedBy>`d.agreed_by`.as('agreedBy'))
		.select(['d.owner_person_id as ownerPerson', 'd.owner_organisation_id as ownerOrganisation'])
		.select(['w.person_name as ownerName', 'd.review_on as reviewOn'])
		.select(['d.changed_at as changedAt', 'd.changed_by_name as changedBy'])
		.select(isOneOf('my_written_documents').as('isWriter'))
		.select(isOneOf('my_signing_documents').as('mayAgree'))
		.select(isOneOf('my_answered_documents').as('mayAct'))
		.select(isOneOf('my_agreed_documents').as('mayEnd'))
		.select(isOneOf('my_kept_documents').as('isKeeper'));

/** One of the things the acting person may be to a document, as the policies say it. */
const isOneOf = (
	which:
		| 'my_written_documents'
		| 'my_signing_documents'
		| 'my_answered_documents'
		| 'my_agreed_documents'
		| 'my_kept_documents'
) => sql<boolean>`d.id = any ((select ${sql.raw(`samspil.${which}()`)})::uuid[])`;

/** One document, with what the acting person is to it; nothing where they may not know of it. */
export const findDocument = (id: string) => documents().where('d.id', '=', id);

/** Documents to a page of the list. */
const PAGE = 30;

/**
 * The documents the acting person may read, those changed last first, with what a list needs to say where each stands.
 * `before`: when the last of the page before was changed, and its id.
 */
export const listDocuments = (before: { at: string; id: string } | null) =>
	tables
		.selectFrom('document as d')
		.where('d.tenant_id', '=', actingTenant)
		.$if(before !== null, (list) =>
			list.where(
				sql<boolean>`(d.changed_at, d.id) < (${before?.at}::timestamptz, ${before?.id}::uuid)`
			)
		)
		.orderBy('d.changed_at', 'desc')
		.orderBy('d.id', 'desc')
		.limit(PAGE + 1)
		.select(['d.id', 'd.title', 'd.template_key as template', 'd.review_on as reviewOn'])
		.select(sql<string>`d.changed_at::text`.as('changedAt'))
		.select(isOneOf('my_signing_documents').as('mayAgree'))
		.select(
			sql<
				string[]
			>`array(select o.name from samspil.document_party p join samspil.organisation o on o.id = p.organisation_id
				where p.tenant_id = d.tenant_id and p.document_id = d.id and p.left_at is null order by p.place)`.as(
				'parties'
			)
		)
		.select(
			sql<string | null>`(select v.fate from samspil.document_version v
				where v.tenant_id = d.tenant_id and v.document_id = d.id order by v.number desc limit 1)`.as(
				'newest'
			)
		)
		.select(agreed('from_on').as('from'))
		.select(agreed('until_on').as('until'))
		.select(agreed('ends_on').as('endsOn'))
		.select(
			sql<Day | null>`(select min(c.from_on) from samspil.document_version c
				join samspil.document_version v on v.tenant_id = c.tenant_id
					and v.id = samspil.counting_version(d.tenant_id, d.id, ${actingDay})
				where c.tenant_id = d.tenant_id and c.document_id = d.id and c.fate = 'agreed' and c.from_on > ${actingDay}
					and c.number > v.number)`.as('coming')
		);

/** Every agreement the acting person reads, by title, as the list of them shows them; the first 300. */
export const listAgreementsByTitle = () =>
	listDocuments(null)
		.clearOrderBy()
		.clearLimit()
		.where('d.kind', '=', 'agreement')
		.orderBy('d.title')
		.orderBy('d.id')
		.limit(300);

/** A day of the version that counts today. */
const agreed = (column: 'from_on' | 'until_on' | 'ends_on') =>
	sql<Day | null>`(select v.${sql.raw(column)} from samspil.document_version v
		where v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, ${actingDay}))`;

/** A page of the list, and where the next one begins. */
export function pageOf<Row extends { id: string; changedAt: string }>(rows: readonly Row[]) {
	const shown = rows.slice(0, PAGE);
	const last = rows.length > PAGE ? shown.at(-1) : undefined;
	return { shown, next: last ? { at: last.changedAt, id: last.id } : null };
}

/**
 * Takes the document for itself until the transaction ends, so that writing, freezing, signing and ending come one after
 * the other. By its id and not by its row: PostgreSQL lends a row to be held only to those who may write it, and a
 * signatory who does not write it waits for the others all the same.
 */
export const holdDocument = (id: string) =>
	ask<object>(sql`select pg_advisory_xact_lock(hashtextextended('document ' || ${id}::uuid, 0))`);

/** What a document begins with. */
export type Begun = {
	id: string;
	/** `revision`: of the municipality's own version; null where it is the original. */
	template: { key: string; edition: number; revision: number | null };
	title: string;
	language: Language;
	sections: readonly string[];
	agreedBy: AgreedBy;
	collaboration: string | null;
};

/** A document begun by the acting person; no row where its id is there (a form that was sent twice). */
export const insertDocument = (begun: Begun, name: string) =>
	tables
		.insertInto('document')
		.values({
			tenant_id: actingTenant,
			id: begun.id,
			kind: 'agreement',
			template_key: begun.template.key,
			template_edition: begun.template.edition,
			template_revision: begun.template.revision,
			title: begun.title,
			language: begun.language,
			sections: sql<string[]>`${begun.sections}::text[]`,
			agreed_by: begun.agreedBy,
			collaboration_id: begun.collaboration,
			begun_by: actingPerson,
			begun_by_organisation: sql<string>`${actingOrganisation}`,
			changed_by_name: name
		})
		// Without naming the key: PostgreSQL would else ask whether the new row can be seen, before it can.
		.onConflict((conflict) => conflict.doNothing());

/** Who changed the draft last. */
export const touchDocument = (id: string, name: string) =>
	tables
		.updateTable('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.set({ changed_at: now, changed_by_name: name });

/** The title and the picked sections, on top of version `base`; no row where that is not the newest. */
export const updateDocument = (
	id: string,
	base: number,
	{ title, sections }: { title: string; sections: readonly string[] }
) =>
	tables
		.updateTable('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base)
		.set({ title, sections: sql<string[]>`${sections}::text[]`, version: base + 1 });

/** When the document is looked at next, and who sees to it (R-005). */
export const updateReview = (id: string, base: number, on: Day | null, owner: Seat | null) =>
	tables
		.updateTable('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base)
		.set({
			review_on: on,
			owner_person_id: owner?.person ?? null,
			owner_organisation_id: owner?.organisation ?? null,
			version: base + 1
		});

/** Everybody active today in a party of the document, by organisation and name: whom it can name. */
export const listMembers = (document: string) =>
	tables
		.selectFrom('membership as m')
		.innerJoin('organisation as o', 'o.id', 'm.organisation_id')
		.where('m.tenant_id', '=', actingTenant)
		.where(
			'm.organisation_id',
			'in',
			sql<string>`(select p.organisation_id from samspil.document_party p
				where p.tenant_id = ${actingTenant} and p.document_id = ${document}::uuid and p.left_at is null)`
		)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('o.name')
		.orderBy('m.person_name')
		.limit(2000)
		.select(['m.person_id as person', 'm.organisation_id as organisation', 'm.person_name as name'])
		.select(['o.name as organisationName', 'm.title', 'm.function', 'm.can_bind as canBind'])
		.select(['m.active_from as activeFrom', 'm.active_until as activeUntil']);

/** The organisations a document may name: those of the tenant, by name; former names stay where they are and are no new party. */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.orderBy('o.name')
		.select(['o.id', 'o.name', 'o.kind'])
		.select(sql<boolean>`t.merged_into is not null`.as('isFormer'));
