/** Corrections of minutes as they stand in the database. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Correction } from '#features/held-meetings/correction.rules.ts';
import type { Place } from './agenda.queries.ts';

/** What has been asked for of a meeting's minutes, the oldest first. */
export const listCorrections = (meeting: string) =>
	tables
		.selectFrom('minutes_correction')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select((eb) => [
			'id',
			'item_id as item',
			'words',
			'asked_by as askedBy',
			'asked_by_citizen as byCitizen',
			'asked_by_name as byName',
			eb('asked_by', '=', actingPerson).$castTo<boolean>().as('isMine'),
			'asked_at as askedAt',
			sql<Correction['answer']>`answer`.as('answer'),
			'reason',
			'answered_at as answeredAt',
			'answered_by_name as answeredByName',
			'sending_id as sending'
		])
		.orderBy('asked_at')
		.orderBy('id')
		.limit(200);

/** Files a correction under where its meeting stands; nothing where one of this id is there. */
export const insertCorrection = (
	place: Place,
	correction: {
		id: string;
		item: string | null;
		words: string;
		person: string;
		isCitizen: boolean;
		name: string;
	}
) =>
	tables
		.insertInto('minutes_correction')
		.values({
			tenant_id: place.tenant,
			pathway_id: place.pathway,
			scope_id: place.scope,
			meeting_id: place.meeting,
			id: correction.id,
			item_id: correction.item,
			words: correction.words,
			asked_by: correction.person,
			asked_by_citizen: correction.isCitizen,
			asked_by_name: correction.isCitizen ? '' : correction.name
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Answers a correction that nobody has answered. */
export const updateAnswered = (
	id: string,
	by: string,
	to: { answer: 'taken-in' | 'declined'; reason: string; sending: string | null }
) =>
	tables
		.updateTable('minutes_correction')
		.set({
			answer: to.answer,
			reason: to.reason,
			sending_id: to.sending,
			answered_at: new Date(),
			answered_by_name: by
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('answer', 'is', null);

/** Who leads the pathway now; nobody while a new tovholder is sought. */
export const findLeader = (pathway: string) =>
	tables
		.selectFrom('tovholder')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('until', 'is', null)
		.select('person_id as person');
