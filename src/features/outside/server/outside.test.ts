import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { OutsideContact } from '../outside.rules.ts';
import { addOutside, keepOutside } from './keep-outside.ts';
import { findOutside, listOutside, listTold, listToTell } from './outside.queries.ts';
import { tellOutside } from './tell-outside.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const NUUK: OutsideContact = {
	name: 'Pipaluk Olsen',
	organisation: 'Kommuneqarfik Sermersooq',
	helpsWith: 'Papirer hjemmefra',
	reach: 'Ring til 70 00 77 88 om formiddagen',
	category: 'housing'
};

const add = (
	world: World,
	who: Someone,
	pathway: string,
	id: string = randomUUID(),
	said: Partial<OutsideContact> = {}
) => world.as(who).act((acting) => addOutside(acting, pathway, id, { ...NUUK, ...said }));
const keep = (
	world: World,
	who: Someone,
	pathway: string,
	id: string,
	said: Partial<OutsideContact> | null,
	version = 1
) =>
	world
		.as(who)
		.act((acting) =>
			keepOutside(acting, pathway, id, version, said === null ? null : { ...NUUK, ...said })
		);

async function added() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const id = randomUUID();
	for (let twice = 0; twice < 2; twice++)
		expect(await add(world, story.tovholder, story.pathway, id)).toEqual(DONE);
	return { world, id, ...story };
}

test('those on the pathway read how to reach somebody who has no account; nobody else does, and the tovholder alone writes', async () => {
	const { world, id, pathway, tovholder, helper, citizen, colleague, leader } = await added();
	for (const who of [tovholder, helper, citizen])
		expect(await world.as(who).see(listOutside(pathway))).toMatchObject([{ name: NUUK.name }]);
	const companion = await world.companion(pathway, 'Sif', ['contact', 'housing']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const strangers = [colleague, leader, companion, neighbour.tovholder, outside.tovholder];
	for (const other of [...strangers, await world.administrator()]) {
		expect(await world.as(other).see(listOutside(pathway))).toEqual([]);
		expect(await keep(world, other, pathway, id, null)).toEqual(NOT_THERE);
	}
	for (const reader of [helper, citizen]) {
		expect(await add(world, reader, pathway)).toEqual(NOT_THERE);
		expect(await keep(world, reader, pathway, id, null)).toEqual(NOT_THERE);
	}
	const { tovholder: theirs, pathway: mine } = neighbour;
	expect(await keep(world, theirs, mine, id, null)).toEqual(NOT_THERE);
	expect(await world.as(theirs).see(findOutside(mine, id))).toEqual([]);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-01' where pathway_id = $1`,
		[pathway]
	);
	expect(await world.as(helper).see(listOutside(pathway))).toEqual([]);
});

test('a partner reads of them by what is open to it, and of those who are kept nothing', async () => {
	const { world, id, pathway, tovholder, helper, citizen } = await added();
	const kept = randomUUID();
	expect(await add(world, tovholder, pathway, kept, { name: 'Aqqaluk', category: '' })).toEqual(
		DONE
	);
	const neighbours = await world.organisation('voluntary', 'Naboerne');
	const uncovered = await world.worker('Nabo', neighbours);
	await world.partner(pathway, neighbours, 'agreed', uncovered);
	const shown = async (who: Someone) =>
		(await world.as(who).see(listOutside(pathway))).map(({ name }) => name);
	for (const who of [tovholder, citizen])
		expect(await shown(who)).toEqual(['Aqqaluk', 'Pipaluk Olsen']);
	expect(await shown(helper)).toEqual(['Pipaluk Olsen']);
	expect(await shown(uncovered)).toEqual([]);
	expect(await keep(world, tovholder, pathway, id, { category: 'health' })).toEqual(DONE);
	expect(await shown(helper)).toEqual([]);
});

test('two windows keep both texts, and whoever is taken off leaves no word', async () => {
	const { world, id, pathway, tovholder } = await added();
	expect(await add(world, tovholder, pathway, id, { name: 'En anden' })).toMatchObject({
		reason: 'sent-before'
	});
	expect(await keep(world, tovholder, pathway, id, { reach: 'Kun mail' })).toEqual(DONE);
	expect(await keep(world, tovholder, pathway, id, { reach: 'Brev' })).toMatchObject({
		reason: 'stale',
		saved: { reach: 'Kun mail', version: 2 }
	});
	expect(await keep(world, tovholder, pathway, id, null)).toMatchObject({ reason: 'stale' });
	for (let twice = 0; twice < 2; twice++)
		expect(await keep(world, tovholder, pathway, id, null, 2)).toEqual(DONE);
	const { rows } = await database.owner.query(
		'select to_jsonb(c)::text as row from samspil.outside_contact c where c.tenant_id = $1',
		[world.tenant]
	);
	expect(rows[0].row).not.toMatch(/Pipaluk|Sermersooq|70 00 77 88|Papirer|Kun mail/);
});

test('R-137 whoever comes to hold the threads has those without an account to tell, and ticks each off with day and channel', async () => {
	const { world, id, pathway, tovholder, helper, citizen } = await added();
	const next = await world.worker('Nina Ny', world.tenant);
	const waits = async (who: Someone) =>
		(await world.as(who).see(listToTell(pathway))).map(({ about }) => about);
	// Whoever added them has spoken with them.
	expect(await waits(tovholder)).toEqual([]);
	await world.handOver(pathway, tovholder, next, { until: null });
	expect(await waits(next)).toEqual(['tovholder']);
	const { rows } = await database.owner.query(
		`select path from samspil.notice where person_id = $1 and kind = 'outside-to-tell'`,
		[next.person]
	);
	expect(rows).toEqual([{ path: `/pathways/${pathway}/outside` }]);
	const tell = (by: Someone, toldOn: typeof TODAY, channel: 'phone' | 'mail' = 'phone') =>
		world
			.as(by)
			.act((acting) => tellOutside(acting, pathway, id, { about: 'tovholder', toldOn, channel }));
	for (const other of [tovholder, helper, citizen])
		expect(await tell(other, TODAY)).toEqual(NOT_THERE);
	expect(await tell(next, '2026-05-05')).toEqual({ ok: false, reason: 'told-ahead' });
	expect(await tell(next, TODAY)).toEqual(DONE);
	// What was written first stays.
	expect(await tell(next, '2026-05-03', 'mail')).toEqual(DONE);
	expect(await waits(next)).toEqual([]);
	const told = { contact: id, about: 'tovholder', toldOn: TODAY, channel: 'phone', by: 'Nina Ny' };
	for (const reader of [next, citizen])
		expect(await world.as(reader).see(listTold(pathway))).toEqual([told]);
	expect(await world.as(helper).see(listTold(pathway))).toEqual([]);
});
