/** The link in a mail by which offers are found right without an account (0440). */
import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { ask } from '#server/tables.ts';

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
	confirmedOn: Day;
};

/** How a link stands; no row where there is none. */
export const findOfferLink = (token: string, today: Day) =>
	ask<{
		state: 'open' | 'used' | 'expired';
		municipality: string;
		organisation: string;
		offers: LinkedOffer[];
	}>(
		sql`select state, municipality, organisation, offers from samspil.find_offer_link(${token}, ${today}::date)`
	);

/** Finds these offers right, each as it stands in its version, and uses the link up. Nothing else proves who it is. */
export const confirmByLink = (
	token: string,
	today: Day,
	said: readonly { id: string; version: number }[]
) =>
	ask<{ outcome: 'done' | 'gone' | 'changed' }>(
		sql`select samspil.confirm_by_link(${token}, ${today}::date, ${said.map(({ id }) => id)}::uuid[], ${said.map(({ version }) => version)}::int[]) as outcome`
	);

/** Those of the boxes that were ticked, as 'id version'; what is neither is left out. */
export function readTicked(ticked: readonly string[]): { id: string; version: number }[] {
	return ticked.flatMap((each) => {
		const [, id, version] = /^([0-9a-f-]{36}) (\d{1,9})$/.exec(each) ?? [];
		return id && version ? [{ id, version: Number(version) }] : [];
	});
}
