/** A yes with the citizen's own hand, on their own page: to exactly the words that were asked (R-147, L-3, L-29). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { dayOf } from '#values/day.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { answerRequest, askConsent, takeBackRequest } from './ask-consent.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findConsent, insertConsent, listRecipients } from './consent.queries.ts';
import { listRefusals } from './refusal.queries.ts';
import { listConsentRequests } from './request.queries.ts';

const database = await testDatabase();

async function arrange() {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { tovholder, pathway, shelter } = people;
	const recipients = await world.as(tovholder).see(listRecipients(pathway));
	const terms = {
		id: randomUUID(),
		purpose: 'At få styr på helbredet',
		categories: ['health' as const],
		organisations: [shelter],
		fromWhom: '',
		language: 'da',
		validUntil: '2027-05-04' as const
	};
	const named = recipients.filter(({ id }) => id === shelter).map(({ name }) => name);
	return {
		world,
		...people,
		wish: { ...terms, textShown: composeConsentText({ ...terms, recipients: named }, 'da') }
	};
}
type Wish = Awaited<ReturnType<typeof arrange>>['wish'];
const ask = (world: World, by: Someone, pathway: string, wish: Wish) =>
	world.as(by).act((acting) => askConsent(acting, pathway, wish));
const answer = (
	world: World,
	by: Someone,
	id: string,
	said: 'yes' | 'no' = 'yes',
	shownAt: Date = new Date()
) =>
	world
		.as(by)
		.act((acting) =>
			answerRequest(
				acting,
				id,
				said === 'yes' ? { answer: said, shownAt } : { answer: said, note: 'Min egen sag' },
				new Date()
			)
		);
const reads = async (world: World, who: Someone, pathway: string) =>
	(await world.as(who).see(listEntries(pathway, null))).map(({ category }) => category).sort();
/** The yes is given now, so it is read by on the day it is really given. */
const realDay = () => dayOf(new Date());

test('nothing is open until the citizen has said yes; then it is a consent in the words that were asked, given by their own hand', async () => {
	const { world, tovholder, citizen, helper, pathway, wish } = await arrange();
	const today = realDay();
	const valid = { ...wish };
	expect(await ask(world, tovholder, pathway, valid)).toMatchObject({ ok: true });
	expect(await ask(world, tovholder, pathway, valid)).toMatchObject({ ok: true });
	expect(await reads(world, helper, pathway)).toEqual(['housing']);
	expect(await answer(world, citizen, wish.id)).toMatchObject({ ok: true });
	expect(await answer(world, citizen, wish.id)).toMatchObject({ ok: true });
	const [given] = await world.as(citizen, today).see(findConsent(pathway, wish.id));
	expect(given).toMatchObject({
		givenHow: 'digital',
		givenBy: 'citizen',
		givenByName: citizen.name,
		textShown: wish.textShown,
		registeredBy: citizen.name
	});
	expect(given!.informedAt <= given!.givenAt).toBe(true);
	const seen = await world.as(helper, today).see(listEntries(pathway, null));
	expect(seen.map(({ category }) => category)).toContain('health');
	expect(await world.as(tovholder).see(listConsentRequests(pathway))).toEqual([]);
});

test('R-147 the words count as shown when the page came, never before they were asked nor after the yes', async () => {
	for (const shownAt of [new Date('2020-01-01'), new Date('2199-01-01'), new Date('no day')]) {
		const { world, tovholder, citizen, pathway, wish } = await arrange();
		await ask(world, tovholder, pathway, wish);
		await answer(world, citizen, wish.id, 'yes', shownAt);
		const [given] = await world.as(citizen).see(findConsent(pathway, wish.id));
		expect(given!.informedAt <= given!.givenAt).toBe(true);
		expect(given!.informedAt.getTime()).toBeGreaterThan(Date.parse('2026-01-02'));
	}
});

