/** What parties have asked each other to take their name and logo off. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Removal, RemovalReason } from '../ending.rules.ts';

/** An agreement that one's organisation has left for good: as it was in the last version it agreed on. */
export type LeftAgreement = {
	id: string;
	title: string;
	parties: { organisation: string; name: string }[];
	/** Whether the acting person may ask something of those parties on its behalf. */
	mayAsk: boolean;
};

/** The agreements that one's organisation has left for good; only this one, where it is named. */
export const listLeft = (agreement: string | null = null) =>
	ask<LeftAgreement>(sql`select l.id, l.title, l.parties, l.may_ask as "mayAsk" from samspil.left_agreements() l
		where ${agreement}::uuid is null or l.id = ${agreement}::uuid order by l.title limit 50`);

/** Everything that was asked for, what is not done first and by day; the last 200. */
export const listRemovals = (agreement: string) =>
	tables
		.selectFrom('agreement_removal as r')
		.innerJoin('organisation as k', 'k.id', 'r.keeper_id')
		.innerJoin('organisation as n', 'n.id', 'r.names_id')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.document_id', '=', agreement)
		.orderBy(sql`r.done_at is not null`)
		.orderBy('r.due_on')
		.orderBy('r.id')
		.limit(200)
		.select(['r.id', 'r.material', 'r.keeper_id as keeper', 'k.name as keeperName'])
		.select(['r.names_id as names', 'n.name as namesName', 'r.due_on as dueOn'])
		.select(sql<RemovalReason>`r.why`.as('why'))
		.select(['r.asked_by_name as askedBy', 'r.done_at as doneAt', 'r.done_by_name as doneBy']);

/** A name to come off a material, asked for by the acting person; no row where it was asked already. */
export const insertRemoval = (
	agreement: string,
	id: string,
	{ material, keeper, names, dueOn }: Removal,
	{ why, name }: { why: RemovalReason; name: string }
) =>
	tables
		.insertInto('agreement_removal')
		.values({
			tenant_id: actingTenant,
			id,
			document_id: agreement,
			material,
			keeper_id: keeper,
			names_id: names,
			why,
			due_on: dueOn,
			asked_by: actingPerson,
			asked_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** The name is off; no row where it was before. */
export const finishRemoval = (agreement: string, id: string, name: string) =>
	tables
		.updateTable('agreement_removal')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement)
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.set({ done_at: sql<string>`now()`, done_by_name: name });
