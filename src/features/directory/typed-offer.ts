/** An offer as its form shows it: every field as text, under the name of its input. */
import type { Offer } from './offer.rules.ts';

/** The inputs that hold one text each; themes are boxes and stand beside them. */
export const asTyped = (offer: Offer) => ({
	name: offer.name,
	provider: offer.provider,
	targetGroup: offer.targetGroup,
	content: offer.content,
	admission: offer.admission,
	nextStep: offer.nextStep,
	contact: offer.contact,
	phone: offer.phone,
	email: offer.email,
	website: offer.website,
	address: offer.address,
	postalCode: offer.postalCode,
	town: offer.town,
	area: offer.area,
	openingHours: offer.openingHours,
	price: offer.price,
	languages: offer.languages.join(', '),
	isPreventive: offer.isPreventive ? 'yes' : '',
	placesTotal: offer.placesTotal === null ? '' : String(offer.placesTotal),
	placesFree: offer.placesFree === null ? '' : String(offer.placesFree),
	validUntil: offer.validUntil ?? '',
	keeperEmail: offer.keeperEmail
});
export type TypedOffer = Record<keyof ReturnType<typeof asTyped>, string>;
