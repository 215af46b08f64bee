import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { remind } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import type { Foreseen } from '../foreseen.rules.ts';
import { listForeseen, listMarks } from './foreseen.queries.ts';
import { foresee, markGuideline, settle } from './keep-foreseen.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const NEED: Foreseen = { kind: 'need', words: 'Flytter', expectedOn: addDays(TODAY, 20) };

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const say = (who: Someone, said: Partial<Foreseen> = {}, id: string = randomUUID()) =>
		world
			.as(who)
			.act((acting) => foresee(acting, story.pathway, id, 'housing', { ...NEED, ...said }));
	const end = (who: Someone, id: string, version = 1, pathway = story.pathway) =>
		world.as(who).act((acting) => settle(acting, pathway, id, version, 'met'));
	const toldOf = async (kind: string) =>
		(
			await database.owner.query(
				'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
				[world.tenant, kind]
			)
		).rows;
	return { world, say, end, toldOf, ...story };
}

test('R-056 a partner sees the need for somebody more, and the tovholder has a task to decide on it, once', async () => {
	const { world, pathway, tovholder, helper, say, toldOf } = await begun();
	const id = randomUUID();
	const more = { kind: 'partner', words: 'En mentor' } as const;
	expect(await say(helper, more, id)).toEqual(DONE);
	expect(await say(helper, more, id)).toEqual(DONE);
	const { rows } = await database.owner.query(
		`select title, responsible_person_id as person, state from samspil.task where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([
		{ title: expect.stringContaining('En mentor'), person: tovholder.person, state: 'open' }
	]);
	expect(await toldOf('partner-needed')).toEqual([
		{ person: tovholder.person, path: `/pathways/${pathway}/tasks` }
	]);
	expect(await world.as(helper).see(listForeseen(pathway))).toMatchObject([{ task: 'open' }]);
});

test('R-132 the tovholder is reminded a fortnight before, once, and not of what has ended', async () => {
	const { tovholder, pathway, say, end, toldOf } = await begun();
	const id = randomUUID();
	await say(tovholder, {}, id);
	await say(tovholder, { words: 'Noget andet' }, id);
	await remind(database.pools.jobs, addDays(TODAY, 5));
	expect(await toldOf('foreseen-soon')).toEqual([]);
	await remind(database.pools.jobs, addDays(TODAY, 6));
	await remind(database.pools.jobs, addDays(TODAY, 7));
	expect(await toldOf('foreseen-soon')).toEqual([
		{ person: tovholder.person, path: `/pathways/${pathway}/foreseen` }
	]);
	expect(await end(tovholder, id)).toEqual(DONE);
	await remind(database.pools.jobs, addDays(TODAY, 20));
	expect(await toldOf('foreseen-soon')).toHaveLength(1);
});

test('R-130 how a need ended is said once: whoever says something else is told what stands', async () => {
	const { world, pathway, tovholder, say, end } = await begun();
	const id = randomUUID();
	await say(tovholder, {}, id);
	expect(await end(tovholder, id)).toEqual(DONE);
	const again = await world
		.as(tovholder)
		.act((acting) => settle(acting, pathway, id, 2, 'not-needed'));
	expect(again).toMatchObject({ ok: false, reason: 'stale', saved: { settled: 'met' } });
});

test('whoever reads the category reads it; only the tovholder ends it; a stranger finds nothing', async () => {
	const story = await begun();
	const { world, pathway, tovholder, citizen, helper, colleague, leader, say, end } = story;
	const id = randomUUID();
	expect(await say(helper, {}, id)).toEqual(DONE);
	for (const who of [citizen, helper, tovholder])
		expect(await world.as(who).see(listForeseen(pathway))).toHaveLength(1);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [colleague, leader, neighbour.tovholder, outside.tovholder]) {
		expect(await world.as(who).see(listForeseen(pathway))).toEqual([]);
		expect(await say(who)).toEqual(NOT_THERE);
		expect(await end(who, id)).toEqual(NOT_THERE);
	}
	expect(await say(citizen)).toEqual(NOT_THERE);
	expect(await end(helper, id)).toEqual(NOT_THERE);
	// My pathway, your need.
	expect(await end(neighbour.tovholder, id, 1, neighbour.pathway)).toEqual(NOT_THERE);
	expect(await end(tovholder, id, 9)).toMatchObject({ reason: 'stale' });
	expect(await end(tovholder, id)).toEqual(DONE);
});

test('R-102 the tovholder ticks, skips with a reason and comments; the citizen reads it, a partner does not', async () => {
	const { world, pathway, tovholder, citizen, helper, leader } = await begun();
	const mark = (who: Someone, said: 'open' | 'done' | 'skipped', words = '', version = 0) =>
		world
			.as(who)
			.act((acting) => markGuideline(acting, pathway, 'plan-made', version, { mark: said, words }));
	for (const who of [citizen, helper, leader]) expect(await mark(who, 'done')).toEqual(NOT_THERE);
	expect(await mark(tovholder, 'skipped')).toMatchObject({ reason: 'skipped-without-reason' });
	expect(await mark(tovholder, 'skipped', 'Ikke endnu')).toEqual(DONE);
	expect(await mark(tovholder, 'skipped', 'Ikke endnu')).toEqual(DONE);
	expect(await mark(tovholder, 'done')).toMatchObject({ reason: 'stale', saved: { version: 1 } });
	expect(await mark(tovholder, 'done', '', 1)).toEqual(DONE);
	expect(await world.as(citizen).see(listMarks(pathway))).toMatchObject([{ mark: 'done' }]);
	expect(await world.as(helper).see(listMarks(pathway))).toEqual([]);
});
