/** A framework that was sent back, as those see it who mend it, on a real database. */
import { expect, test } from 'vitest';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { endVersion, findKnownBefore } from './version.queries.ts';
import { findReturned } from './returned.queries.ts';
import { complete, decide, submitted } from './test-framework.ts';

const database = await testDatabase();
const COMMENT = 'Skriv, hvem der følger op.';

test('what the steering group said stands where it is mended, until it is put before them again', async () => {
	const world = await complete(database);
	const first = await submitted(world);
	await decide(world, world.outside, first, { verdict: 'return', comment: COMMENT });
	const { leader, volunteer, stranger } = world;
	for (const who of [leader, volunteer])
		expect(await world.as(who).see(findReturned())).toMatchObject([
			{ id: first, number: 1, comments: [{ name: 'Vera Vang', comment: COMMENT }] }
		]);
	expect(await world.as(stranger).see(findReturned())).toEqual([]);
	const waits = async () => (await world.as(leader).see(findWaiting()))[0]!.frameworkReturned;
	expect(await waits()).toBe(true);

	const second = await submitted(world);
	expect(await world.as(leader).see(findReturned())).toEqual([]);
	expect(await waits()).toBe(false);
	// Taken back by its writers: what was said to the first is still to be mended.
	await world.as(leader).act((acting) => acting.run(endVersion(second, 'withdrawn')));
	expect(await world.as(leader).see(findReturned())).toMatchObject([{ id: first }]);
});

test('a version put forward again is compared with the one that was sent back, and one in force with one in force', async () => {
	const world = await complete(database);
	const first = await submitted(world);
	const before = async (who: typeof world.leader, version: string) =>
		(await world.as(who).see(findKnownBefore(version))).map(({ number }) => number);
	expect(await before(world.manager, first)).toEqual([]);
	await decide(world, world.outside, first, { verdict: 'return', comment: COMMENT });
	const second = await submitted(world);
	expect(await before(world.manager, second)).toEqual([1]);
	await decide(world, world.outside, second);
	await decide(world, world.manager, second);
	expect(await before(world.manager, second)).toEqual([]);
	expect(await before(world.stranger, second)).toEqual([]);
});
