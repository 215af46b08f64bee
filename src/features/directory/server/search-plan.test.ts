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
	await database.owner.query('analyze samspil.offer, samspil.offer_word, samspil.offer_vocabulary');
}, 240_000);

/** The tables that were read from end to end while these words were looked for, of those that grow. */
async function readWhole(asked: string): Promise<{ scanned: string[]; total: number }> {
	const client = await database.pools.app.connect();
	try {
		await client.query('begin');
		await client.query('select samspil.begin_visit($1, $2, null, true)', [reader.token, TODAY]);
		const { sql, parameters } = findOffers(null, { asked }, 0, 20).compile();
		const { rows } = await client.query(sql, parameters as unknown[]);
		const read = await client.query(
			`select relname as name from pg_stat_xact_user_tables where schemaname = 'samspil' and seq_scan > 0
				and relname in ('offer', 'offer_word', 'offer_vocabulary')`
		);
		return { scanned: read.rows.map(({ name }) => name), total: rows[0].found.total };
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
	const { scanned, total } = await readWhole(asked);
	expect(total).toBeGreaterThan(100);
	expect(scanned).toEqual([]);
});

test('a table read from end to end is seen by this test', async () => {
	const client = await database.owner.connect();
	try {
		await client.query('begin');
		await client.query('select count(provider) from samspil.offer where provider = $1', ['x']);
		const { rows } = await client.query(
			`select seq_scan::int as count from pg_stat_xact_user_tables where schemaname = 'samspil' and relname = 'offer'`
		);
		expect(rows).toEqual([{ count: 1 }]);
	} finally {
		await client.query('rollback');
		client.release();
	}
});
