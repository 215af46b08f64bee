import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { CapacityAnswer } from '../capacity.rules.ts';
import { askCapacity, sayCapacity, withdrawCapacity } from './ask-capacity.ts';
import { listCapacity, listCapacityRequests } from './capacity.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const QUESTION = 'Har I plads til en mentor for en ung mand, fra marts?';

const ask = (
	world: World,
	by: Someone,
	pathway: string,
	organisation: string,
	{ id = randomUUID() as string, question = QUESTION } = {}
) =>
	world
		.as(by)
		.act((acting) =>
			askCapacity(acting, pathway, { id, organisation, question, answerBefore: '2026-05-11' })
		);
const say = (
	world: World,
	who: Someone,
	id: string,
	answer: CapacityAnswer,
	{ note = '', today = TODAY } = {}
) => world.as(who, today).act((acting) => sayCapacity(acting, id, answer, note));

async function asked() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const volunteer = await world.worker('Viggo', club, 'volunteer');
	const id = randomUUID();
	for (let twice = 0; twice < 2; twice++)
		expect(await ask(world, story.tovholder, story.pathway, club, { id })).toEqual(DONE);
	return { world, ...story, club, mentor, volunteer, id };
}

test('a question of room names nobody, opens nothing, and its managers are told once', async () => {
	const { world, pathway, tovholder, club, mentor, volunteer, id } = await asked();
	expect(await ask(world, tovholder, pathway, club)).toMatchObject({
		reason: 'capacity-under-way'
	});
	expect(
		await ask(world, tovholder, pathway, club, { question: 'Har I plads til Amina?' })
	).toMatchObject({ reason: 'names-the-citizen' });
	for (const who of [mentor, volunteer])
		expect(await world.as(who).see(listCapacityRequests())).toMatchObject([
			{ id, question: QUESTION }
		]);
	const { rows } = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'capacity-asked'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: mentor.person }]);
	expect(await say(world, volunteer, id, 'later')).toMatchObject({
		reason: 'capacity-later-without-when'
	});
	for (let twice = 0; twice < 2; twice++)
		expect(await say(world, volunteer, id, 'later', { note: 'Fra marts' })).toEqual(DONE);
	expect(await say(world, volunteer, id, 'no')).toMatchObject({
		reason: 'request-answered-before'
	});
	for (const who of [mentor, volunteer]) {
		expect(await world.as(who).see(findHead(pathway))).toEqual([]);
		expect(await world.as(who).see(listCapacityRequests())).toEqual([]);
	}
	expect(await world.as(tovholder).see(listCapacity(pathway))).toMatchObject([
		{ answer: 'later', answerNote: 'Fra marts', answeredBy: 'Viggo' }
	]);
});

test('it ends with its day and when it is taken back, and can be asked anew', async () => {
	const { world, pathway, tovholder, club, mentor, id } = await asked();
	expect(await say(world, mentor, id, 'yes', { today: '2026-05-12' })).toMatchObject({
		reason: 'request-not-open'
	});
	const back = (version = 1) =>
		world.as(tovholder).act((acting) => withdrawCapacity(acting, pathway, id, version));
	for (let twice = 0; twice < 2; twice++) expect(await back()).toEqual(DONE);
	expect(await world.as(mentor).see(listCapacityRequests())).toEqual([]);
	expect(await say(world, mentor, id, 'yes')).toMatchObject({ reason: 'request-not-open' });
	const anew = randomUUID();
	expect(await ask(world, tovholder, pathway, club, { id: anew })).toEqual(DONE);
	expect(await say(world, mentor, anew, 'yes')).toEqual(DONE);
	expect(
		await world.as(tovholder).act((acting) => withdrawCapacity(acting, pathway, anew, 1))
	).toMatchObject({ reason: 'capacity-answered' });
});

test('nobody else asks, reads, answers or takes back; my pathway does not reach your question', async () => {
	const { world, pathway, club, id, helper, leader, colleague, citizen } = await asked();
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const others = [helper, leader, colleague, citizen, neighbour.tovholder, outside.tovholder];
	for (const other of others) {
		expect(await ask(world, other, pathway, club)).toEqual({ ok: false, reason: 'not-there' });
		expect(await say(world, other, id, 'yes')).toMatchObject({ reason: 'request-not-open' });
		expect(await world.as(other).see(listCapacityRequests())).toEqual([]);
		expect(
			await world.as(other).act((acting) => withdrawCapacity(acting, pathway, id, 1))
		).toMatchObject({ ok: false });
		if (other !== citizen) expect(await world.as(other).see(listCapacity(pathway))).toEqual([]);
	}
	const { tovholder: theirs, pathway: mine } = neighbour;
	expect(await world.as(theirs).act((acting) => withdrawCapacity(acting, mine, id, 1))).toEqual({
		ok: false,
		reason: 'not-there'
	});
});
