/** The exchange format, held against the official schemas where they lie beside the repository. They are never part of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import { readAs, type Query } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type World } from '#server/database/test-world.ts';
import { pageOf, readAsked } from '../hsds-asked.ts';
import { filtersOf } from './answer-hsds.ts';
import {
	basicService,
	fullService,
	giverAsOrganization,
	idOfWords,
	placedService,
	serviceAtLocation,
	TAXONOMIES,
	TERMS
} from './hsds-service.ts';
import {
	countHsds,
	findHsds,
	findHsdsAt,
	listGivers,
	listHsds,
	type HsdsOffer
} from './hsds.queries.ts';
import { openApi } from './openapi.ts';
import { putOffers } from './test-offers.ts';

const SCHEMAS = process.env.HSDS_SCHEMAS ?? '../shared/data/hsds/schema';
const isThere = existsSync(SCHEMAS);
if (!isThere)
	console.warn(`${SCHEMAS} is not there: nothing is held against the official HSDS schemas`);

const database = await testDatabase();
let world: World;
const read = async <Row>(query: Query<Row>): Promise<Row[]> =>
	(await readAs(database.pools.app, { token: undefined, today: TODAY }, query)).rows[0] as Row[];
const asked = (search: string) => readAsked(new URLSearchParams(search)).asked;
async function list(search: string, size = 500): Promise<HsdsOffer[]> {
	const filters = filtersOf(asked(search));
	return filters ? read(listHsds(filters, 0, size)) : [];
}

beforeAll(async () => {
	world = await newWorld(database);
	await putOffers(world);
	// A second municipality that has opened nothing.
	await putOffers(await newWorld(database));
	await database.owner.query(
		`update samspil.offer_directory set is_public = true where tenant_id = $1`,
		[world.tenant]
	);
	await database.owner.query(
		`update samspil.offer set places_total = 12, places_free = 3, website = 'https://example.org/tilbud', email = 'hej@example.org', price = 'Gratis'
		where tenant_id = $1 and name like 'Natcafeen%'`,
		[world.tenant]
	);
});

/** The official schemas, each under its own name; what the format does not know is told as well. */
function official() {
	const ajv = new Ajv2020({ strict: false, allErrors: true });
	(addFormats as unknown as (to: Ajv2020) => void)(ajv);
	for (const file of readdirSync(SCHEMAS).filter(
		(name) => name.endsWith('.json') && name !== 'openapi.json'
	)) {
		const schema = JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8'));
		ajv.addSchema({ ...schema, $id: `https://hsds.local/${file}` });
	}
	return (file: string, body: unknown) => {
		const fits = ajv.getSchema(`https://hsds.local/${file}.json`)!;
		return fits(JSON.parse(JSON.stringify(body))) ? [] : fits.errors;
	};
}

test.skipIf(!isThere)(
	'every service, organisation, place and term fits the official schemas',
	async () => {
		const problems = official();
		// The schemas are at work: what lacks a name is told.
		expect(problems('service', { id: world.tenant, status: 'active' })).not.toEqual([]);
		const offers = await list('');
		expect(offers).toHaveLength(400);
		for (const offer of offers) {
			expect(problems('service', fullService(offer)), offer.name).toEqual([]);
			expect(problems('service', basicService(offer))).toEqual([]);
			expect(problems('service_at_location', serviceAtLocation(offer))).toEqual([]);
			expect(problems('service_at_location', placedService(offer))).toEqual([]);
		}
		for (const giver of await read(listGivers(filtersOf(asked(''))!, 0, 500)))
			expect(problems('organization', giverAsOrganization(giver))).toEqual([]);
		for (const { taxonomy } of TAXONOMIES) expect(problems('taxonomy', taxonomy)).toEqual([]);
		for (const { term } of TERMS) expect(problems('taxonomy_term', term)).toEqual([]);
	}
);

test('a page tells all that the format asks of one', () => {
	const at = (page: number) => pageOf(['x', 'y'], 5, { page, perPage: 2 });
	expect(at(1)).toEqual({
		total_items: 5,
		total_pages: 3,
		page_number: 1,
		size: 2,
		first_page: true,
		last_page: false,
		empty: false,
		contents: ['x', 'y']
	});
	expect(at(2)).toMatchObject({ first_page: false, last_page: false });
	expect(pageOf(['z'], 5, { page: 3, perPage: 2 })).toMatchObject({ size: 1, last_page: true });
	expect(pageOf([], 0, { page: 1, perPage: 50 })).toMatchObject({ empty: true, last_page: true });
});

test('filters combine, and one that nothing can meet finds nothing', async () => {
	const term = (code: string) => TERMS.find((each) => each.code === code)!.term.id;
	const housing = await list(`taxonomy_term_id=${term('housing')}`);
	expect(housing.length).toBeGreaterThan(0);
	expect(housing.every(({ themes }) => themes.includes('housing'))).toBe(true);
	const narrow = await list(`taxonomy_term_id=${term('housing')}&postcode=4992&search=seng`);
	expect(narrow.length).toBeGreaterThan(0);
	expect(narrow.length).toBeLessThan(housing.length);
	expect(
		narrow.every(({ postalCode, themes }) => postalCode === '4992' && themes.includes('housing'))
	).toBe(true);
	const giver = idOfWords(world.tenant, 'Solby Kommune');
	const given = await list(`organization_id=${giver}&taxonomy_term_id=${term('preventive')}`);
	expect(given.length).toBeGreaterThan(0);
	expect(
		given.every(({ provider, isPreventive }) => provider === 'Solby Kommune' && isPreventive)
	).toBe(true);
	expect(await list(`taxonomy_term_id=${world.tenant}`)).toEqual([]);
	expect(await list('modified_after=2999-01-01T00:00:00Z')).toEqual([]);
	expect(await read(countHsds(filtersOf(asked(`municipality=${world.tenant}`))!))).toEqual([
		{ count: 400 }
	]);
});

test('what is not open is under no address, and what is open says nothing of who keeps it', async () => {
	const { rows } = await database.owner.query(
		'select id from samspil.offer where tenant_id <> $1 limit 1',
		[world.tenant]
	);
	expect(await read(findHsds(rows[0].id))).toEqual([]);
	const [first] = await list('', 1);
	expect(await read(findHsdsAt(idOfWords(first!.id, 'service-at-location')))).toMatchObject([
		{ id: first!.id }
	]);
	expect(JSON.stringify(fullService(first!))).not.toMatch(/Olga Offers|keeper/i);
});

test('parameters that make no sense are named', () => {
	const wrong = (search: string) => readAsked(new URLSearchParams(search)).wrong;
	const all = ['page', 'per_page', 'taxonomy_id', 'full', 'modified_after', 'format', 'proximity'];
	expect(
		wrong(
			'page=0&per_page=x&taxonomy_id=1&full=maybe&modified_after=soon&format=xml&proximity=5'
		).toSorted()
	).toEqual(all.toSorted());
	expect(wrong('page=2&per_page=500&full=true&format=ndjson')).toEqual([]);
	expect(asked('per_page=99999').perPage).toBe(500);
});

test('the description for programs names each path that there is', () => {
	const paths = Object.keys(openApi('https://solby.example').paths);
	expect(paths.toSorted()).toEqual(
		[
			'/',
			...[
				'organizations',
				'service_at_locations',
				'services',
				'taxonomies',
				'taxonomy_terms'
			].flatMap((each) => [`/${each}`, `/${each}/{id}`])
		].toSorted()
	);
});
