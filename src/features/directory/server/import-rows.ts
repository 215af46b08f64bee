/** Offers and rows of an import as they are written in one statement. */
import type { Offer } from '../offer.rules.ts';
import type { Said } from '../imported-offer.rules.ts';
import { columnsOf } from './offer.queries.ts';

/** A row as it was read from a file. */
export type CellsOfRow = { number: number; cells: string[] };

/** An offer by the names of its columns. */
export type KeptOfferRow = ReturnType<typeof rowOf>;

/** What has become of a row. */
export type TakenRow = {
	number: number;
	outcome: 'added' | 'changed' | 'same';
	offer: string;
	said: Said;
	before: KeptOfferRow | null;
	after: { version: number; confirmedOn: string; confirmedBy: string };
};

/** An offer with what is kept beside its words. */
export type WholeOffer = Offer & {
	id: string;
	organisation: string;
	confirmedOn: string;
	confirmedBy: string;
	isConfirmed: boolean;
	version: number;
	sourceKey: string;
};

/** An offer by the names of its columns. */
export const rowOf = (offer: WholeOffer) => ({
	id: offer.id,
	organisation_id: offer.organisation,
	...columnsOf(offer),
	confirmed_on: offer.confirmedOn,
	confirmed_by_name: offer.confirmedBy,
	is_confirmed: offer.isConfirmed,
	version: offer.version,
	source_key: offer.sourceKey
});
