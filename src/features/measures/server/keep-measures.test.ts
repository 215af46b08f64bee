import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Measure } from '../measure.rules.ts';
import { addMeasure, changeMeasure } from './keep-measures.ts';
import { findMeasure, listMeasures } from './measure.queries.ts';

const database = await testDatabase();

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const mentor: Measure = {
		title: 'Mentor',
		body: 'En, der går med',
		area: 'general',
		goal: 'Tør selv ringe',
		startsOn: '2026-02-01',
		endsOn: null,
		doneBy: story.shelter,
		contact: 'Hans, 12 34 56 78'
	};
	const id = randomUUID();
	const add = (who: Someone, pathway = story.pathway, said: Partial<Measure> = {}, as = id) =>
		world
			.as(who)
			.act((acting) => addMeasure(acting, pathway, as, 'housing', { ...mentor, ...said }));
	const change = (who: Someone, said: Partial<Measure>, version = 1, pathway = story.pathway) =>
		world
			.as(who)
			.act((acting) => changeMeasure(acting, pathway, id, version, { ...mentor, ...said }));
	return { world, id, add, change, ...story };
}

const NOT_THERE = { ok: false, reason: 'not-there' };

test('R-135 a measure says its goal, its days and who does it, and is kept right by whoever does it', async () => {
	const { world, pathway, tovholder, helper, add, change, shelter } = await begun();
	expect(await add(tovholder)).toEqual({ ok: true, value: true });
	expect(await add(tovholder)).toEqual({ ok: true, value: true });
	expect(await add(tovholder, pathway, { title: 'Andet' })).toMatchObject({
		reason: 'sent-before',
		saved: { title: 'Mentor' }
	});
	expect(await change(helper, { endsOn: '2026-06-30' })).toEqual({ ok: true, value: true });
	expect(await change(tovholder, { goal: 'Andet mål' })).toMatchObject({
		reason: 'stale',
		saved: { endsOn: '2026-06-30', changedBy: helper.name }
	});
	expect(await world.as(tovholder).see(listMeasures(pathway))).toMatchObject([
		{ goal: 'Tør selv ringe', doneBy: shelter, endsOn: '2026-06-30', isMineToKeep: true }
	]);
});

test('nobody else writes or changes it: the citizen, a colleague, a leader, a stranger, through another pathway', async () => {
	const story = await begun();
	const { world, pathway, tovholder, citizen, colleague, leader, id, add, change } = story;
	await add(tovholder);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [citizen, colleague, leader, neighbour.tovholder, outside.tovholder]) {
		expect(await add(who, pathway, {}, randomUUID())).toEqual(NOT_THERE);
		expect(await change(who, { title: 'X' })).toEqual(NOT_THERE);
	}
	// My pathway, your measure.
	expect(await change(neighbour.tovholder, { title: 'X' }, 1, neighbour.pathway)).toMatchObject({
		ok: false
	});
	expect(await world.as(neighbour.tovholder).see(findMeasure(neighbour.pathway, id))).toEqual([]);
	expect(await world.as(tovholder).see(findMeasure(pathway, id))).toMatchObject([
		{ title: 'Mentor', version: 1 }
	]);
});

test('a partner whose consent ends keeps the measure it does no longer, and PostgreSQL says the same', async () => {
	const { world, pathway, tovholder, helper, id, add, change } = await begun();
	await add(tovholder);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where tenant_id = $1`,
		[world.tenant]
	);
	expect(await change(helper, { title: 'X' })).toEqual(NOT_THERE);
	expect(await world.as(helper).see(findMeasure(pathway, id))).toEqual([]);
});

test('R-053 it is done by somebody on the pathway, and nothing is written on a closed one', async () => {
	const { world, pathway, tovholder, add } = await begun();
	expect(await add(tovholder, pathway, { doneBy: randomUUID() })).toEqual({
		ok: false,
		reason: 'not-involved'
	});
	await database.owner.query(
		`update samspil.pathway set state = 'closed' where tenant_id = $1 and id = $2`,
		[world.tenant, pathway]
	);
	expect(await add(tovholder)).toEqual({ ok: false, reason: 'pathway-closed' });
});
