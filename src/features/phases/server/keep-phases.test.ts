import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Phase } from '../phase.rules.ts';
import { beginPhase, endPhase, renamePhases } from './keep-phases.ts';
import { findPhaseNames, findPhases } from './phase.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const NAMES = ['Hej', 'Hvem er du', 'Aftale', 'Sammen', 'Farvel'];

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const open = (who: Someone, phase: Phase, on = '2026-03-01', id: string = randomUUID()) =>
		world.as(who).act((acting) => beginPhase(acting, story.pathway, id, phase, on));
	const close = (who: Someone, id: string, on: string, version = 1, pathway = story.pathway) =>
		world.as(who).act((acting) => endPhase(acting, pathway, id, version, on));
	const seen = async (who: Someone) =>
		(await world.as(who).see(findPhases(story.pathway)))[0]?.periods.map(
			({ phase, openedOn, closedOn }) => [phase, openedOn, closedOn]
		);
	return { world, open, close, seen, ...story };
}

test('R-100 the last is opened before the first, two are open at once, and one is opened again', async () => {
	const { tovholder, citizen, open, close, seen } = await begun();
	const id = randomUUID();
	expect(await open(tovholder, 4, '2026-03-01', id)).toEqual(DONE);
	expect(await open(tovholder, 4, '2026-03-01', id)).toEqual(DONE);
	expect(await open(tovholder, 4)).toMatchObject({ reason: 'phase-is-open' });
	expect(await open(tovholder, 1, '2026-03-02')).toEqual(DONE);
	expect(await close(tovholder, id, '2026-04-01')).toEqual(DONE);
	expect(await close(tovholder, id, '2026-04-01')).toEqual(DONE);
	expect(await close(tovholder, id, '2026-04-02')).toMatchObject({ reason: 'stale' });
	expect(await open(tovholder, 4, '2026-05-01')).toEqual(DONE);
	expect(await seen(citizen)).toEqual([
		[4, '2026-03-01', '2026-04-01'],
		[1, '2026-03-02', null],
		[4, '2026-05-01', null]
	]);
});

test('only the tovholder says so; who has no consent for progress sees none, and a stranger nothing', async () => {
	const { world, pathway, tovholder, citizen, helper, leader, shelter, open, close, seen } =
		await begun();
	const id = randomUUID();
	await open(tovholder, 2, '2026-03-01', id);
	for (const who of [citizen, helper, leader]) {
		expect(await open(who, 3)).toEqual(NOT_THERE);
		expect(await close(who, id, '2026-03-02')).toEqual(NOT_THERE);
	}
	expect(await seen(helper)).toEqual([]);
	await world.consent(pathway, [shelter], ['progress']);
	expect(await seen(helper)).toHaveLength(1);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [leader, neighbour.tovholder, outside.tovholder])
		expect(await seen(who)).toBeUndefined();
	// My pathway, your phase.
	expect(await close(neighbour.tovholder, id, '2026-03-02', 1, neighbour.pathway)).toEqual(
		NOT_THERE
	);
});

test('R-099 the municipality says what they are called: a project leader or an administrator, each told of the other', async () => {
	const { world, tovholder, helper, leader, citizen } = await begun();
	const rename = (who: Someone, version: number, names = NAMES) =>
		world.as(who).act((acting) => renamePhases(acting, version, names));
	for (const who of [tovholder, helper, citizen])
		await expect(rename(who, 0)).rejects.toThrow('row-level security');
	expect(await rename(leader, 0)).toEqual(DONE);
	expect(await rename(leader, 0)).toEqual(DONE);
	const administrator = await world.administrator();
	const other = [...NAMES.slice(0, 4), 'Tak'];
	expect(await rename(administrator, 0, other)).toMatchObject({
		reason: 'stale',
		saved: { version: 1 }
	});
	expect(await rename(administrator, 1, other)).toEqual(DONE);
	expect(await world.as(citizen).see(findPhaseNames())).toMatchObject([{ names: other }]);
	const outside = await (await newWorld(database)).coordinatedPathway();
	expect(await world.as(outside.leader).see(findPhaseNames())).toEqual([]);
});
