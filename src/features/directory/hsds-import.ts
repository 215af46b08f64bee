/**
 * A service of HSDS (3.0, 3.1 and the profile of the United Kingdom), whoever wrote it, as a row that can be taken in. The format knows more
 * than we keep and says less than we ask: what it says nothing of is left as it is.
 */
import { plainText, untamed, type Said } from './imported-offer.rules.ts';
import { nextStepIn, TERMS } from './server/hsds-service.ts';

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

/** The text that stands there, '' where it is said to be none, and nothing where nothing is said. */
const told = (value: unknown): string | undefined =>
	value === undefined || value === null ? undefined : textOf(value);
/** What the first of a list says of a field: '' where the list is there and empty. */
function toldByFirst(list: unknown, field: string): string | undefined {
	if (!Array.isArray(list)) return undefined;
	return list.length === 0 ? '' : told(thingOf(list[0])[field]);
}
/** All of a list in one text. */
const toldByAll = (list: unknown, say: (things: Thing[]) => string): string | undefined =>
	Array.isArray(list) ? say(thingsOf(list)) : undefined;
/** The first that says something; '' where one of them at least was asked, and nothing where none was. */
const firstTold = (...texts: (string | undefined)[]): string | undefined =>
	texts.find((text) => text !== undefined && text.trim() !== '') ??
	texts.find((text) => text !== undefined);
/** What no offer can be without is not taken away by a file that has none. */
const unlessNone = (text: string | undefined) => (text?.trim() ? text : undefined);

/**
 * What a service says, by our own fields; a field that it says nothing of is not there. `organization` is whose it is, where it does not stand
 * inside.
 */
export function rowOfService(
	service: Thing,
	organization: Thing = thingOf(service.organization)
): Said {
	const sorted = sortedBy(service.attributes);
	const steps = told(service.application_process);
	const said: Partial<Record<keyof Said, string | undefined>> = {
		key: textOf(service.id),
		name: unlessNone(told(service.name)),
		provider: told(organization.name),
		targetGroup: unlessNone(told(service.eligibility_description)),
		content: unlessNone(firstTold(told(service.description), told(service.alternate_name))),
		nextStep: steps === undefined ? undefined : nextStepIn(steps, sorted.admission ?? ''),
		contact: unlessNone(contactIn(thingsOf(service.contacts)[0])),
		...reachedBy(service, organization),
		...placeIn(service.service_at_locations),
		area: toldByAll(service.service_areas, (areas) =>
			joined(
				areas.map(({ name }) => name),
				', '
			)
		),
		openingHours: toldByAll(service.schedules, (times) => joined(times.map(hoursIn), '\n')),
		price: firstTold(told(service.fees_description), toldByAll(service.cost_options, priceIn)),
		languages: toldByAll(service.languages, (languages) =>
			joined(
				languages.map(({ name, code }) => textOf(name) || code),
				', '
			)
		),
		placesFree: toldByFirst(service.capacities, 'available'),
		placesTotal: toldByFirst(service.capacities, 'maximum'),
		confirmedOn: unlessNone(told(service.assured_date)),
		closed: isClosed(service.status) ? 'yes' : undefined,
		...sorted
	};
	return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined)) as Said;
}

const contactIn = (contact: Thing | undefined) => joined([contact?.name, contact?.title], ', ');

function reachedBy(service: Thing, organization: Thing) {
	const at = thingOf(thingsOf(service.service_at_locations)[0]);
	return {
		phone: firstTold(
			toldByFirst(service.phones, 'number'),
			toldByFirst(thingOf(at.location).phones, 'number'),
			toldByFirst(organization.phones, 'number')
		),
		email: firstTold(
			told(service.email),
			told(thingsOf(service.contacts)[0]?.email),
			told(organization.email)
		),
		website: firstTold(told(service.url), told(organization.website))
	};
}

/** As a cell is read afterwards: two that differ only in what is taken out are the same. */
const asRead = (text: string) => plainText(untamed(text), false);

function placeIn(places: unknown) {
	if (Array.isArray(places) && places.length === 0)
		return { address: '', town: '', postalCode: '' };
	const location = thingOf(thingOf(thingsOf(places)[0]).location);
	const address = thingOf(thingsOf(location.addresses)[0]);
	const town = told(address.city);
	const lines = [told(address.address_1), told(address.address_2)];
	const street = lines.some((line) => line !== undefined) ? joined(lines, ', ') : undefined;
	return {
		address: street && town && asRead(street) === asRead(town) ? '' : street,
		town,
		postalCode: told(address.postal_code)
	};
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

/** Whether there is nothing to come to now, as the format says it: `inactive`, `defunct` or `temporarily closed`. */
const isClosed = (status: unknown) =>
	/^(inactive|defunct|temporarily closed)$/i.test(textOf(status).trim());

const TERMS_BY_ID = Map.groupBy(TERMS, ({ term }) => term.id);

/** What our own terms say of it; other taxonomies are other people's, and say nothing here. */
function sortedBy(list: unknown): Said {
	const terms = thingsOf(list).flatMap((attribute) => {
		const inside = thingOf(attribute.taxonomy_term);
		const id = textOf(attribute.taxonomy_term_id) || textOf(inside.id);
		return (TERMS_BY_ID.get(id) ?? []).map((term) => ({ ...term, value: textOf(attribute.value) }));
	});
	const group = terms.find(({ key }) => key === 'group');
	if (!group) return {};
	const toldBy = (wanted: string) => terms.find(({ code }) => code === wanted)?.value ?? '';
	const total = toldBy('places-total');
	const asked = toldBy('referral');
	const isOpen = terms.some(({ code }) => code === 'no-referral');
	return {
		group: group.code,
		themes: terms
			.filter(({ key }) => key === 'theme')
			.map(({ code }) => code)
			.join(', '),
		isPreventive: terms.some(({ code }) => code === 'preventive') ? 'yes' : 'no',
		validUntil: toldBy('valid-until'),
		...((asked || isOpen) && { admission: asked }),
		...(total && { placesTotal: total })
	};
}
