import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { writeEntry } from '#features/pathways/server/write-entry.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { listMeasures } from './measure.queries.ts';

const database = await testDatabase();

const write = (world: World, who: Someone, pathway: string, category: 'housing' | 'health') =>
	world.as(who).act((acting) =>
		writeEntry(acting, pathway, randomUUID(), category, {
			kind: 'measure',
			title: category,
			body: 'x',
			startsOn: category === 'housing' ? '2026-02-01' : null,
			endsOn: null,
			area: 'general',
			channel: null
		})
	);
const seen = async (world: World, who: Someone, pathway: string) =>
	(await world.as(who).see(listMeasures(pathway))).map(({ title }) => title);

test('R-135 a measure is read by exactly those who read an entry of its category, and a stranger sees nothing', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, citizen, helper, leader } = story;
	await world.entry(pathway, 'housing', tovholder, 'en note er ingen indsats');
	expect(await write(world, tovholder, pathway, 'health')).toMatchObject({ ok: true });
	expect(await write(world, tovholder, pathway, 'housing')).toMatchObject({ ok: true });
	for (const whole of [tovholder, citizen])
		expect(await seen(world, whole, pathway)).toEqual(['housing', 'health']);
	expect(await seen(world, helper, pathway)).toEqual(['housing']);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where tenant_id = $1 and pathway_id = $2`,
		[world.tenant, pathway]
	);
	expect(await seen(world, helper, pathway)).toEqual([]);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const other of [leader, neighbour.tovholder, neighbour.citizen, outside.tovholder])
		expect(await seen(world, other, pathway)).toEqual([]);
});
