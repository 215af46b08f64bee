import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { listColleaguesOn, listColleaguesToBring } from './colleague.queries.ts';
import { listEntries } from './entry.queries.ts';
import { bringColleague, takeColleagueOff } from './keep-colleagues.ts';
import { findHead } from './pathway.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };

const bring = (world: World, as: Someone, pathway: string, { person }: { person: string }) =>
	world.as(as).act((acting) => bringColleague(acting, pathway, person));
const takeOff = (world: World, as: Someone, pathway: string, { person }: { person: string }) =>
	world.as(as).act((acting) => takeColleagueOff(acting, pathway, person));
const read = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(listEntries(pathway, null))).map(({ category }) => category);
const isOpenTo = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(findHead(pathway))).length === 1;
const told = async (world: World, kind: string) =>
	(
		await database.owner.query(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		)
	).rows;

test('L-1 a colleague who is brought reads what the consent gives their organisation, and no more', async () => {
	const world = await newWorld(database);
	const { pathway, helper, colleague, consent } = await world.coordinatedPathway();
	expect(await isOpenTo(world, colleague, pathway)).toBe(false);
	expect(await bring(world, helper, pathway, colleague)).toEqual(DONE);
	expect(await read(world, colleague, pathway)).toEqual(['housing']);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await read(world, colleague, pathway)).toEqual([]);
});

test('R-139 the tovholder, the citizen and the colleague are told, once, and the citizen reads who brought them and why they could', async () => {
	const world = await newWorld(database);
	const { pathway, helper, colleague, tovholder, citizen } = await world.coordinatedPathway();
	for (let twice = 0; twice < 2; twice++)
		expect(await bring(world, helper, pathway, colleague)).toEqual(DONE);
	const joined = await told(world, 'colleague-joined');
	expect(joined).toHaveLength(2);
	expect(joined).toEqual(
		expect.arrayContaining([
			{ person: tovholder.person, path: `/pathways/${pathway}/partners` },
			{ person: citizen.person, path: `/me?pathway=${pathway}` }
		])
	);
	expect(await told(world, 'you-joined-pathway')).toEqual([
		{ person: colleague.person, path: `/pathways/${pathway}` }
	]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action, name, reason }) => [action, name, reason])).toEqual([
		[
			'colleague.joined',
			'Hans Hjælper',
			expect.stringMatching(/^partner, consent no\. \d+: housing$/)
		]
	]);
});

test('who is taken off reads nothing from the next request on, and may be brought again', async () => {
	const world = await newWorld(database);
	const { pathway, helper, colleague } = await world.coordinatedPathway();
	await bring(world, helper, pathway, colleague);
	// The one who was brought takes the other off as well: they are colleagues, not each other's owner.
	expect(await takeOff(world, colleague, pathway, helper)).toEqual(DONE);
	expect(await isOpenTo(world, helper, pathway)).toBe(false);
	expect(await read(world, helper, pathway)).toEqual([]);
	expect(await takeOff(world, colleague, pathway, helper)).toEqual(DONE);
	expect(await told(world, 'you-left-pathway')).toEqual([
		{ person: helper.person, path: '/pathways' }
	]);
	expect(await bring(world, helper, pathway, helper)).toMatchObject({ reason: 'not-there' });
	expect(await bring(world, colleague, pathway, helper)).toEqual(DONE);
	expect(await read(world, helper, pathway)).toEqual(['housing']);
});

test('the last one stays: an organisation that said yes has somebody', async () => {
	const world = await newWorld(database);
	const { pathway, helper, colleague } = await world.coordinatedPathway();
	expect(await takeOff(world, helper, pathway, helper)).toMatchObject({
		reason: 'last-of-partner'
	});
	await bring(world, helper, pathway, colleague);
	// The button pressed twice is pressed once, though the first closed the page.
	for (let twice = 0; twice < 2; twice++)
		expect(await takeOff(world, helper, pathway, helper)).toEqual(DONE);
	expect(await told(world, 'colleague-left')).toHaveLength(2);
	expect(await isOpenTo(world, helper, pathway)).toBe(false);
	expect(await isOpenTo(world, colleague, pathway)).toBe(true);
});

test('two colleagues who take each other off at the same moment do not leave the pathway without anybody', async () => {
	const world = await newWorld(database);
	const { pathway, helper, colleague } = await world.coordinatedPathway();
	await bring(world, helper, pathway, colleague);
	const both = await Promise.all([
		takeOff(world, helper, pathway, colleague),
		takeOff(world, colleague, pathway, helper)
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	const open = await Promise.all([helper, colleague].map((one) => isOpenTo(world, one, pathway)));
	expect(open.filter(Boolean)).toHaveLength(1);
});

test('nobody of another organisation is brought, nobody who left, not the citizen and not a companion', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, helper, shelter, tovholder, leader, citizen } = story;
	const gone = await world.worker('Gerda Gået', shelter);
	await database.owner.query(
		`update samspil.membership set active_until = '2026-01-31' where person_id = $1`,
		[gone.person]
	);
	const companion = await world.companion(pathway, 'Sara Søster', ['health']);
	for (const { person, name } of [citizen, companion])
		await world.join(person, name, shelter, 'volunteer');
	for (const other of [tovholder, leader, gone, citizen, companion])
		expect(await bring(world, helper, pathway, other)).toMatchObject({ reason: 'no-colleague' });
});

test('nobody brings anybody who is not on the pathway for an organisation that said yes', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, helper, shelter, colleague, tovholder, leader, citizen } = story;
	const asked = await world.organisation('private', 'Klinikken');
	const nurse = await world.worker('Nora Nord', asked);
	await world.partner(pathway, asked, 'contacted', nurse);
	const neighbour = await (await newWorld(database)).coordinatedPathway();
	const others = [colleague, tovholder, leader, citizen, nurse, await world.administrator()];
	for (const other of [...others, neighbour.helper]) {
		expect(await bring(world, other, pathway, colleague)).toMatchObject({ reason: 'not-there' });
		expect(await takeOff(world, other, pathway, helper)).toMatchObject({ reason: 'not-there' });
	}
	expect(await isOpenTo(world, helper, pathway)).toBe(true);
	// A part that was ended is over for bringing too.
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-01' where pathway_id = $1 and organisation_id = $2`,
		[pathway, shelter]
	);
	expect(await bring(world, helper, pathway, colleague)).toMatchObject({ reason: 'not-there' });
});

test('those offered are found by a part of the name, and those on the pathway are not among them', async () => {
	const world = await newWorld(database);
	const { pathway, helper } = await world.coordinatedPathway();
	const offered = async (wanted: string) =>
		(await world.as(helper).see(listColleaguesToBring(pathway, wanted))).map(({ name }) => name);
	expect(await offered('')).toEqual(['Kim Kollega']);
	expect(await offered('KOLL')).toEqual(['Kim Kollega']);
	expect(await offered('%')).toEqual([]);
	expect(await world.as(helper).see(listColleaguesOn(pathway))).toMatchObject([
		{ name: 'Hans Hjælper', isMe: true }
	]);
});
