/**
 * An offer in the words of HSDS 3.1.1, the exchange format for directories of services (Open Referral). What hangs on a service has
 * ids made of the service's, so that they are the same each time.
 */
import { createHash } from 'node:crypto';
import { isAdmissionKnown } from '../offer.rules.ts';
import { THEMES, type Theme } from '../theme.rules.ts';
import type { HsdsOffer } from './hsds.queries.ts';

/** The same id for the same words, each time and everywhere. */
export const idOfWords = (...words: string[]): string =>
	createHash('md5')
		.update(words.join('/'))
		.digest('hex')
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The taxonomies that offers are sorted by, and their terms. */
const TAXONOMY_NAMES = {
	theme: 'What offers are about',
	group: 'Who runs them',
	condition: 'What one needs to come',
	detail: 'What else is known'
} as const;
export type TaxonomyKey = keyof typeof TAXONOMY_NAMES;

const TERM_NAMES: Record<TaxonomyKey, Record<string, string>> = {
	theme: Object.fromEntries(THEMES.map((theme) => [theme, theme.replaceAll('-', ' ')])),
	group: { municipal: 'municipal', 'private-voluntary': 'private and voluntary' },
	condition: {
		'no-referral': 'no referral needed',
		referral: 'referral or another condition',
		preventive: 'open for prevention'
	},
	// What the format has no field for: the value of the attribute says it.
	detail: { 'valid-until': 'last day', 'places-total': 'places in all' }
};

export const TAXONOMIES = (Object.keys(TAXONOMY_NAMES) as TaxonomyKey[]).map((key) => ({
	key,
	taxonomy: {
		id: idOfWords('samspil-taxonomy', key),
		name: TAXONOMY_NAMES[key],
		description: `${TAXONOMY_NAMES[key]}, as Samspil sorts them.`,
		version: '1'
	}
}));

export const TERMS = TAXONOMIES.flatMap(({ key, taxonomy }) =>
	Object.entries(TERM_NAMES[key]).map(([code, name]) => ({
		key,
		code,
		term: {
			id: idOfWords('samspil-term', key, code),
			code,
			name,
			description: `${taxonomy.name}: ${name}.`,
			language: 'en',
			taxonomy: taxonomy.name,
			taxonomy_id: taxonomy.id
		}
	}))
);

const TERMS_BY_CODE = new Map(TERMS.map(({ key, code, term }) => [`${key} ${code}`, term]));
const termOf = (key: TaxonomyKey, code: string) => TERMS_BY_CODE.get(`${key} ${code}`)!;

/** Leaves out what is empty: HSDS knows no empty texts where it asks for an address or a number. */
const filled = <Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> =>
	Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) =>
				value !== '' &&
				value !== null &&
				value !== undefined &&
				!(Array.isArray(value) && value.length === 0)
		)
	) as Partial<Fields>;

/** Who gives an offer: known by name within its municipality. */
export const organizationOf = ({ organization, provider, group, municipalityName }: HsdsOffer) => ({
	id: organization,
	name: provider,
	description:
		group === 'municipal'
			? `Part of ${municipalityName}.`
			: `Works in ${municipalityName}; private or voluntary.`
});

/** The way in, as others read it: what one does, and what is asked before one may come. `nextStepIn` takes them apart again. */
const stepsOf = ({ nextStep, admission }: Pick<HsdsOffer, 'nextStep' | 'admission'>) =>
	[nextStep, isAdmissionKnown(admission) ? admission : ''].filter(Boolean).join('\n\n');

/** What one does, of the steps that `stepsOf` wrote for this `admission`; all of them where somebody else wrote them. */
export function nextStepIn(steps: string, admission: string): string {
	if (admission === '') return steps;
	// In a table a cell may have lost the apostrophe that kept it from being a formula.
	for (const words of [admission, `'${admission}`]) {
		if (steps === words) return '';
		if (steps.endsWith(`\n\n${words}`)) return steps.slice(0, -words.length - 2);
	}
	return steps;
}

const alertOf = ({ isConfirmed, state }: HsdsOffer) =>
	isConfirmed === false
		? 'Not confirmed yet. Call before you go.'
		: state === 'stale'
			? 'Not confirmed lately. Call before you go.'
			: '';

