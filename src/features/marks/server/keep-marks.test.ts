/** What a pathway is about, on a real database: who says it, who reads it, and what the numbers tell. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { listPathways } from '#features/pathways/server/pathway.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { takeFollowUp } from '#server/jobs/take-follow-up.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Marks } from '../mark.rules.ts';
import { markPathway } from './keep-marks.ts';
import { findMarks } from './mark.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const ALL: Marks = { themes: ['homelessness', 'substance-use'], arrived: '2026-03-01' };

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const mark = (as: Someone, said: Marks, seen = '/', pathway = story.pathway) =>
		world.as(as).act((acting) => markPathway(acting, pathway, seen, said));
	const read = async (as: Someone) => (await world.as(as).see(findMarks(story.pathway)))[0];
	const listed = async (as: Someone, about: string) =>
		(await world.as(as).see(listPathways(null, 'open', about)))[0]?.ids ?? [];
	return { world, mark, read, listed, ...story };
}

test('R-047, R-048 whoever holds the threads marks it; the citizen reads all of it, a partner what its consent opens', async () => {
	const { world, mark, read, listed, pathway, tovholder, helper, citizen, ...rest } =
		await arrange();
	for (let twice = 0; twice < 2; twice++) expect(await mark(tovholder, ALL)).toEqual(DONE);
	expect(await read(tovholder)).toEqual(ALL);
	expect(await read(citizen)).toEqual(ALL);
	expect(await read(helper)).toEqual({ themes: ['homelessness'], arrived: null });
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [rest.leader, rest.colleague, outside.tovholder])
		expect(await read(who)).toEqual({ themes: [], arrived: null });
	for (const who of [helper, citizen, rest.leader, rest.colleague, outside.tovholder])
		expect(await mark(who, { themes: [], arrived: null })).toEqual(NOT_THERE);
	expect(await mark(tovholder, ALL, '/', randomUUID())).toEqual(NOT_THERE);
	// the list is narrowed by what each may read
	expect(await listed(helper, 'homelessness')).toEqual([pathway]);
	expect(await listed(helper, 'substance-use')).toEqual([]);
	expect(await listed(tovholder, 'newly-arrived')).toEqual([pathway]);
	expect(await listed(rest.leader, 'homelessness')).toEqual([]);
	// a consent that is withdrawn closes it at once
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[rest.consent]
	);
	expect(await read(helper)).toEqual({ themes: [], arrived: null });
	expect(await listed(helper, 'homelessness')).toEqual([]);
	// a former partner reads nothing
	await world.consent(pathway, [rest.shelter], ['housing']);
	expect(await read(helper)).toEqual({ themes: ['homelessness'], arrived: null });
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-02-01' where pathway_id = $1`,
		[pathway]
	);
	expect(await read(helper)).toEqual({ themes: [], arrived: null });
});

test('two who mark it: the second is told what is saved, and a month is one of the list', async () => {
	const { mark, read, tovholder } = await arrange();
	expect(await mark(tovholder, ALL)).toEqual(DONE);
	const other: Marks = { themes: ['youth'], arrived: null };
	expect(await mark(tovholder, other)).toEqual({ ok: false, reason: 'stale', saved: ALL });
	const seen = 'homelessness,substance-use/2026-03-01';
	const late = { ok: false, reason: 'no-such-month' };
	expect(await mark(tovholder, { ...other, arrived: '2026-06-01' }, seen)).toEqual(late);
	expect(await mark(tovholder, { ...other, arrived: 'i går' }, seen)).toEqual(late);
	expect(await mark(tovholder, { ...ALL, arrived: '2026-02-01' }, seen)).toEqual(DONE);
	expect(await mark(tovholder, other, 'homelessness,substance-use/2026-02-01')).toEqual(DONE);
	expect(await read(tovholder)).toEqual(other);
});

test('R-047 nothing is marked on a pathway that is closed', async () => {
	const { mark, pathway, tovholder } = await arrange();
	await mark(tovholder, ALL);
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	const seen = 'homelessness,substance-use/2026-03-01';
	expect(await mark(tovholder, { themes: [], arrived: null }, seen)).toEqual({
		ok: false,
		reason: 'pathway-closed'
	});
	await expect(
		database.owner.query('delete from samspil.pathway_mark where pathway_id = $1', [pathway])
	).rejects.toThrow('closed');
});

test('R-047, R-048 the numbers tell how many; whoever lives under protection is in none of them', async () => {
	const { world, mark, leader, tovholder, citizen, pathway } = await arrange();
	await mark(tovholder, ALL);
	/** Counted as if for the first time. */
	const counted = async () => {
		for (const table of ['follow_up_part', 'follow_up'])
			await database.owner.query(`delete from samspil.${table} where tenant_id = $1`, [
				world.tenant
			]);
		await takeFollowUp(database.pools.jobs, '2026-05-04');
		return (await world.as(leader).see(countFollowUp()))[0];
	};
	expect(await counted()).toMatchObject({
		homelessness: 1,
		substanceUse: 1,
		employment: 0,
		arrived: 1,
		arrivedReached: 0
	});
	const scope = await world.scopeOf(pathway, 'contact');
	const contact = await world.entry(pathway, 'contact', tovholder, 'Vi talte sammen');
	await database.owner.query(
		`update samspil.entry set kind = 'contact', channel = 'phone', starts_on = '2026-04-20', reached = true where id = $1 and scope_id = $2`,
		[contact, scope]
	);
	expect(await counted()).toMatchObject({ arrivedReached: 1 });
	await database.owner.query('update samspil.citizen set is_protected = true where id = $1', [
		citizen.citizen
	]);
	expect(await counted()).toMatchObject({
		inTime: 0,
		undecided: 0,
		unconsented: 0,
		homelessness: 0,
		arrived: 0,
		arrivedReached: 0
	});
});
