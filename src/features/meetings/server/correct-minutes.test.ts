/** Minutes that are sent and corrected: asked for, answered, and every version kept. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { listAgenda, listSendings } from './agenda.queries.ts';
import { askCorrection, declineCorrection, takeInCorrection } from './correct-minutes.ts';
import { listCorrections } from './correction.queries.ts';
import { heldMeeting, minuted, NOW, outboxOf, sendMinutes } from './test-meeting.ts';

const database = await testDatabase();

/** A meeting whose minutes are sent. */
async function sentMeeting(world: World) {
	const story = await heldMeeting(world);
	const { pathway, meeting, onTheDay, item } = story;
	await minuted(world, story);
	const ask = (who: Someone, words: string, change: object = {}) => {
		const asked = { id: randomUUID(), item: item.id as string | null, words, ...change };
		return world
			.as(who, '2026-05-21')
			.act((acting) => askCorrection(acting, pathway, meeting, asked));
	};
	const send = () => onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	const corrections = (who: Someone) => world.as(who).see(listCorrections(meeting));
	return { ...story, ask, send, corrections };
}

test('the citizen and those who took part ask; nobody else, and not before the minutes are sent', async () => {
	const world = await newWorld(database);
	const story = await sentMeeting(world);
	const { citizen, colleague, helper, tovholder, ask, send, corrections } = story;
	expect(await ask(citizen, 'Det var ikke det, jeg sagde')).toMatchObject({
		reason: 'minutes-not-sent'
	});
	await send();
	const before = (await outboxOf(world)).length;
	const id = randomUUID();
	expect((await ask(citizen, 'Det var ikke det, jeg sagde', { id })).ok).toBe(true);
	expect((await ask(citizen, 'Det var ikke det, jeg sagde', { id })).ok).toBe(true);
	expect(await ask(citizen, 'Noget andet', { id })).toMatchObject({ reason: 'sent-before' });
	expect((await ask(helper, 'Datoen er den 3.', { item: null })).ok).toBe(true);
	expect(await ask(helper, 'Et punkt, der ikke er der', { item: randomUUID() })).toMatchObject({
		reason: 'no-such-item'
	});
	expect(await corrections(helper)).toMatchObject([
		{ byCitizen: true, byName: '', words: 'Det var ikke det, jeg sagde', isMine: false },
		{ byCitizen: false, byName: 'Hans Hjælper', isMine: true, item: null }
	]);
	// the one who leads is told that there is one, and nothing of what it says
	const mails = (await outboxOf(world)).slice(before);
	expect(mails.map(({ kind, person }) => [kind, person])).toEqual([
		['notice', tovholder.person],
		['notice', tovholder.person]
	]);
	expect(JSON.stringify(mails)).not.toMatch(/Amina|sagde|Datoen/);

	// it waits on the front page of the one who leads, and of nobody else
	const front = async (who: Someone) => (await world.as(who).see(findWaiting()))[0]!;
	expect(await front(tovholder)).toMatchObject({
		askedCorrections: 2,
		firstCorrectionAt: `/pathways/${story.pathway}/meetings/${story.meeting}/corrections`
	});
	for (const who of [helper, colleague]) expect((await front(who)).askedCorrections).toBe(0);

	const { tovholder: foreign } = await (await newWorld(database)).coordinatedPathway();
	for (const stranger of [colleague, foreign]) {
		expect(await ask(stranger, 'Jeg var der ikke')).toMatchObject({ reason: 'not-there' });
		expect(await corrections(stranger)).toEqual([]);
	}
});

test('L-20 taken in: a new version goes to all and is kept beside the first; declined: the reason is read by all', async () => {
	const world = await newWorld(database);
	const story = await sentMeeting(world);
	const { pathway, meeting, citizen, helper, tovholder, item, ask, send, corrections } = story;
	await send();
	await ask(citizen, 'Jeg ringer selv');
	await ask(helper, 'Det hele', { item: null });
	const [first, second] = await corrections(tovholder);
	const takeIn = (who: Someone, version: number, text: string, correction = first!.id) =>
		world
			.as(who, '2026-05-22')
			.act((acting) => takeInCorrection(acting, pathway, meeting, { correction, version, text }));
	const decline = (who: Someone, reason: string, correction = second!.id) =>
		world
			.as(who, '2026-05-22')
			.act((acting) => declineCorrection(acting, pathway, meeting, { correction, reason }));
	const [now] = await world.as(tovholder).see(listAgenda(meeting));
	expect(await takeIn(helper, now!.version, 'Amina ringer selv')).toMatchObject({
		reason: 'not-there'
	});
	expect(await takeIn(tovholder, item.version, 'Amina ringer selv')).toMatchObject({
		reason: 'stale'
	});
	expect(await takeIn(tovholder, now!.version, now!.outcome)).toMatchObject({
		reason: 'correction-changes-nothing'
	});
	expect((await takeIn(tovholder, now!.version, 'Amina ringer selv')).ok).toBe(true);
	expect((await takeIn(tovholder, now!.version, 'Amina ringer selv')).ok).toBe(true);
	expect(await decline(tovholder, 'Nej', first!.id)).toMatchObject({
		reason: 'correction-answered'
	});
	expect((await decline(tovholder, 'Det blev læst op, og alle sagde ja')).ok).toBe(true);
	const answered = await corrections(citizen);
	expect(answered).toMatchObject([
		{ answer: 'taken-in' },
		{ answer: 'declined', reason: 'Det blev læst op, og alle sagde ja' }
	]);
	const versions = (await world.as(citizen).see(listSendings(meeting))).filter(
		({ kind }) => kind === 'minutes'
	);
	expect(
		versions.map(({ id, content }) => [id, (content as { outcomes: string[] }).outcomes])
	).toEqual([
		[answered[0]!.sending, ['Amina ringer selv']],
		[expect.any(String), ['Hans ringer']]
	]);
	const mails = await outboxOf(world);
	// Nobody takes the corrected ones for the first.
	for (const told of ['minutes-sent', 'minutes-corrected'])
		expect(mails.filter(({ kind }) => kind === told)).toHaveLength(2);
	expect(mails.at(-1)).toMatchObject({ kind: 'notice', person: helper.person });
	const forged = tables
		.updateTable('minutes_correction')
		.set({ reason: 'Skrevet om' })
		.where('id', '=', second!.id);
	for (const who of [tovholder, helper, citizen])
		expect(await world.as(who).act((acting) => acting.run(forged))).toBe(0);
});
