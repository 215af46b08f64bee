/** The answers of the framework's draft, the comments on them, and the pool of possible tovholdere. */
import { sql } from 'kysely';
import type { Json } from '#features/documents/content.rules.ts';
import type { Answer } from '#features/documents/template.rules.ts';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';
import { collaborationOfFramework } from './framework.queries.ts';

const json = (value: Json) => sql<string>`${JSON.stringify(value)}::jsonb`;
const now = sql<string>`now()`;

/** The saved answers, those that say “does not apply” included. */
export const listAnswers = () =>
	tables
		.selectFrom('framework_answer')
		.where('tenant_id', '=', actingTenant)
		.orderBy('field_key')
		.select(['field_key as field', 'not_applicable as notApplicable', 'version'])
		.select(sql<Json>`value`.as('value'))
		.select(['answered_by_name as by', 'answered_at as at']);

/** The first answer to a question; writes nothing where somebody else was first. */
export const insertAnswer = (framework: string, field: string, answer: Answer, name: string) =>
	tables
		.insertInto('framework_answer')
		.values({
			tenant_id: actingTenant,
			framework_id: framework,
			field_key: field,
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name
		})
		.onConflict((on) => on.columns(['tenant_id', 'framework_id', 'field_key']).doNothing());

/** Another answer on top of the version `base`; writes nothing where that is no longer the newest. */
export const updateAnswer = (
	framework: string,
	field: string,
	answer: Answer,
	{ base, name }: { base: number; name: string }
) =>
	tables
		.updateTable('framework_answer')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('field_key', '=', field)
		.where('version', '=', base)
		.set({
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name,
			answered_at: now,
			version: base + 1
		});

/** Comments on one section's questions, the oldest first. */
export const listComments = (fields: readonly string[]) =>
	tables
		.selectFrom('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('field_key', 'in', fields)
		.orderBy('created_at')
		.select(['id', 'field_key as field', 'body', 'author_name as author'])
		.select(['created_at as at', 'done_at as doneAt', 'done_by_name as doneBy']);

/** How many comments wait for the writers, by question. */
export const countOpenComments = () =>
	tables
		.selectFrom('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('done_at', 'is', null)
		.groupBy('field_key')
		.orderBy('field_key')
		.select('field_key as field')
		.select(sql<number>`count(*)::int`.as('open'));

/** A comment on one question, by the acting person; writes nothing where the id is taken. */
export const insertComment = (
	framework: string,
	{ id, field, body }: { id: string; field: string; body: string },
	name: string
) =>
	tables
		.insertInto('framework_comment')
		.values({
			tenant_id: actingTenant,
			id,
			framework_id: framework,
			field_key: field,
			body,
			author_id: actingPerson,
			author_organisation_id: sql<string>`${actingOrganisation}`,
			author_name: name
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

/** A comment, by its id. */
export const findComment = (id: string) =>
	tables
		.selectFrom('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select(['field_key as field', 'body']);

/** A comment as dealt with. */
export const closeComment = (framework: string, id: string, name: string) =>
	tables
		.updateTable('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.set({ done_at: now, done_by_name: name });

/** The pool of possible tovholdere: the one place where it is kept. */
export const listPool = () =>
	tables
		.selectFrom('tovholder_pool')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaborationOfFramework)
		.where('until', 'is', null)
		.select(['person_id as person', 'organisation_id as organisation'])
		.orderBy('person_id')
		.orderBy('organisation_id');