/** The fields of a service that hold one thing each, with its organisation. */
export const basicService = (offer: HsdsOffer) => ({
	id: offer.id,
	name: offer.name,
	status: 'active',
	...filled({
		description: offer.content,
		url: offer.website,
		email: offer.email,
		application_process: stepsOf(offer),
		fees_description: offer.price,
		eligibility_description: offer.targetGroup,
		assured_date: offer.isConfirmed === false ? '' : offer.confirmedOn,
		alert: alertOf(offer),
		last_modified: offer.at.toISOString()
	}),
	organization: organizationOf(offer)
});

/** Where a service is given; nothing where no place is named. */
export function serviceAtLocation(offer: HsdsOffer) {
	if (!offer.address && !offer.town && !offer.postalCode) return null;
	const location = idOfWords(offer.id, 'location');
	return {
		id: idOfWords(offer.id, 'service-at-location'),
		service_id: offer.id,
		location: {
			id: location,
			location_type: 'physical',
			name: offer.address || offer.town || offer.postalCode,
			addresses: [
				{
					id: idOfWords(offer.id, 'address'),
					location_id: location,
					address_1: offer.address || offer.town,
					city: offer.town,
					state_province: offer.municipalityName,
					postal_code: offer.postalCode,
					country: 'DK',
					address_type: 'physical'
				}
			]
		}
	};
}

function attributesOf(offer: HsdsOffer) {
	const { admission, validUntil, placesFree, placesTotal } = offer;
	type Sorted = [TaxonomyKey, string, value?: string];
	const condition: Sorted[] =
		admission === ''
			? [['condition', 'no-referral']]
			: isAdmissionKnown(admission)
				? [['condition', 'referral', admission]]
				: [];
	const sorted: Sorted[] = [
		...offer.themes.map((theme: Theme): Sorted => ['theme', theme]),
		['group', offer.group],
		...condition,
		...(offer.isPreventive ? [['condition', 'preventive'] as Sorted] : []),
		...(validUntil ? [['detail', 'valid-until', validUntil] as Sorted] : []),
		// A capacity of the format cannot be without how many are free.
		...(placesFree === null && placesTotal !== null
			? [['detail', 'places-total', String(placesTotal)] as Sorted]
			: [])
	];
	return sorted.map(([key, code, value]) => ({
		id: idOfWords(offer.id, 'attribute', key, code),
		link_id: offer.id,
		link_type: 'taxonomy_term',
		link_entity: 'service',
		taxonomy_term_id: termOf(key, code).id,
		...(value && { value }),
		taxonomy_term: termOf(key, code)
	}));
}

/** A service with all that hangs on it. */
export function fullService(offer: HsdsOffer) {
	const at = serviceAtLocation(offer);
	const of = { service_id: offer.id };
	return {
		...basicService(offer),
		...filled({
			phones: offer.phone ? [{ id: idOfWords(offer.id, 'phone'), ...of, number: offer.phone }] : [],
			contacts: [{ id: idOfWords(offer.id, 'contact'), ...of, name: offer.contact }],
			schedules: offer.openingHours
				? [
						{
							id: idOfWords(offer.id, 'schedule'),
							...of,
							...filled({ valid_to: offer.validUntil, description: offer.openingHours })
						}
					]
				: [],
			service_areas: offer.area
				? [{ id: idOfWords(offer.id, 'area'), ...of, name: offer.area }]
				: [],
			languages: offer.languages.map((name) => ({
				id: idOfWords(offer.id, 'language', name),
				...of,
				name
			})),
			cost_options: offer.price
				? [
						{
							id: idOfWords(offer.id, 'cost'),
							...of,
							option: 'price',
							amount_description: offer.price
						}
					]
				: [],
			capacities:
				offer.placesFree === null
					? []
					: [
							{
								id: idOfWords(offer.id, 'capacity'),
								...of,
								available: offer.placesFree,
								...(offer.placesTotal !== null && { maximum: offer.placesTotal }),
								unit: { id: idOfWords('samspil-unit', 'place'), name: 'place' },
								updated: `${offer.confirmedOn}T00:00:00Z`
							}
						],
			service_at_locations: at ? [at] : [],
			attributes: attributesOf(offer)
		})
	};
}

/** Somebody who gives offers, as an organisation. */
export const giverAsOrganization = (giver: {
	id: string;
	name: string;
	group: 'municipal' | 'private-voluntary';
	municipalityName: string;
}) =>
	organizationOf({
		organization: giver.id,
		provider: giver.name,
		group: giver.group,
		municipalityName: giver.municipalityName
	} as HsdsOffer);

/** A service at its place, with the service in it. */
export function placedService(offer: HsdsOffer) {
	const { service_at_locations: _, ...service } = fullService(offer);
	return { ...serviceAtLocation(offer), service };
}
