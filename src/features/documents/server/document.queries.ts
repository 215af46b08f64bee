/** Documents, their parties and their people. Who may read or write one is the policies' affair (db/migrations/0100). */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Language } from '#values/say.ts';
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
		.select(['d.sections', 'd.version', 'd.collaboration_id as collaboration'])
		.select(sql<Language>`d.language`.as('language'))
		.select(sql<'signature' | 'confirmation'>`d.agreed_by`.as('agreedBy'))
		.select(['d.owner_person_id as ownerPerson', 'd.owner_organisation_id as ownerOrganisation'])
		.select(['w.person_name as ownerName', 'd.review_on as reviewOn'])
		.select(['d.changed_at as changedAt', 'd.changed_by_name as changedBy'])
		.select(isOneOf('my_written_documents').as('isWriter'))
		.select(isOneOf('my_signing_documents').as('mayAgree'))
		.select(isOneOf('my_answered_documents').as('mayAct'));

/** One of the three things the acting person may be to a document, as the policies say it. */
const isOneOf = (
	which: 'my_written_documents' | 'my_signing_documents' | 'my_answered_documents'
) => sql<boolean>`d.id = any ((select ${sql.raw(`samspil.${which}()`)})::uuid[])`;

/** One document, with what the acting person is to it; nothing where they may not know of it. */
export const findDocument = (id: string) => documents().where('d.id', '=', id);

/** Takes the document for itself until the transaction ends, so that writing, freezing and signing come one after the other. */
export const holdDocument = (id: string) =>
	tables
		.selectFrom('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

/** What a document begins with. */
export type Begun = {
	id: string;
	template: { key: string; edition: number };
	title: string;
	language: Language;
	sections: readonly string[];
	agreedBy: 'signature' | 'confirmation';
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
export const updateReview = (id: string, base: number, on: Day, owner: Seat) =>
	tables
		.updateTable('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base)
		.set({
			review_on: on,
			owner_person_id: owner.person,
			owner_organisation_id: owner.organisation,
			version: base + 1
		});

/** Everybody active today in the organisations, by organisation and name: whom a document can name. */
export const listMembers = (organisations: readonly string[]) =>
	tables
		.selectFrom('membership as m')
		.innerJoin('organisation as o', 'o.id', 'm.organisation_id')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.organisation_id', '=', sql<string>`any (${organisations}::uuid[])`)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.orderBy('o.name')
		.orderBy('m.person_name')
		.limit(2000)
		.select(['m.person_id as person', 'm.organisation_id as organisation', 'm.person_name as name'])
		.select(['o.name as organisationName', 'm.title', 'm.function', 'm.can_bind as canBind'])
		.select(['m.active_from as activeFrom', 'm.active_until as activeUntil']);

/** The organisations a document may name: those of the tenant, by name. */
export const listOrganisations = () =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.orderBy('o.name')
		.select(['o.id', 'o.name', 'o.kind']);
