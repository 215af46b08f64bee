import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordPathway } from '#server/audit.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { readLogKey } from '../log-key.rules.ts';
import { findConsent } from '#features/consents/server/consent.queries.ts';
import {
	findMyTovholder,
	listInvolved,
	listMyConsents,
	listMyPathways,
	listMyPlan
} from './citizen.queries.ts';
import { listLog, listLogByDay, PAGE_OF_LOG } from './log.queries.ts';
import { tellOwnWords } from './tell-own-words.ts';

const database = await testDatabase();

const mine = async (world: World, someone: Someone) =>
	(await world.as(someone).see(listMyPathways())).map(({ id, isCitizen, name }) => ({
		id,
		isCitizen,
		name
	}));

test('a citizen finds the own pathway and nobody else’s; a companion the one that was opened', async () => {
	const world = await newWorld(database);
	const { citizen, pathway } = await world.coordinatedPathway();
	const neighbour = await world.coordinatedPathway();
	expect(await mine(world, citizen)).toEqual([
		{ id: pathway, isCitizen: true, name: 'Amina Andersen' }
	]);
	expect((await mine(world, neighbour.citizen)).map(({ id }) => id)).toEqual([neighbour.pathway]);
	const companion = await world.companion(pathway, 'Sara Søster', ['housing']);
	expect(await mine(world, companion)).toEqual([{ id: pathway, isCitizen: false, name: null }]);
	const byName = await world.companion(pathway, 'Bo Bror', ['contact']);
	expect((await mine(world, byName))[0]?.name).toBe('Amina Andersen');
});

test('R-127 the tovholder can be reached', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, tovholder } = await world.coordinatedPathway();
	expect(await world.as(citizen).see(findMyTovholder(pathway))).toMatchObject([
		{ name: 'Tove Tovholder', mail: `${tovholder.person}@example.test`, isTemporary: true }
	]);
});

test('who is involved, and what each can read today', async () => {
	const world = await newWorld(database);
	const { citizen, pathway } = await world.coordinatedPathway();
	const asked = await world.organisation('private', 'Blot spurgt');
	await world.partner(pathway, asked, 'contacted', await world.worker('Pia Privat', asked));
	const involved = (day?: string) => world.as(citizen, day).see(listInvolved(pathway));
	expect(await involved()).toMatchObject([{ people: ['Hans Hjælper'], categories: ['housing'] }]);
	expect(await involved('2027-01-01')).toMatchObject([{ categories: null }]);
	const companion = await world.companion(pathway, 'Sara Søster', ['housing']);
	const [toCompanion] = await world.as(companion).see(listInvolved(pathway));
	expect(toCompanion).toMatchObject({ categories: null });
});

test('consents are the citizen’s alone, and the record but for what goes on paper', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, helper, leader } = await world.coordinatedPathway();
	const companion = await world.companion(pathway, 'Sara Søster', ['housing', 'meetings']);
	const neighbour = await world.coordinatedPathway();
	await world.as(helper).act((acting) => acting.run(recordPathway('pathway.read', pathway)));
	const log = (who: Someone) => world.as(who).see(listLog(pathway, null));
	expect(await log(citizen)).toMatchObject([
		{ name: 'Hans Hjælper', action: 'pathway.read', isMe: false }
	]);
	expect((await log(citizen))[0]!.reason).toMatch(/^partner, consent no\. \d+: housing$/);
	for (const other of [companion, helper, leader, neighbour.citizen])
		expect(await log(other)).toEqual([]);
	expect(await world.as(citizen).see(listMyConsents(pathway))).toHaveLength(1);
	for (const other of [companion, leader, neighbour.citizen])
		expect(await world.as(other).see(listMyConsents(pathway))).toEqual([]);
});

test('a consent says of whoever is not on the pathway any more that they read nothing by it, to the citizen and the tovholder', async () => {
	const world = await newWorld(database);
	const { citizen, tovholder, pathway, shelter, consent } = await world.coordinatedPathway();
	const out = async () => [
		(await world.as(citizen).see(listMyConsents(pathway)))[0]?.recipients.map(({ isOut }) => isOut),
		(await world.as(tovholder).see(findConsent(pathway, consent)))[0]?.gone.length
	];
	expect(await out()).toEqual([[false], 0]);
	await database.owner.query(
		`update samspil.partner set state = 'ended', ended_on = '2026-05-04' where pathway_id = $1 and organisation_id = $2`,
		[pathway, shelter]
	);
	expect(await out()).toEqual([[true], 1]);
});

