import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { listOffersRefused } from './offer.queries.ts';
import { refuseOffer } from './refuse-offer.ts';
import { findAllotment } from './tovholder.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'no-such-pathway' };

async function offered() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const refuse = (
		who: { token: string },
		{ id = randomUUID() as string, refusedOn = TODAY, note = 'Ellers tak' } = {}
	) => world.as(who).act((acting) => refuseOffer(acting, story.pathway, { id, refusedOn, note }));
	return { world, refuse, ...story };
}

test('A-5 the no stands with its day and words; the project leader reads the day alone, and the need waits on', async () => {
	const { world, refuse, pathway, tovholder, leader, citizen } = await offered();
	const id = randomUUID();
	expect(await refuse(tovholder, { id, refusedOn: '2026-05-02' })).toEqual(DONE);
	expect(await refuse(tovholder, { id, refusedOn: '2026-05-02' })).toEqual(DONE);
	expect(await refuse(tovholder, { refusedOn: '2026-04-01', note: '' })).toEqual(DONE);
	const shown = [
		{ refusedOn: '2026-05-02', note: 'Ellers tak', by: tovholder.name },
		{ refusedOn: '2026-04-01', note: '', by: tovholder.name }
	];
	for (const reader of [tovholder, citizen])
		expect(await world.as(reader).see(listOffersRefused(pathway))).toMatchObject(shown);
	expect(await world.as(leader).see(listOffersRefused(pathway))).toEqual([]);
	expect(await world.as(leader).see(findAllotment(pathway))).toMatchObject([
		{ refusedOn: '2026-05-02', version: 1 }
	]);
});

test('A-5 the same form with other words keeps both, and a day that has not come is none', async () => {
	const { refuse, tovholder } = await offered();
	const id = randomUUID();
	expect(await refuse(tovholder, { id })).toEqual(DONE);
	expect(await refuse(tovholder, { id, note: 'Andre ord' })).toMatchObject({
		reason: 'sent-before',
		saved: { note: 'Ellers tak' }
	});
	expect(await refuse(tovholder, { refusedOn: '2026-05-05' })).toEqual({
		ok: false,
		reason: 'refused-ahead'
	});
});

test('nobody else writes it down: a partner, the citizen, the project leader, another municipality', async () => {
	const { world, refuse, pathway, helper, citizen, leader } = await offered();
	const next = await newWorld(database);
	const stranger = await next.worker('Nanna Nabo', next.tenant, 'project-leader');
	for (const who of [helper, citizen, leader, stranger])
		expect(await refuse(who)).toEqual(NOT_THERE);
	for (const who of [helper, leader])
		expect(await world.as(who).see(listOffersRefused(pathway))).toEqual([]);
	expect(await next.as(stranger).see(listOffersRefused(pathway))).toEqual([]);
});
