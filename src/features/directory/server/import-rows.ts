/** Offers and rows of an import as they are written in one statement. */
import type { Offer } from '../offer.rules.ts';
import type { Said } from '../imported-offer.rules.ts';

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
	version: number;
	sourceKey: string;
};

/** An offer by the names of its columns. */
export const rowOf = (offer: WholeOffer) => ({
	id: offer.id,
	organisation_id: offer.organisation,
	provider: offer.provider,
	group_kind: offer.group,
	name: offer.name,
	target_group: offer.targetGroup,
	content: offer.content,
	admission: offer.admission,
	next_step: offer.nextStep,
	contact: offer.contact,
	phone: offer.phone,
	email: offer.email,
	website: offer.website,
	address: offer.address,
	postal_code: offer.postalCode,
	town: offer.town,
	area: offer.area,
	opening_hours: offer.openingHours,
	price: offer.price,
	languages: offer.languages,
	themes: offer.themes as string[],
	is_preventive: offer.isPreventive,
	places_total: offer.placesTotal,
	places_free: offer.placesFree,
	valid_until: offer.validUntil as string | null,
	keeper_email: offer.keeperEmail,
	confirmed_on: offer.confirmedOn,
	confirmed_by_name: offer.confirmedBy,
	version: offer.version,
	source_key: offer.sourceKey
});
