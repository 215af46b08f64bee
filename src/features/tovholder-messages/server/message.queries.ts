/** Messages to the tovholder. The policies show all of them to those who read the whole pathway, and to others their own. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Place } from '../message.rules.ts';

export type KeptMessage = {
	id: string;
	from: string;
	/** Null where the citizen wrote it. */
	organisation: string | null;
	/** Written by the one who reads. */
	isMine: boolean;
	body: string;
	at: Date;
	answer: string;
	answeredBy: string | null;
	answeredAt: Date | null;
};

/** What the visitor is to the pathway, and whom a message reaches; no row where it is not open to me. */
export const findMessagePlace = (pathway: string) =>
	ask<Place & { holder: string | null }>(sql`
		select p.id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]) as "isCitizen",
			p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner",
			p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld", p.state = 'open' as "isOpen",
			(select t.person_id from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
				and (t.left_on is null or t.left_on >= (select samspil.acting_day()))) as holder
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

const messages = (pathway: string) =>
	tables
		.selectFrom('tovholder_message')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.select(['id', 'person_name as from', 'body', 'sent_at as at', 'answer', 'person_id as person'])
		.select((row) => [
			row.fn<string | null>('nullif', ['organisation_name', sql.lit('')]).as('organisation'),
			row.fn<string | null>('nullif', ['answered_by_name', sql.lit('')]).as('answeredBy'),
			row('person_id', '=', actingPerson).$castTo<boolean>().as('isMine')
		])
		.select('answered_at as answeredAt');

/** Those that wait for an answer first, then the newest. */
export const listMessages = (pathway: string) =>
	messages(pathway)
		.orderBy('answered_at', (order) => order.desc().nullsFirst())
		.orderBy('sent_at', 'desc')
		.orderBy('id')
		.limit(200);

export const findMessage = (pathway: string, id: string) => messages(pathway).where('id', '=', id);

/** Adds one; nothing where the id is taken. */
export const insertMessage = (
	pathway: string,
	message: {
		id: string;
		from: { person: string; name: string; organisation: string | null; organisationName: string };
		body: string;
	}
) =>
	tables
		.insertInto('tovholder_message')
		.values({
			tenant_id: actingTenant,
			id: message.id,
			pathway_id: pathway,
			person_id: message.from.person,
			organisation_id: message.from.organisation,
			person_name: message.from.name,
			organisation_name: message.from.organisationName,
			body: message.body
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Answers one that nobody has answered. */
export const putAnswer = (pathway: string, id: string, answer: string, by: string) =>
	tables
		.updateTable('tovholder_message')
		.set({
			answer,
			answered_by: actingPerson,
			answered_by_name: by,
			answered_at: sql<Date>`now()`
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('answered_at', 'is', null);