test('L-10 the record for paper: the citizen reads all of it, the tovholder what others did at work, and nobody else any', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, pathway, tovholder, helper, leader, colleague } = story;
	const companion = await world.companion(pathway, 'Sara Søster', ['housing']);
	for (const someone of [citizen, tovholder, helper, helper, companion])
		await world.as(someone).act((acting) => acting.run(recordPathway('entry.read', pathway)));
	const onPaper = async (someone: Someone) =>
		(await world.as(someone).see(listLogByDay(pathway))).map(({ name, isMe }) =>
			isMe ? 'me' : name
		);
	expect((await onPaper(citizen)).sort()).toEqual([
		'Hans Hjælper',
		'Sara Søster',
		'Tove Tovholder',
		'me'
	]);
	expect((await onPaper(tovholder)).sort()).toEqual(['Hans Hjælper', 'me']);
	for (const other of [helper, companion, leader, colleague, await world.administrator()])
		expect(await onPaper(other)).toEqual([]);
	expect(await world.as(tovholder).see(listLog(pathway, null))).toHaveLength(2);
	const other = await world.coordinatedPathway();
	expect(await world.as(other.tovholder).see(listLogByDay(pathway))).toEqual([]);
});

test('what the citizen looked at is left out, and what the citizen did is not', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, tovholder } = await world.coordinatedPathway();
	for (const [who, action] of [
		[tovholder, 'pathway.read'],
		[citizen, 'me.log.read'],
		[citizen, 'meeting.listed'],
		[citizen, 'me.printed']
	] as const)
		await world.as(who).act((acting) => acting.run(recordPathway(action, pathway)));
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action }) => action)).toEqual(['me.printed', 'pathway.read']);
});

test('the record is read page by page, each line once', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, tovholder } = await world.coordinatedPathway();
	await world.as(tovholder).act(async (acting) => {
		for (let count = 0; count < PAGE_OF_LOG + 3; count++)
			await acting.run(recordPathway('pathway.read', pathway));
	});
	const first = await world.as(citizen).see(listLog(pathway, null));
	expect(first).toHaveLength(PAGE_OF_LOG + 1);
	const key = readLogKey(first[PAGE_OF_LOG - 1]!.cursor);
	expect(key).not.toBeNull();
	const second = await world.as(citizen).see(listLog(pathway, key));
	expect(second.map(({ cursor }) => cursor)).toEqual([
		first[PAGE_OF_LOG]!.cursor,
		...second.slice(1).map(({ cursor }) => cursor)
	]);
	expect(second).toHaveLength(3);
});

test('R-130 the citizen tells; each telling stays, and nobody tells in the citizen’s place', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, tovholder, helper } = await world.coordinatedPathway();
	const companion = await world.companion(pathway, 'Sara Søster', ['situation']);
	const tell = (who: Someone, body: string, id: string = randomUUID()) =>
		world.as(who).act((acting) => tellOwnWords(acting, pathway, { id, question: 'wishes', body }));
	const twice = randomUUID();
	expect((await tell(citizen, 'Jeg vil gerne bo ved vandet', twice)).ok).toBe(true);
	expect((await tell(citizen, 'Jeg vil gerne bo ved vandet', twice)).ok).toBe(true);
	expect((await tell(citizen, 'Og have en hund')).ok).toBe(true);
	for (const other of [companion, tovholder, helper])
		expect(await tell(other, 'x')).toMatchObject({ reason: 'not-there' });
	const words = tables
		.selectFrom('own_words')
		.select(['body', 'written_down_by_name as by'])
		.where('pathway_id', '=', pathway)
		.orderBy('created_at');
	expect(await world.as(citizen).see(words)).toEqual([
		{ body: 'Jeg vil gerne bo ved vandet', by: null },
		{ body: 'Og have en hund', by: null }
	]);
	const { rows } = await database.owner.query(
		'select kind, path from samspil.notice where person_id = $1',
		[tovholder.person]
	);
	expect(rows).toEqual(Array(2).fill({ kind: 'own-words-told', path: `/pathways/${pathway}` }));
});

test('R-129 the plan is what helps and what is agreed, and a companion reads what was opened of it', async () => {
	const world = await newWorld(database);
	const { citizen, pathway, tovholder } = await world.coordinatedPathway();
	const step = async (category: string, title: string, startsOn: string) =>
		world.insert('entry', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: pathway,
			scope_id: await world.scopeOf(pathway, category),
			category,
			kind: 'plan',
			title,
			body: 'x',
			starts_on: startsOn,
			author_id: tovholder.person,
			author_organisation_id: tovholder.organisation,
			author_name: tovholder.name,
			author_organisation_name: 'x'
		});
	await step('health', 'Tale med lægen', '2026-06-01');
	await step('housing', 'Se på lejligheden', '2026-05-20');
	const titles = async (who: Someone) =>
		(await world.as(who).see(listMyPlan(pathway))).map(({ title }) => title);
	expect(await titles(citizen)).toEqual(['Se på lejligheden', 'Tale med lægen']);
	const companion = await world.companion(pathway, 'Sara Søster', ['housing']);
	expect(await titles(companion)).toEqual(['Se på lejligheden']);
});
