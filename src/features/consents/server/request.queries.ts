/** Consents that the citizen is asked for on their own page, as PostgreSQL keeps them. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day.ts';
import type { ConsentTerms } from '../consent.rules.ts';

/** What is asked for, as it is shown. */
export type ConsentRequest = {
	id: string;
	pathway: string;
	purpose: string;
	categories: Category[];
	organisations: string[];
	recipients: string[];
	fromWhom: string;
	textShown: string;
	language: string;
	validUntil: Day;
	askedAt: Date;
	askedBy: string;
	answer: 'yes' | 'no' | 'taken-back' | null;
};
const request = sql`
	select r.id, r.pathway_id as pathway, r.purpose, r.categories, r.organisations,
		array(select o.name from samspil.organisation o where o.id = any (r.organisations) order by o.name, o.id) as recipients,
		r.from_whom as "fromWhom", r.text_shown as "textShown", r.language, r.valid_until as "validUntil", r.asked_at as "askedAt",
		r.asked_by_name as "askedBy", r.answer
	from samspil.consent_request r`;

/** What waits for the citizen's answer on a pathway, the latest first. */
export const listConsentRequests = (pathway: string) =>
	ask<ConsentRequest>(sql`${request}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.answer is null
		order by r.asked_at desc, r.id limit 50`);

/** What each of them is for, and no more: for the citizen's first page. */
export const listAskedPurposes = (pathway: string) =>
	ask<{ purpose: string }>(sql`
		select r.purpose from samspil.consent_request r
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.answer is null
		order by r.asked_at desc, r.id limit 50`);

/** One of them that I may read, answered or not. */
export const findConsentRequest = (id: string) =>
	ask<ConsentRequest>(sql`${request} where r.tenant_id = ${actingTenant} and r.id = ${id}::uuid`);

/** The citizen's account, to tell them; null where they have none. */
export const findCitizensAccount = (pathway: string) =>
	ask<{ account: string | null }>(sql`
		select c.person_id as account from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Keeps what is asked for. */
export const insertConsentRequest = (
	pathway: string,
	wish: ConsentTerms & { id: string; textShown: string },
	askedByName: string
) =>
	tables.insertInto('consent_request').values({
		tenant_id: actingTenant,
		id: wish.id,
		pathway_id: pathway,
		purpose: wish.purpose,
		categories: wish.categories,
		organisations: wish.organisations,
		from_whom: wish.fromWhom,
		text_shown: wish.textShown,
		language: wish.language,
		valid_until: wish.validUntil,
		asked_by: actingPerson,
		asked_by_name: askedByName
	});

/** Keeps the answer, where there is none yet. */
export const putAnswer = (id: string, answer: 'yes' | 'no' | 'taken-back', byName: string) =>
	tables
		.updateTable('consent_request')
		.set({ answer, answered_at: sql<Date>`now()`, answered_by_name: byName })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('answer', 'is', null);
