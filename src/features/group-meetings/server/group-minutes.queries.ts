/** Minutes of groups as they were sent, and corrections of them, as they stand in the database. */
import { sql } from 'kysely';
import type { Correction } from '#features/held-meetings/correction.rules.ts';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { GroupMinutesKept } from '../group-minutes.rules.ts';

/** Each version of the minutes, the newest first. */
export const listGroupSendings = (meeting: string) =>
	tables
		.selectFrom('group_sending')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select(['id', 'hash', 'sent_at as sentAt', 'sent_by_name as sentByName'])
		.select(sql<GroupMinutesKept>`content`.as('content'))
		.orderBy('sent_at', 'desc')
		.orderBy('id')
		.limit(50);

export const insertGroupSending = (
	meeting: string,
	sending: { id: string; content: GroupMinutesKept; hash: string; by: string; at: Date }
) =>
	tables.insertInto('group_sending').values({
		tenant_id: actingTenant,
		id: sending.id,
		meeting_id: meeting,
		content: JSON.stringify(sending.content),
		hash: sending.hash,
		sent_by_name: sending.by,
		sent_at: sending.at
	});

/** What has been asked for of a meeting's minutes, the oldest first. */
export const listGroupCorrections = (meeting: string) =>
	tables
		.selectFrom('group_correction')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select((eb) => [
			'id',
			'item_id as item',
			'words',
			'asked_by as askedBy',
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

/** Files a correction; nothing where one of this id is there. */
export const insertGroupCorrection = (
	meeting: string,
	correction: { id: string; item: string | null; words: string; person: string; name: string }
) =>
	tables
		.insertInto('group_correction')
		.values({
			tenant_id: actingTenant,
			meeting_id: meeting,
			id: correction.id,
			item_id: correction.item,
			words: correction.words,
			asked_by: correction.person,
			asked_by_name: correction.name
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Answers a correction that nobody has answered. */
export const updateGroupCorrection = (
	id: string,
	by: string,
	to: { answer: 'taken-in' | 'declined'; reason: string; sending: string | null }
) =>
	tables
		.updateTable('group_correction')
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

/** Whether the visitor sits in the group or was there, and keeps the meetings of its series. */
export const findPartIn = (meeting: string) =>
	ask<{ tookPart: boolean; keeps: boolean }>(sql`
		select samspil.took_part_in_group(m.id) as "tookPart", m.series_id = any (samspil.my_convened_series()) as keeps
		from samspil.group_meeting m where m.tenant_id = ${actingTenant} and m.id = ${meeting}::uuid`);

/** Who keeps the meetings of a series. */
export const listSeriesKeepers = (series: string) =>
	ask<{ person: string }>(
		sql`select person from samspil.my_series_keepers(${series}::uuid) k (person)`
	);

/** Writes what came of an item, or what belongs to none, anew on top of `version`. */
export const updateGroupText = (
	meeting: string,
	item: string | null,
	version: number,
	by: string,
	text: string
) => {
	const changed = { changed_at: new Date(), changed_by_name: by, version: version + 1 };
	return item === null
		? tables
				.updateTable('group_meeting')
				.set({ minutes: text, ...changed })
				.where('tenant_id', '=', actingTenant)
				.where('id', '=', meeting)
				.where('version', '=', version)
		: tables
				.updateTable('group_item')
				.set({ outcome: text, ...changed })
				.where('tenant_id', '=', actingTenant)
				.where('meeting_id', '=', meeting)
				.where('id', '=', item)
				.where('version', '=', version);
};
