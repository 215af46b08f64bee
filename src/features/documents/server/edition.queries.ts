/** Which edition of its template a document is written on, and the answers set aside when that changed (db/migrations/0221). */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Json, Names } from '../content.rules.ts';
import type { Loss, Pin } from '../edition.rules.ts';
import type { Answer, Field } from '../template.rules.ts';

const json = (value: unknown) => sql<string>`${JSON.stringify(value as Json)}::jsonb`;

/** The template and the picked sections, on top of version `base`; no row where that is not the newest. */
export const updatePin = (
	document: string,
	base: number,
	{ edition, owner, revision }: Pin,
	sections: readonly string[]
) =>
	tables
		.updateTable('document')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', document)
		.where('version', '=', base)
		.set({
			template_edition: edition,
			template_revision: owner === null ? null : revision,
			sections: sql<string[]>`${sections}::text[]`,
			version: base + 1
		});

/** An answer that has no place any more, whole, with its question as it was asked. */
export type SetAside = {
	key: string;
	why: Loss['why'];
	question: Field;
	answer: Answer;
	names: Names;
	from: Pin;
};

/** Keeps an answer that has no place any more. */
export const insertSetAside = (document: string, aside: SetAside, name: string) =>
	tables.insertInto('document_set_aside').values({
		tenant_id: actingTenant,
		document_id: document,
		question_key: aside.key,
		why: aside.why,
		question: json(aside.question),
		answer: json(aside.answer),
		names: json(aside.names),
		from_edition: aside.from.edition,
		from_revision: aside.from.owner === null ? null : aside.from.revision,
		set_aside_by: actingPerson,
		set_aside_by_organisation: sql<string>`${actingOrganisation}`,
		set_aside_by_name: name
	});

/** Everything that was set aside, the latest first; the last 200. */
export const listSetAside = (document: string) =>
	tables
		.selectFrom('document_set_aside')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.orderBy('set_aside_at', 'desc')
		.orderBy('question_key')
		.limit(200)
		.select(['id', 'question_key as key', 'set_aside_at as at', 'set_aside_by_name as by'])
		.select(sql<Loss['why']>`why`.as('why'))
		.select(sql<Field>`question`.as('question'))
		.select(sql<Answer>`answer`.as('answer'))
		.select(sql<Names>`names`.as('names'));
