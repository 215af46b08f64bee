/** The tabular form of HSDS as it is written: a file for each kind of thing, tied together by ids, no cell a formula. */
import { thingOf, thingsOf, type Thing } from './hsds-import.ts';
import { cellOf } from './offer-csv.ts';
import { TAXONOMIES, TERMS } from './server/hsds-service.ts';

/** The columns of each table that we have something for, as the specification names and orders them. */
export const TABLES = {
	organizations: ['id', 'name', 'description'],
	services: [
		'id',
		'organization_id',
		'name',
		'description',
		'url',
		'email',
		'status',
		'application_process',
		'fees_description',
		'eligibility_description',
		'assured_date',
		'alert',
		'last_modified'
	],
	locations: ['id', 'location_type', 'name'],
	addresses: [
		'id',
		'location_id',
		'address_1',
		'city',
		'state_province',
		'postal_code',
		'country',
		'address_type'
	],
	service_at_location: ['id', 'service_id', 'location_id'],
	phones: ['id', 'service_id', 'number'],
	contacts: ['id', 'service_id', 'name'],
	schedules: ['id', 'service_id', 'valid_to', 'description'],
	service_areas: ['id', 'service_id', 'name'],
	languages: ['id', 'service_id', 'name'],
	cost_options: ['id', 'service_id', 'option', 'amount_description'],
	service_capacity: ['id', 'service_id', 'unit_id', 'available', 'maximum', 'updated'],
	units: ['id', 'name'],
	attributes: ['id', 'link_id', 'taxonomy_term_id', 'link_type', 'link_entity', 'value'],
	taxonomies: ['id', 'name', 'description', 'version'],
	taxonomy_terms: ['id', 'code', 'name', 'description', 'taxonomy', 'language', 'taxonomy_id']
} as const;

/** The files by name, as text. */
export function writeTables(services: readonly Thing[]): Record<string, string> {
	const of = (part: string) => services.flatMap((service) => thingsOf(service[part]));
	const places = of('service_at_locations').map((place) => {
		const location = thingOf(place.location);
		return { ...place, location_id: location.id, location };
	});
	const capacities = of('capacities').map((each) => ({ ...each, unit_id: thingOf(each.unit).id }));
	const rows: Record<keyof typeof TABLES, Thing[]> = {
		organizations: eachOnce(services.map(({ organization }) => thingOf(organization))),
		services: services.map((service) => ({
			...service,
			organization_id: thingOf(service.organization).id
		})),
		locations: eachOnce(places.map(({ location }) => location)),
		addresses: eachOnce(places.flatMap(({ location }) => thingsOf(location.addresses))),
		service_at_location: places,
		phones: of('phones'),
		contacts: of('contacts'),
		schedules: of('schedules'),
		service_areas: of('service_areas'),
		languages: of('languages'),
		cost_options: of('cost_options'),
		service_capacity: capacities,
		units: eachOnce(of('capacities').map(({ unit }) => thingOf(unit))),
		attributes: of('attributes'),
		taxonomies: TAXONOMIES.map(({ taxonomy }) => taxonomy),
		taxonomy_terms: TERMS.map(({ term }) => term)
	};
	return Object.fromEntries(
		Object.entries(TABLES).map(([name, columns]) => [
			`${name}.csv`,
			lines(columns, rows[name as keyof typeof TABLES])
		])
	);
}

const eachOnce = (things: Thing[]): Thing[] => [
	...new Map(things.map((thing) => [thing.id, thing])).values()
];

const lines = (columns: readonly string[], rows: readonly Thing[]): string =>
	`${[columns, ...rows.map((row) => columns.map((column) => cellOf(String(row[column] ?? ''))))]
		.map((cells) => cells.join(','))
		.join('\r\n')}\r\n`;
