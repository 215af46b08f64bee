/** The tabular form of HSDS: a file for each kind of thing, told apart by name, tied together by ids. */
import { thingOf, type Thing } from './hsds-import.ts';

/** The tables that say something we keep, by the names of their files without ending. */
export type Tables = Record<string, Thing[]>;

/** Other spellings of the same name. */
const SPELLINGS: Record<string, string> = {
	service: 'services',
	organization: 'organizations',
	location: 'locations',
	address: 'addresses',
	phone: 'phones',
	contact: 'contacts',
	schedule: 'schedules',
	language: 'languages',
	attribute: 'attributes',
	cost_option: 'cost_options',
	service_area: 'service_areas',
	service_at_locations: 'service_at_location',
	service_capacities: 'service_capacity',
	capacities: 'service_capacity',
	taxonomy_term: 'taxonomy_terms'
};

/** The name of the table in a file of this name: 'export/Services.csv' holds services. */
export function tableOf(name: string): string {
	const bare = name
		.split(/[/\\]/)
		.at(-1)!
		.replace(/\.[^.]*$/, '')
		.toLowerCase()
		.trim();
	return SPELLINGS[bare] ?? bare;
}

/** Whether these headings are those of the table of services, and not of somebody's own list. */
export const areServiceHeadings = (headings: readonly string[]): boolean =>
	headings.includes('id') &&
	headings.includes('name') &&
	(headings.includes('organization_id') || headings.includes('application_process'));

/** Each service with what hangs on it inside, in the order of its table, as the other form of the format writes it. */
export function assembleServices(tables: Tables): Thing[] {
	const by = (table: string, column: string) => {
		const grouped = Map.groupBy(tables[table] ?? [], (row) => String(row[column] ?? ''));
		grouped.delete('');
		// A table that is not there says nothing, and not that there is none.
		return (id: unknown): Thing[] | undefined =>
			tables[table] && (grouped.get(String(id ?? '')) ?? []);
	};
	const organization = by('organizations', 'id');
	const location = by('locations', 'id');
	const addresses = by('addresses', 'location_id');
	const places = by('service_at_location', 'service_id');
	const ofService = (table: string) => by(table, 'service_id');
	const parts = {
		phones: ofService('phones'),
		contacts: ofService('contacts'),
		schedules: ofService('schedules'),
		languages: ofService('languages'),
		service_areas: ofService('service_areas'),
		cost_options: ofService('cost_options'),
		capacities: ofService('service_capacity'),
		attributes: by('attributes', 'link_id')
	};
	const phonesAt = by('phones', 'location_id');
	const phonesOf = by('phones', 'organization_id');
	return (tables.services ?? []).map((service) => {
		const owner = thingOf(organization(service.organization_id)?.[0]);
		return {
			...service,
			organization: { ...owner, phones: phonesOf(owner.id) },
			...Object.fromEntries(Object.entries(parts).map(([name, of]) => [name, of(service.id)])),
			service_at_locations: places(service.id)?.map((place) => ({
				...place,
				location: {
					...thingOf(location(place.location_id)?.[0]),
					addresses: addresses(place.location_id),
					phones: phonesAt(place.location_id)
				}
			}))
		};
	});
}
