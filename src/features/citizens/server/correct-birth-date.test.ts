import { expect, test } from 'vitest';
import { checkTovholder } from '#features/pathways/server/check-tovholder.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { correctBirthDate, type Correction } from './correct-birth-date.ts';
import { findDetails } from './details.queries.ts';
import { listLog } from './log.queries.ts';

const database = await testDatabase();
const RIGHT = '1991-03-02';

const correct = (
	world: World,
	someone: Someone,
	pathway: string,
	change: Partial<Correction> = {}
) =>
	world.as(someone).act((acting) =>
		correctBirthDate(acting, pathway, {
			version: 1,
			birthDate: RIGHT,
			ground: 'typed-wrong',
			...change
		})
	);
const dateOf = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(findDetails(pathway)))[0]?.birthDate;

test('R-118 a citizen whose birth date was written wrong is found by the right one, once the tovholder has mended it', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper } = await world.coordinatedPathway();
	const before = (await dateOf(world, tovholder, pathway))!;
	const [{ name } = { name: '' }] = await world.as(tovholder).see(findDetails(pathway));
	const find = async (day: string) =>
		(await world.as(helper).act((acting) => checkTovholder(acting, name, day))).answer;
	expect([await find(before), await find(RIGHT)]).toEqual(['yes', 'no']);
	expect(await correct(world, tovholder, pathway)).toEqual({ ok: true, value: true });
	expect([await find(before), await find(RIGHT)]).toEqual(['no', 'yes']);
});

test('nobody else mends it', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, helper, colleague, leader, citizen, shelter } = story;
	await world.consent(pathway, [shelter], ['contact']);
	const companion = await world.companion(pathway, 'Sara Søster', ['contact']);
	const stranger = await (await newWorld(database)).coordinatedPathway();
	const before = await dateOf(world, tovholder, pathway);
	const others = [helper, colleague, leader, citizen, companion, stranger.tovholder];
	for (const other of [...others, await world.administrator()])
		expect(await correct(world, other, pathway)).toEqual({ ok: false, reason: 'not-there' });
	expect(await dateOf(world, tovholder, pathway)).toBe(before);
});

test('sent twice it is mended once; on what was corrected since, both dates are shown', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	for (let times = 0; times < 2; times += 1)
		expect(await correct(world, tovholder, pathway)).toEqual({ ok: true, value: true });
	expect(await correct(world, tovholder, pathway, { birthDate: '1991-02-03' })).toMatchObject({
		ok: false,
		reason: 'stale',
		saved: { birthDate: RIGHT, version: 2, changedBy: 'Tove Tovholder' }
	});
	expect(await dateOf(world, tovholder, pathway)).toBe(RIGHT);
});

test('nobody is born tomorrow; today may be', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	expect(await correct(world, tovholder, pathway, { birthDate: '2026-05-05' })).toEqual({
		ok: false,
		reason: 'born-in-the-future'
	});
	expect(await correct(world, tovholder, pathway, { birthDate: TODAY })).toMatchObject({
		ok: true
	});
});

test('L-10 the record says that it was corrected and on what ground, and never the date', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, citizen } = await world.coordinatedPathway();
	const before = (await dateOf(world, tovholder, pathway))!;
	await correct(world, tovholder, pathway, { ground: 'citizen-said' });
	const [row] = await world.as(citizen).see(listLog(pathway, null));
	expect(row).toMatchObject({ action: 'citizen.changed', name: 'Tove Tovholder' });
	const { rows } = await database.owner.query(
		`select detail, to_jsonb(e)::text as whole from samspil.audit_event e where tenant_id = $1 and action = 'citizen.changed'`,
		[world.tenant]
	);
	expect(rows.map(({ detail }) => detail)).toEqual([
		{ changed: ['birthDate'], ground: 'citizen-said' }
	]);
	for (const date of [before, RIGHT]) expect(rows[0].whole).not.toContain(date);
});
