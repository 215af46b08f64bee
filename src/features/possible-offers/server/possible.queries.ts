/** The offers that are chosen for a citizen. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';

/** One of them, with what the directory says of it today. */
export type PossibleOffer = {
	offer: string;
	name: string;
	provider: string;
	/** Why, in the tovholder's words to the citizen. */
	why: string;
	chosenAt: Date;
	chosenBy: string;
	/** It is shown in the directory today: neither taken out, over, nor hidden because nobody has said for long that it is right. */
	isThere: boolean;
	/** It is shown there, and due to be said right again. */
	isStale: boolean;
	content: string;
	nextStep: string;
	contact: string;
	phone: string;
	website: string;
};

/** All of them, for the citizen and whoever else reads the whole pathway. */
export const listPossible = (pathway: string) =>
	ask<PossibleOffer>(sql`
		select offer, name, provider, why, chosen_at as "chosenAt", chosen_by as "chosenBy", is_there as "isThere", is_stale as "isStale", content,
			next_step as "nextStep", contact, phone, website
		from samspil.possible_offers(${pathway}::uuid)`);

/** Whether it is open, for whoever holds the threads; no row for anybody else. */
export const findPlace = (pathway: string) =>
	ask<{ isOpen: boolean }>(sql`
		select p.state = 'open' as "isOpen" from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])`);

/** Chooses an offer that the directory shows today; no row where it is not, or is chosen already. */
export const insertPossible = (pathway: string, offer: string, why: string, by: string) =>
	ask(sql`
		insert into samspil.pathway_offer (tenant_id, pathway_id, offer_id, name, provider, why, chosen_by_name)
		select o.tenant_id, ${pathway}::uuid, o.id, o.name, o.provider, ${why}, ${by} from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
		where o.tenant_id = ${actingTenant} and o.id = ${offer}::uuid
			and samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, samspil.acting_day())
				in ('fresh', 'soon', 'stale')
		on conflict do nothing`);

/** Takes it off. */
export const deletePossible = (pathway: string, offer: string) =>
	tables
		.deleteFrom('pathway_offer')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('offer_id', '=', offer);
