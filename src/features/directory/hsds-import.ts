/**
 * A service of HSDS (3.0, 3.1 and the profile of the United Kingdom), whoever wrote it, as a row that can be taken in. The format knows more
 * than we keep and says less than we ask: what it says nothing of is left as it is.
 */
import type { Said } from './imported-offer.rules.ts';
import { TERMS } from './server/hsds-service.ts';

/** Anything that stands in a file of somebody else's. */
export type Thing = Record<string, unknown>;

/** The object in `value`; an empty one where there is none. */
export const thingOf = (value: unknown): Thing =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Thing) : {};
/** The objects of a list; none where there is no list. */
export const thingsOf = (value: unknown): Thing[] =>
	Array.isArray(value) ? value.map(thingOf) : [];
const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const joined = (values: unknown[], between: string): string =>
	values
		.map(textOf)
		.filter((text) => text.trim() !== '')
		.join(between);

/** What a service says, by our own fields. `organization` is whose it is, where it does not stand inside. */
export function rowOfService(
	service: Thing,
	organization: Thing = thingOf(service.organization)
): Said {
	const contacts = thingsOf(service.contacts);
	const at = thingOf(thingsOf(service.service_at_locations)[0]);
	const location = thingOf(at.location);
	const phone =
		textOf(thingsOf(service.phones)[0]?.number) ||
		textOf(thingsOf(location.phones)[0]?.number) ||
		textOf(thingsOf(organization.phones)[0]?.number);
	const email = textOf(service.email) || textOf(contacts[0]?.email) || textOf(organization.email);
	const website = textOf(service.url) || textOf(organization.website);
	const capacity = thingOf(thingsOf(service.capacities)[0]);
	const said: Said = {
		key: textOf(service.id),
		name: textOf(service.name),
		provider: textOf(organization.name),
		targetGroup: textOf(service.eligibility_description),
		content: textOf(service.description) || textOf(service.alternate_name),
		nextStep: textOf(service.application_process),
		contact: contactIn(contacts[0]) || phone || email || website || textOf(organization.name),
		phone,
		email,
		website,
		...placeIn(location),
		area: joined(
			thingsOf(service.service_areas).map(({ name }) => name),
			', '
		),
		openingHours: joined(thingsOf(service.schedules).map(hoursIn), '\n'),
		price: textOf(service.fees_description) || priceIn(thingsOf(service.cost_options)),
		languages: joined(
			thingsOf(service.languages).map(({ name, code }) => textOf(name) || code),
			', '
		),
		placesFree: textOf(capacity.available),
		placesTotal: textOf(capacity.maximum),
		...sortedBy(thingsOf(service.attributes))
	};
	const assured = textOf(service.assured_date);
	return assured ? { ...said, confirmedOn: assured } : said;
}

const contactIn = (contact: Thing | undefined) => joined([contact?.name, contact?.title], ', ');

function placeIn(location: Thing): Said {
	const address = thingOf(thingsOf(location.addresses)[0]);
	const town = textOf(address.city);
	const street = joined([address.address_1, address.address_2], ', ');
	return { address: street === town ? '' : street, town, postalCode: textOf(address.postal_code) };
}

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekday = (code: string) => {
	const place = WEEK.indexOf(code.trim().toUpperCase());
	// 5 January 1970 was a Monday.
	return place < 0
		? ''
		: new Date(Date.UTC(1970, 0, 5 + place)).toLocaleDateString('da', {
				weekday: 'long',
				timeZone: 'UTC'
			});
};

/** In the words of whoever wrote it, else the days and the hours. */
function hoursIn(schedule: Thing): string {
	const said = textOf(schedule.description);
	if (said) return said;
	const days = textOf(schedule.byday).split(',').map(weekday).filter(Boolean).join(', ');
	const hours = [schedule.opens_at, schedule.closes_at]
		.map((time) => textOf(time).slice(0, 5))
		.filter(Boolean)
		.join('–');
	return joined([days, hours], ' ') || textOf(schedule.notes);
}

const priceIn = (options: Thing[]) =>
	joined(
		options.map(({ option, amount, currency, amount_description }) =>
			joined(
				[option, joined([amount, textOf(currency).toUpperCase()], ' '), amount_description],
				': '
			)
		),
		'; '
	);

const TERMS_BY_ID = Map.groupBy(TERMS, ({ term }) => term.id);

/** What our own terms say of it; other taxonomies are other people's, and say nothing here. */
function sortedBy(attributes: Thing[]): Said {
	const terms = attributes.flatMap((attribute) => {
		const inside = thingOf(attribute.taxonomy_term);
		const id = textOf(attribute.taxonomy_term_id) || textOf(inside.id);
		return TERMS_BY_ID.get(id) ?? [];
	});
	const group = terms.find(({ key }) => key === 'group');
	if (!group) return {};
	return {
		group: group.code,
		themes: terms
			.filter(({ key }) => key === 'theme')
			.map(({ code }) => code)
			.join(', '),
		isPreventive: terms.some(({ code }) => code === 'preventive') ? 'yes' : 'no'
	};
}
