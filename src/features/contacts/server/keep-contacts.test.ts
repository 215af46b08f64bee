import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import { silenceOf, type Contact } from '../contact.rules.ts';
import { findContactPlace, listContacts } from './contact.queries.ts';
import { addContact, agreeRhythm } from './keep-contacts.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const CALL: Contact = {
	on: '2026-04-20',
	channel: 'phone',
	contacted: 'citizen',
	reached: true,
	note: 'Talte om ugen'
};

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway } = story;
	const add = (
		who: Someone,
		said: Partial<Contact> = {},
		{ id = randomUUID(), category = 'housing' as Category, on = pathway } = {}
	) => world.as(who).act((acting) => addContact(acting, on, id, category, { ...CALL, ...said }));
	const rhythm = (who: Someone, days: number, version = 0) =>
		world.as(who).act((acting) => agreeRhythm(acting, pathway, version, days));
	const place = async (who: Someone) => (await world.as(who).see(findContactPlace(pathway)))[0];
	return { world, add, rhythm, place, ...story };
}

test('R-128 what counts as heard is that the citizen was reached: not a try, not a relative', async () => {
	const { tovholder, helper, add, place } = await begun();
	expect((await place(tovholder))!.lastHeard).toBe(null);
	expect(await add(helper)).toEqual(DONE);
	expect(await add(tovholder, { on: '2026-05-01', reached: false })).toEqual(DONE);
	expect(await add(tovholder, { on: '2026-05-02', contacted: 'relative' })).toEqual(DONE);
	const { lastHeard, begunOn } = (await place(tovholder))!;
	expect(lastHeard).toBe('2026-04-20');
	expect(silenceOf(lastHeard, begunOn, 13, TODAY)).toMatchObject({ days: 14, isLong: true });
});

test('a contact is read by whoever reads its category, and by nobody else', async () => {
	const story = await begun();
	const { world, pathway, tovholder, citizen, helper, colleague, leader, add } = story;
	await add(tovholder, { note: 'bolig' });
	await add(tovholder, { note: 'helbred' }, { category: 'health' });
	const read = async (who: Someone) =>
		(await world.as(who).see(listContacts(pathway, null))).map(({ note }) => note).sort();
	expect(await read(tovholder)).toEqual(['bolig', 'helbred']);
	expect(await read(citizen)).toEqual(['bolig', 'helbred']);
	expect(await read(helper)).toEqual(['bolig']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [colleague, leader, neighbour.tovholder, outside.tovholder]) {
		expect(await read(who)).toEqual([]);
		expect(await add(who)).toEqual(NOT_THERE);
	}
	expect(await add(citizen)).toEqual(NOT_THERE);
	expect(await add(helper, {}, { category: 'health' })).toMatchObject({
		reason: 'category-not-open'
	});
});

test('sent twice it is one, sent again with other words it says so, and it has been', async () => {
	const { world, pathway, tovholder, add } = await begun();
	const id = randomUUID();
	expect(await add(tovholder, {}, { id })).toEqual(DONE);
	expect(await add(tovholder, {}, { id })).toEqual(DONE);
	expect(await add(tovholder, { note: 'Andet' }, { id })).toMatchObject({ reason: 'sent-before' });
	expect(await add(tovholder, { on: '2026-05-05' })).toMatchObject({
		reason: 'contact-in-the-future'
	});
	expect(await world.as(tovholder).see(listContacts(pathway, null))).toHaveLength(1);
});

test('R-128 how long it may be quiet is agreed by the tovholder alone, and two who agree at once are told', async () => {
	const { tovholder, citizen, helper, colleague, leader, rhythm, place } = await begun();
	for (const who of [citizen, helper, colleague, leader])
		expect(await rhythm(who, 7)).toEqual(NOT_THERE);
	expect(await rhythm(tovholder, 7)).toEqual(DONE);
	expect(await rhythm(tovholder, 7)).toEqual(DONE);
	expect(await rhythm(tovholder, 9)).toMatchObject({ reason: 'stale', saved: { days: 7 } });
	expect(await rhythm(tovholder, 9, 1)).toEqual(DONE);
	expect((await place(tovholder))!.rhythm).toMatchObject({ days: 9, version: 2 });
	expect((await place(helper))!.rhythm).toBe(null);
});
