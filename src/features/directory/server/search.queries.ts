/** Finding offers (0441): a page of the directory, in one statement. */
import { sql } from 'kysely';
import type { Day } from '#values/day.ts';
import { ask } from '#server/tables.ts';
import type { Group, OfferState } from '../offer.rules.ts';
import type { Theme } from '../theme.rules.ts';

/** What is looked for: words, and an answer of each filter. */
export type Wanted = {
	asked?: string;
	group?: Group | null;
	theme?: Theme | null;
	language?: string | null;
	area?: string | null;
	open?: boolean;
	preventive?: boolean;
};

/** An offer as a list shows it. */
export type FoundOffer = {
	id: string;
	name: string;
	provider: string;
	group: Group;
	targetGroup: string;
	content: string;
	isOpen: boolean;
	/** False where nobody has said whether one may come as one is. */
	isAdmissionKnown: boolean;
	nextStep: string;
	phone: string;
	area: string;
	town: string;
	themes: Theme[];
	isPreventive: boolean;
	state: OfferState;
	/** Null where nobody has found it right. */
	confirmedOn: Day | null;
	/** Who keeps it, and the version that is shown. */
	organisation: string;
	version: number;
};

/** A page of the directory; of each filter, how many offers each of its answers would leave. */
export type Found = {
	total: number;
	/** Without the filters. */
	unfiltered: number;
	whomToAsk: string;
	offers: FoundOffer[];
	groups: Record<string, number>;
	themes: Record<string, number>;
	languages: Record<string, number>;
	areas: Record<string, number>;
	open: number;
	preventive: number;
	/** Where nothing was found: what is spelt or meant most nearly so. */
	nearest?: { id: string; name: string; provider: string }[];
};

/** From the visitor's own municipality, or from `place` where it has opened its directory; null where there is none. */
export const findOffers = (place: string | null, wanted: Wanted, first: number, size: number) => {
	const { asked = '', group, theme, language, area, open, preventive } = wanted;
	const filters = {
		...(group && { group }),
		...(theme && { theme }),
		...(language && { language }),
		...(area && { area }),
		...(open && { open: 'yes' }),
		...(preventive && { preventive: 'yes' })
	};
	return ask<{ found: Found | null }>(
		sql`select samspil.find_offers(${place}::uuid, ${asked}, ${JSON.stringify(filters)}::jsonb, ${first}::int, ${size}::int) as found`
	);
};
