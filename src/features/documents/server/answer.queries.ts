/** The answers of a document's draft, the comments on them, and who is here now. */
import { sql } from 'kysely';
import type { Tables } from '#server/schema.ts';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Json } from '../content.rules.ts';
import { partsOfKey } from '../shape.rules.ts';
import type { Answer } from '../template.rules.ts';

const json = (value: Json) => sql<string>`${JSON.stringify(value)}::jsonb`;
const now = sql<string>`now()`;

/** The saved answers, those that say “does not apply” included. `field` is the key in the shaped template. */
export const listAnswers = (document: string) =>
	tables
		.selectFrom('document_answer')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.orderBy('question_key')
		.select(['question_key as field', 'not_applicable as notApplicable', 'version'])
		.select(sql<Json>`value`.as('value'))
		.select(['answered_by_name as by', 'answered_at as at']);

/** The first answer to a question; writes nothing where somebody else was first. */
export const insertAnswer = (document: string, question: string, answer: Answer, name: string) => {
	const { field, party } = partsOfKey(question);
	return tables
		.insertInto('document_answer')
		.values({
			tenant_id: actingTenant,
			document_id: document,
			field_key: field,
			party_id: party,
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name
		})
		.onConflict((on) => on.columns(['tenant_id', 'document_id', 'question_key']).doNothing());
};

/** Another answer on top of the version `base`; writes nothing where that is no longer the newest. */
export const updateAnswer = (
	document: string,
	question: string,
	answer: Answer,
	{ base, name }: { base: number; name: string }
) =>
	tables
		.updateTable('document_answer')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('question_key', '=', question)
		.where('version', '=', base)
		.set({
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name,
			answered_at: now,
			version: base + 1
		});

/** Comments on these questions, the oldest first; those that answer another name it. */
export const listComments = (document: string, questions: readonly string[]) =>
	tables
		.selectFrom('document_comment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('question_key', '=', sql<string>`any (${questions}::text[])`)
		.orderBy('created_at')
		.limit(500)
		.select(['id', 'question_key as field', 'answers_id as answers', 'body', 'perspective'])
		.select(['author_name as author', 'author_organisation_name as organisation'])
		.select(['created_at as at', 'done_at as doneAt', 'done_by_name as doneBy']);

/** How many comments are not dealt with, by question. Answers to a comment go with it. */
export const countOpenComments = (document: string) =>
	tables
		.selectFrom('document_comment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('done_at', 'is', null)
		.where('answers_id', 'is', null)
		.groupBy('question_key')
		.orderBy('question_key')
		.select('question_key as field')
		.select(sql<number>`count(*)::int`.as('open'));

/** The comment with this id, to be answered or closed. */
export const findComment = (document: string, id: string) =>
	tables
		.selectFrom('document_comment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('id', '=', id)
		.select(['id', 'question_key as field', 'answers_id as answers'])
		.select((eb) => eb('done_at', 'is not', null).$castTo<boolean>().as('isDone'));

/** What is said about a question, possibly as an answer to what somebody else said about it. */
export type Comment = {
	id: string;
	question: string;
	answers: string | null;
	body: string;
	/** From where it is looked at, where the section asks for that. */
	perspective: Tables['document_comment']['perspective'];
};

/** A comment on a question, or an answer to one, by the acting person; no row where its id is there (a form sent twice). */
export const insertComment = (
	document: string,
	comment: Comment,
	by: { name: string; organisation: string }
) =>
	tables
		.insertInto('document_comment')
		.values({
			tenant_id: actingTenant,
			id: comment.id,
			document_id: document,
			question_key: comment.question,
			answers_id: comment.answers,
			body: comment.body,
			perspective: comment.perspective,
			author_id: actingPerson,
			author_organisation_id: sql<string>`${actingOrganisation}`,
			author_name: by.name,
			author_organisation_name: by.organisation
		})
		.onConflict((conflict) => conflict.doNothing());

/** A comment as dealt with. */
export const closeComment = (document: string, id: string, name: string) =>
	tables
		.updateTable('document_comment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.set({ done_at: now, done_by_name: name });

/** Seconds after which somebody who was seen is no longer here. */
const LEASE = 120;

/** That the acting person is in the document now, at a section or looking around; nothing where they may not be. */
export const keepPresence = (document: string, section: string) =>
	tables
		.insertInto('document_presence')
		.columns(['tenant_id', 'document_id', 'person_id', 'organisation_id', 'section_key'])
		.expression((by) =>
			by
				.selectFrom('document as d')
				.where('d.tenant_id', '=', actingTenant)
				.where('d.id', '=', document)
				.where(actingOrganisation, 'is not', null)
				.select([
					'd.tenant_id',
					'd.id as document_id',
					actingPerson.as('person_id'),
					sql<string>`${actingOrganisation}`.as('organisation_id'),
					sql<string>`${section}::text`.as('section_key')
				])
		)
		.onConflict((on) =>
			on
				.columns(['tenant_id', 'document_id', 'person_id', 'organisation_id'])
				.doUpdateSet({ section_key: section, seen_at: now })
		);

/** Who else was in the document a moment ago, and where. */
export const listPresent = (document: string) =>
	tables
		.selectFrom('document_presence as s')
		.innerJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 's.tenant_id')
				.onRef('m.person_id', '=', 's.person_id')
				.onRef('m.organisation_id', '=', 's.organisation_id')
		)
		.where('s.tenant_id', '=', actingTenant)
		.where('s.document_id', '=', document)
		.where('s.person_id', '<>', actingPerson)
		.where('s.seen_at', '>', sql<Date>`now() - ${LEASE} * interval '1 second'`)
		.orderBy('m.person_name')
		.limit(50)
		.select(['s.person_id as person', 'm.person_name as name', 's.section_key as section']);