test('a no is kept as one, opens nothing, and cannot be made a yes afterwards', async () => {
	const { world, tovholder, citizen, helper, pathway, wish } = await arrange();
	await ask(world, tovholder, pathway, wish);
	expect(await answer(world, citizen, wish.id, 'no')).toMatchObject({ ok: true });
	expect(await answer(world, citizen, wish.id, 'no')).toMatchObject({ ok: true });
	expect(await answer(world, citizen, wish.id, 'yes')).toMatchObject({ reason: 'asked-meanwhile' });
	const other = world
		.as(citizen)
		.act((acting) =>
			answerRequest(acting, wish.id, { answer: 'no', note: 'Noget andet' }, new Date())
		);
	expect(await other).toMatchObject({ reason: 'asked-meanwhile' });
	expect(await world.as(tovholder).see(listRefusals(pathway))).toMatchObject([
		{ refusedBy: 'citizen', refusedByName: citizen.name }
	]);
	expect(await reads(world, helper, pathway)).toEqual(['housing']);
});

test('nobody but the citizen answers, nobody but the tovholder asks or takes back, and no one else learns of it', async () => {
	const { world, tovholder, citizen, helper, leader, colleague, pathway, wish } = await arrange();
	for (const who of [citizen, helper, leader])
		expect(await ask(world, who, pathway, wish)).toMatchObject({ reason: 'no-such-pathway' });
	await ask(world, tovholder, pathway, wish);
	for (const who of [tovholder, helper, leader, colleague])
		expect(await answer(world, who, wish.id)).toMatchObject({ reason: 'not-asked' });
	for (const who of [helper, leader, colleague])
		expect(await world.as(who).see(listConsentRequests(pathway))).toEqual([]);
	const takeBack = (who: Someone) =>
		world.as(who).act((acting) => takeBackRequest(acting, pathway, wish.id));
	for (const who of [citizen, helper]) expect(await takeBack(who)).toMatchObject({ ok: false });
	expect((await takeBack(tovholder)).ok).toBe(true);
	expect(await answer(world, citizen, wish.id)).toMatchObject({ reason: 'asked-meanwhile' });
});

test('PostgreSQL takes a digital yes from nobody but the citizen, to exactly what was asked, and none that was explained afterwards', async () => {
	const { world, tovholder, citizen, pathway, wish } = await arrange();
	await ask(world, tovholder, pathway, wish);
	const now = new Date();
	const forged = {
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		...wish,
		pathway,
		givenBy: 'citizen' as const,
		givenByName: 'x',
		givenHow: 'digital' as const,
		informedAt: now,
		givenAt: now,
		validFrom: dayOf(now),
		toldShown: '',
		reader: 'citizen' as const,
		registeredByName: 'x'
	};
	const keep = (who: Someone, change: Partial<typeof forged>) =>
		world.as(who).act((acting) => acting.run(insertConsent({ ...forged, ...change })));
	await expect(keep(tovholder, {})).rejects.toThrow(/row-level security/);
	await expect(keep(citizen, { purpose: 'Noget andet' })).rejects.toThrow(/row-level security/);
	await expect(keep(citizen, { id: randomUUID() })).rejects.toThrow(/row-level security/);
	const before = new Date(now.getTime() - 60_000);
	await expect(keep(citizen, { givenAt: before })).rejects.toMatchObject({ code: '23514' });
	expect(await keep(citizen, {})).toBe(1);
});

test('without an account the citizen is not asked there, nor in other words than those of the terms', async () => {
	const { world, tovholder, citizen, pathway, wish } = await arrange();
	expect(
		await ask(world, tovholder, pathway, { ...wish, textShown: `${wish.textShown} Og mere.` })
	).toMatchObject({ reason: 'other-words-shown' });
	await database.owner.query('update samspil.citizen set person_id = null where id = $1', [
		citizen.citizen
	]);
	expect(await ask(world, tovholder, pathway, wish)).toMatchObject({
		reason: 'citizen-without-account'
	});
});
