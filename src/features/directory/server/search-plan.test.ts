/** How PostgreSQL goes about a search among ten thousand offers: on no table that grows does it read from end to end. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { findOffers } from './search.queries.ts';
import { putOffers } from './test-offers.ts';

const database = await testDatabase();
let reader: Someone;

beforeAll(async () => {
	const world = await newWorld(database);
	reader = await world.worker('Rie Reader', await world.organisation('voluntary', 'Kilden'));
	await putOffers(world);
	await database.owner.query(
		`insert into samspil.offer (tenant_id, id, organisation_id, provider, group_kind, name, target_group, content, admission, next_step, contact, area, languages, themes,
			confirmed_on, confirmed_by_name, changed_by, changed_by_name)
		select o.tenant_id, gen_random_uuid(), o.organisation_id, o.provider, o.group_kind, o.name || ' ' || n, o.target_group, o.content, o.admission, o.next_step, o.contact,
			o.area, o.languages, o.themes, o.confirmed_on, 'x', o.changed_by, 'x'
		from samspil.offer o, generate_series(1, 24) n where o.tenant_id = $1`,
		[world.tenant]
	);
	await database.owner.query(
		'vacuum analyze samspil.offer, samspil.offer_word, samspil.offer_vocabulary'
	);
}, 240_000);

/** What this connection has read so far of the tables that grow: how often from end to end, and how many rows by an index. */
const READ = `select relname as name, seq_scan::integer as whole, idx_tup_fetch::integer as fetched from pg_stat_xact_user_tables
	where schemaname = 'samspil' and relname in ('offer', 'offer_word', 'offer_vocabulary')`;
type Read = { name: string; whole: number; fetched: number };

/** What was read while these words were looked for: which tables from end to end, and how many rows of each by an index. */
async function readFor(
	asked: string
): Promise<{ scanned: string[]; fetched: Record<string, number>; total: number }> {
	const client = await database.pools.app.connect();
	try {
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2, null, true)', [reader.token, TODAY]);
		const { rows: before } = await client.query<Read>(READ);
		const { sql, parameters } = findOffers(null, { asked }, 0, 20).compile();
		const { rows } = await client.query(sql, parameters as unknown[]);
		const { rows: after } = await client.query<Read>(READ);
		const since = after.map(({ name, whole, fetched }) => {
			const earlier = before.find((each) => each.name === name);
			return {
				name,
				whole: whole - (earlier?.whole ?? 0),
				fetched: fetched - (earlier?.fetched ?? 0)
			};
		});
		return {
			scanned: since.filter(({ whole }) => whole > 0).map(({ name }) => name),
			fetched: Object.fromEntries(since.map(({ name, fetched }) => [name, fetched])),
			total: rows[0].found.total
		};
	} finally {
		await client.query('rollback');
		client.release();
	}
}

test.each([
	'bolig',
	'hjælp til gæld',
	'boligradgivning',
	'jeg mangler et sted at sove i nat',
	'homeless shelter'
])('"%s" among ten thousand reads no growing table from end to end', async (asked) => {
	const { scanned, total } = await readFor(asked);
	expect(total).toBeGreaterThan(100);
	expect(scanned).toEqual([]);
});

test('what is found is looked up one by one', async () => {
	const { fetched, total } = await readFor('gæld');
	expect(total).toBeGreaterThan(100);
	// each that was found is read for what it is and when it was found right, and the twenty that are shown once more; how many there are at
	// all is counted in an index, and in the table as long as PostgreSQL has not seen that everybody may see its rows
	expect(fetched.offer).toBeLessThanOrEqual(10_000 + total + 20);
});

test('a table read from end to end is seen by this test', async () => {
	const client = await database.owner.connect();
	try {
		await client.query('begin');
		const { rows: before } = await client.query<Read>(READ);
		await client.query('select count(provider) from samspil.offer where provider = $1', ['x']);
		const { rows: after } = await client.query<Read>(READ);
		const wholeOf = (all: Read[]) => all.find(({ name }) => name === 'offer')?.whole ?? 0;
		expect(wholeOf(after) - wholeOf(before)).toBe(1);
	} finally {
		await client.query('rollback');
		client.release();
	}
});
