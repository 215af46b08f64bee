/** What citizens have said to being offered a tovholder: read by those who read the whole pathway. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** A no as its page shows it. */
export type OfferRefusedShown = { id: string; refusedOn: Day; note: string; by: string };

const refusal = sql`select r.id, r.refused_on as "refusedOn", r.note, r.registered_by_name as by from samspil.tovholder_refusal r`;

/** Each time the citizen said no, the latest first. */
export const listOffersRefused = (pathway: string) =>
	ask<OfferRefusedShown>(sql`${refusal}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid
		order by r.refused_on desc, r.registered_at desc limit 50`);

export const findOfferRefused = (pathway: string, id: string) =>
	ask<OfferRefusedShown>(sql`${refusal}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.id = ${id}::uuid`);

/** Keeps a no; nothing where the id is taken. */
export const insertOfferRefused = (
	pathway: string,
	{ id, refusedOn, note }: { id: string; refusedOn: Day; note: string },
	registeredByName: string
) =>
	tables
		.insertInto('tovholder_refusal')
		.values({
			tenant_id: actingTenant,
			id,
			pathway_id: pathway,
			refused_on: refusedOn,
			note,
			registered_by: actingPerson,
			registered_by_name: registeredByName
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());
