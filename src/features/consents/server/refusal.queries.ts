/** Consents that were asked for and refused, as PostgreSQL keeps them. Who may see and write one is the policies' affair. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day.ts';
import type { Interpreter } from '../interpreter.rules.ts';
import { asColumns } from './interpreter.queries.ts';
import type { Giver, RefusedWish } from '../consent.rules.ts';

/** A no, as it is shown. */
export type RefusalShown = {
	id: string;
	purpose: string;
	categories: Category[];
	recipients: string[];
	refusedBy: Giver;
	refusedByName: string;
	refusedOn: Day;
	note: string;
	/** What the child says to it; else empty. */
	heard: string;
	language: string;
	textShown: string;
} & Interpreter;
const refusal = sql`
	select r.id, r.purpose, r.categories,
		array(select o.name from samspil.organisation o where o.id = any (r.organisations) order by o.name) as recipients,
		r.refused_by as "refusedBy", r.refused_by_name as "refusedByName", r.refused_on as "refusedOn", r.note, r.heard, r.language, r.interpreter,
		r.interpreter_used as "interpreterUsed", r.interpreter_how as "interpreterHow", r.interpreter_language as "interpreterLanguage",
		r.interpreter_adult as "interpreterAdult",
		r.text_shown as "textShown"
	from samspil.consent_refusal r`;

/** What the citizen has said no to, the latest first. */
export const listRefusals = (pathway: string) =>
	ask<RefusalShown>(sql`${refusal}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid
		order by r.refused_on desc, r.registered_at desc, r.id limit 100`);

export const findRefusal = (pathway: string, id: string) =>
	ask<RefusalShown>(sql`${refusal}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.id = ${id}::uuid`);

/** Keeps a no. */
export const insertRefusal = (
	pathway: string,
	wish: RefusedWish & { id: string; textShown: string },
	registeredByName: string
) =>
	tables.insertInto('consent_refusal').values({
		tenant_id: actingTenant,
		id: wish.id,
		pathway_id: pathway,
		purpose: wish.purpose,
		categories: wish.categories,
		organisations: wish.organisations,
		from_whom: wish.fromWhom,
		text_shown: wish.textShown,
		language: wish.language,
		...asColumns(wish),
		refused_by: wish.refusedBy,
		refused_by_name: wish.refusedByName,
		guardians: [...wish.guardians],
		unable_why: wish.unableWhy,
		refused_on: wish.refusedOn,
		note: wish.note,
		heard: wish.heard,
		registered_by: actingPerson,
		registered_by_name: registeredByName
	});
