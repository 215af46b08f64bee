/** Many who look at their tasks at the same moment, on a real database. */
import { expect, onTestFinished, test } from 'vitest';
import { openPools } from '#server/database/pool.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TEST_SECRET } from '#server/database/test-server.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { workOut } from './read-exactly.ts';

const database = await testDatabase();

test('fifty who come at once take one connection, and find everything worked out', async () => {
	const world = await newWorld(database);
	await world.coordinatedPathway();
	const { pools } = database;
	const few = openPools(database.url, TEST_SECRET, 2).jobs;
	few.options.max = 2;
	onTestFinished(() => few.end());
	const other = await pools.jobs.connect();
	await other.query('begin');
	// Another process works on the same municipality.
	await other.query(`select pg_advisory_xact_lock(hashtextextended('deadlines ' || $1::text, 0))`, [
		world.tenant
	]);

	const those = Array.from({ length: 50 }, () => workOut(world.tenant, TODAY, few));
	await expect.poll(() => few.totalCount).toBeGreaterThan(0);
	expect(few.totalCount).toBe(1);
	expect(few.waitingCount).toBe(0);
	await other.query('commit');
	other.release();
	await Promise.all(those);

	const { rows } = await database.owner.query(
		'select from samspil.deadline_stale where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([]);
});
