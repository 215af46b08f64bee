/** Between an offer as it is kept and what a table says of one: the same fields as text. */
import type { Day } from '#values/day.ts';
import { asTyped } from './typed-offer.ts';
import { readRow, type KnownWords, type Said } from './imported-offer.rules.ts';
import { rowOfService, type Thing } from './hsds-import.ts';
import { isTheme } from './theme.rules.ts';
import { UNKNOWN_ADMISSION, type Group, type Offer } from './offer.rules.ts';
import { fullService } from './server/hsds-service.ts';
import type { HsdsOffer } from './server/hsds.queries.ts';

/** What is taken into account of an offer that is there already. */
export type ComparedOffer = Offer & { id: string; confirmedOn: string; isConfirmed?: boolean };

/** No words of people's are needed to read what we wrote ourselves. */
const OWN_WORDS: KnownWords = { themes: {} };

/**
 * What an offer says in this form of import: as if it were exported in that form and read again. What the form cannot say, or says in another way,
 * is thus the same on both sides, and only what is new in a file changes something.
 */
export function saidOf(offer: ComparedOffer, isHsds: boolean): Said {
	const cells = isHsds ? rowOfService(serviceOf(offer)) : cellsOf(offer);
	return readRow(cells, OWN_WORDS, offer.confirmedOn).said;
}

/** The service that stands for it, whatever municipality it is of. */
const serviceOf = (offer: ComparedOffer): Thing =>
	fullService({
		...offer,
		state: 'fresh',
		organization: '',
		municipalityName: '',
		at: new Date(0)
	} as unknown as HsdsOffer);

/** Each field of an offer as a cell. */
export const cellsOf = (offer: ComparedOffer): Said => ({
	...asTyped(offer),
	key: offer.id,
	group: offer.group,
	themes: offer.themes.join(', '),
	confirmedOn: offer.isConfirmed === false ? '' : offer.confirmedOn
});

/** An offer as a row says it, on top of what is there: `before` for one that is known, else whose it is. */
export function offerOf(
	said: Said,
	before: Offer | null,
	keeper: { name: string; group: Group }
): Offer {
	const text = (field: keyof Said & keyof Offer) =>
		said[field] ?? (before ? String(before[field] ?? '') : '');
	const list = (typed: string | undefined, kept: string[] | undefined) =>
		typed === undefined ? (kept ?? []) : typed.split(', ').filter((word) => word !== '');
	const count = (typed: string | undefined, kept: number | null | undefined) =>
		typed === undefined ? (kept ?? null) : typed === '' ? null : Number(typed);
	return {
		name: text('name'),
		provider: said.provider || before?.provider || keeper.name,
		group: (said.group as Group) || before?.group || keeper.group,
		targetGroup: text('targetGroup'),
		content: text('content'),
		admission: said.admission ?? before?.admission ?? UNKNOWN_ADMISSION,
		nextStep: text('nextStep'),
		contact: text('contact'),
		phone: text('phone'),
		email: text('email'),
		website: text('website'),
		address: text('address'),
		postalCode: text('postalCode'),
		town: text('town'),
		area: text('area'),
		openingHours: text('openingHours'),
		price: text('price'),
		languages: list(said.languages, before?.languages),
		themes: list(said.themes, before?.themes).filter(isTheme),
		isPreventive:
			said.isPreventive === undefined
				? (before?.isPreventive ?? false)
				: said.isPreventive === 'yes',
		placesTotal: count(said.placesTotal, before?.placesTotal),
		placesFree: count(said.placesFree, before?.placesFree),
		validUntil:
			said.validUntil === undefined
				? (before?.validUntil ?? null)
				: ((said.validUntil || null) as Day | null),
		keeperEmail: text('keeperEmail')
	};
}
