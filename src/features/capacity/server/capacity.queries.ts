/** Questions of room, as whoever holds the threads sees them and as an organisation is asked them. */
import { sql } from 'kysely';
import type { Identity } from '#features/pathways/partner.rules.ts';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { CapacityAnswer } from '../capacity.rules.ts';

/** One of them, with what was answered. */
export type CapacityShown = {
	id: string;
	organisation: string;
	question: string;
	askedAt: Date;
	answerBefore: Day | null;
	answer: CapacityAnswer | null;
	answerNote: string;
	answeredBy: string;
	answeredAt: Date | null;
	version: number;
};

const shown = (pathway: string) =>
	tables
		.selectFrom('capacity_question')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('withdrawn_at', 'is', null)
		.select(['id', 'organisation_name as organisation', 'question', 'asked_at as askedAt'])
		.select(['answer_before as answerBefore', 'answer_note as answerNote', 'version'])
		.select(['answered_by_name as answeredBy', 'answered_at as answeredAt'])
		.select(sql<CapacityAnswer | null>`answer`.as('answer'));

/** Those asked about a pathway, the newest first; the last hundred. */
export const listCapacity = (pathway: string) =>
	shown(pathway).orderBy('asked_at', 'desc').orderBy('id').limit(100);

export const findCapacity = (pathway: string, id: string) => shown(pathway).where('id', '=', id);

/** Who must not be named in a question; no row where the citizen is not open to me. */
export const findCitizenToSpare = (pathway: string) =>
	ask<Identity>(sql`
		select c.name, c.birth_date as "birthDate", c.phone from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Asks and tells, in one step of the database. */
export const putCapacity = (
	pathway: string,
	asked: { id: string; organisation: string; question: string; answerBefore: Day | null }
) =>
	ask<{ said: 'done' | 'under-way' | 'not-yours' | 'no-such-organisation' | 'nobody-to-tell' }>(sql`
		select samspil.ask_capacity(${asked.id}::uuid, ${pathway}::uuid, ${asked.organisation}::uuid, ${asked.question}, ${asked.answerBefore}::date) as said`);

/** Takes it back while nobody has answered. */
export const withdraw = (pathway: string, id: string, version: number) =>
	tables
		.updateTable('capacity_question')
		.set({ withdrawn_at: sql<Date>`now()`, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('withdrawn_at', 'is', null);

/** Whether it has been taken back already. */
export const findWithdrawn = (pathway: string, id: string) =>
	tables
		.selectFrom('capacity_question')
		.select('id')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('withdrawn_at', 'is not', null);

/** What my organisation is asked. Nothing tells whom it is about. */
export const listCapacityRequests = () =>
	ask<{
		id: string;
		question: string;
		askedBy: string;
		askedByOrganisation: string;
		askedAt: Date;
		answerBefore: Day | null;
	}>(sql`
		select r.id, r.question, r.asked_by_name as "askedBy", r.asked_by_organisation_name as "askedByOrganisation", r.asked_at as "askedAt",
			r.answer_before as "answerBefore"
		from samspil.capacity_request r order by r.answer_before nulls last, r.asked_at, r.id limit 100`);

export const putCapacityAnswer = (id: string, answer: CapacityAnswer, note: string) =>
	ask<{ said: 'done' | 'answered-before' | 'not-open' }>(
		sql`select samspil.answer_capacity(${id}::uuid, ${answer}, ${note}) as said`
	);
