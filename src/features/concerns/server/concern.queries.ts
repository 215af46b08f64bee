/** Doubts asked without a name. The policies show a doubt to its two people. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { DoubtAnswer } from '../concern.rules.ts';

/** A doubt as its two people read it. */
export type DoubtShown = {
	id: string;
	question: string;
	askedBy: string;
	organisation: string;
	askedAt: Date;
	to: string;
	toOrganisation: string;
	isToMe: boolean;
	answer: DoubtAnswer | null;
	note: string;
	answeredAt: Date | null;
	version: number;
};

const doubts = () =>
	tables
		.selectFrom('doubt')
		.where('tenant_id', '=', actingTenant)
		.select(['id', 'question', 'asked_by_name as askedBy', 'organisation_name as organisation'])
		.select(['asked_at as askedAt', 'to_name as to', 'to_organisation_name as toOrganisation'])
		.select(sql<boolean>`to_person_id = ${actingPerson}`.as('isToMe'))
		.select(sql<DoubtAnswer | null>`answer`.as('answer'))
		.select(['answer_note as note', 'answered_at as answeredAt', 'version']);

/** Those I have asked or am asked: what waits first, then the newest; the last hundred. */
export const listDoubts = () =>
	doubts()
		.orderBy(sql`answer is not null`)
		.orderBy('asked_at', 'desc')
		.orderBy('id')
		.limit(100);

export const findDoubt = (id: string) => doubts().where('id', '=', id);

/** Asks; nothing where the id is taken. */
export const insertDoubt = (
	id: string,
	question: string,
	to: { person: string; organisation: string }
) =>
	tables
		.insertInto('doubt')
		.values({
			tenant_id: actingTenant,
			id,
			question,
			asked_by: actingPerson,
			organisation_id: sql<string>`${actingOrganisation}`,
			to_person_id: to.person,
			to_organisation_id: to.organisation
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Answers on top of `version`, where nobody has. */
export const putDoubtAnswer = (id: string, version: number, answer: DoubtAnswer, note: string) =>
	tables
		.updateTable('doubt')
		.set({ answer, answer_note: note, answered_at: sql<Date>`now()`, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('answer', 'is', null);
