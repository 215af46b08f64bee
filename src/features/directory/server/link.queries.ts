/** The link in a mail by which offers are found right without an account, bit by bit (0440, 1117). */
import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { isId } from '#values/id.ts';
import { actingTenant, ask } from '#server/tables.ts';

/** An offer behind such a link, as anybody would read it. */
export type LinkedOffer = {
	id: string;
	version: number;
	name: string;
	targetGroup: string;
	content: string;
	admission: string;
	nextStep: string;
	contact: string;
	phone: string;
	email: string;
	openingHours: string;
	price: string;
	/** Null where nobody has found it right. */
	confirmedOn: Day | null;
};

/** How a link stands; no row where there is none. */
export const findOfferLink = (token: string, today: Day) =>
	ask<{
		state: 'open' | 'used' | 'expired';
		municipality: string;
		organisation: string;
		/** How many of its offers are answered for, and those that are not. */
		answered: number;
		offers: LinkedOffer[];
	}>(
		sql`select state, municipality, organisation, answered, offers from samspil.find_offer_link(${token}, ${today}::date)`
	);

/** What is wrong with an offer, in the words of who keeps it. */
export type OfferRemark = { id: string; said: string };

/**
 * Finds these offers right, each as it stands in its version, and keeps what is wrong with others; the last of its offers uses the link
 * up. What is wrong is kept beside what was answered for already, too, once in the same words. Nothing else proves who it is.
 */
export const confirmByLink = (
	token: string,
	today: Day,
	said: readonly { id: string; version: number }[],
	wrong: readonly OfferRemark[] = []
) =>
	ask<{ outcome: 'done' | 'gone' | 'changed' }>(
		sql`select samspil.confirm_by_link(${token}, ${today}::date, ${said.map(({ id }) => id)}::uuid[], ${said.map(({ version }) => version)}::int[],
			${wrong.map(({ id }) => id)}::uuid[], ${wrong.map((each) => each.said)}::text[]) as outcome`
	);

/** Those of the boxes that were ticked, as 'id version'; what is neither is left out. */
export function readTicked(ticked: readonly string[]): { id: string; version: number }[] {
	return ticked.flatMap((each) => {
		const [, id, version] = /^([0-9a-f-]{36}) (\d{1,9})$/.exec(each) ?? [];
		return id && version ? [{ id, version: Number(version) }] : [];
	});
}

/** What is wrong with which offers: those of which something is said. */
export const readRemarks = (about: readonly string[], wrong: readonly string[]): OfferRemark[] =>
	about.flatMap((id, at) => {
		const said = wrong[at] ?? '';
		return isId(id) && said !== '' ? [{ id, said }] : [];
	});

/** What was said to be wrong with an offer since it was last written or found right; for who may mend it. */
export const listRemarks = (offer: string) =>
	ask<{ id: string; said: string; by: string; at: Date }>(sql`
		select r.id, r.said, r.by_name as by, r.made_at as at from samspil.offer_remark r join samspil.offer o on o.tenant_id = r.tenant_id and o.id = r.offer_id
		where r.tenant_id = ${actingTenant} and r.offer_id = ${offer} and (r.version, r.confirmed_on, r.confirmed_by_name) = (o.version, o.confirmed_on, o.confirmed_by_name)
		order by r.made_at, r.id limit 20`);
