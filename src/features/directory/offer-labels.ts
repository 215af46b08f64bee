/** What the fields of an offer are called. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import type { TypedOffer } from './typed-offer.ts';

/** By the names of the inputs. */
export const OFFER_LABELS: Record<
	keyof TypedOffer,
	(words?: object, spoken?: { locale?: Language }) => string
> = {
	name: m.offer_name,
	provider: m.offer_provider,
	targetGroup: m.offer_target,
	content: m.offer_content,
	admission: m.offer_admission,
	nextStep: m.offer_next_step,
	contact: m.offer_contact,
	phone: m.offer_phone,
	email: m.offer_email,
	website: m.offer_website,
	address: m.offer_street,
	postalCode: m.offer_postal_code,
	town: m.offer_town,
	area: m.offer_area,
	openingHours: m.offer_opening_hours,
	price: m.offer_price,
	languages: m.offer_languages,
	isPreventive: m.offer_preventive,
	placesTotal: m.offer_places_total,
	placesFree: m.offer_places_free,
	validUntil: m.offer_valid_until,
	keeperEmail: m.offer_keeper
};
