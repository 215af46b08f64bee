/** The invitation: what it needs, what is sent, and what it holds fast. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { listSendings } from './agenda.queries.ts';
import { change, draftedMeeting, found, invite, outboxOf } from './test-meeting.ts';

const database = await testDatabase();

test('an invitation says everything that is missing, and sends nothing', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, {
		place: '',
		placeAgreedOn: null,
		interpreter: 'unknown',
		companionNote: ''
	});
	expect(await invite(world, story, story.tovholder)).toEqual({
		ok: false,
		reason: 'invitation-incomplete',
		missing: ['place-not-asked', 'interpreter-not-decided', 'companion-not-discussed']
	});
	expect(await outboxOf(world)).toEqual([]);
	expect((await found(world, story)).state).toBe('draft');
});

test('a participant whose consent was withdrawn before the invitation is not sent one', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[story.consentForMeetings]
	);
	expect(await invite(world, story, story.tovholder)).toMatchObject({
		missing: ['participant-not-covered']
	});
});

test('L-8, L-20 the invitation is kept as it was sent, and the mails say nothing about the citizen', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper, citizen } = story;
	expect(await invite(world, story, tovholder)).toEqual({ ok: true, value: true });
	const mails = await outboxOf(world);
	expect(mails.map(({ kind }) => kind)).toEqual(Array(3).fill('meeting-invitation'));
	expect(new Set(mails.map(({ person }) => person))).toEqual(
		new Set([tovholder.person, helper.person, citizen.person])
	);
	const pathOf = (who: Someone) => mails.find(({ person }) => person === who.person)!.words;
	const answer = expect.stringMatching(/^\/answers\/[0-9a-f]{64}$/);
	expect(pathOf(citizen)).toEqual({ path: '/me', answer, comes: '' });
	expect(pathOf(helper)).toEqual({
		answer,
		path: `/pathways/${pathway}/meetings/${meeting}`,
		comes: ''
	});
	expect(mails[0]!.calendar).toMatchObject({
		id: meeting,
		sequence: 0,
		startsAt: '2026-05-20T10:00:00.000Z',
		endsAt: '2026-05-20T11:00:00.000Z',
		method: 'REQUEST'
	});
	for (const secret of ['Amina', 'bo', 'Biblioteket', 'Boligen', 'Lejemålet', 'søster'])
		expect(JSON.stringify(mails.map(({ words, calendar }) => [words, calendar]))).not.toContain(
			secret
		);
	const [sending] = await world.as(tovholder).see(listSendings(meeting));
	expect(sending).toMatchObject({ kind: 'invitation', sentByName: 'Tove Tovholder' });
	expect(await contentHash(sending!.content as Json)).toBe(sending!.hash);
	await expect(
		database.pools.app.query('update samspil.meeting_sending set content = $1', ['{}'])
	).rejects.toThrow(/permission denied/);
});

test('a citizen who got an account after the list was made is told too', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await database.owner.query(
		`update samspil.meeting_participant set person_id = null where meeting_id = $1 and kind = 'citizen'`,
		[story.meeting]
	);
	await invite(world, story, story.tovholder);
	const told = (await outboxOf(world)).map(({ person }) => person);
	expect(told).toContain(story.citizen.person);
});

test('a second press does not invite twice', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const both = await Promise.all([
		invite(world, story, story.tovholder),
		invite(world, story, story.tovholder)
	]);
	expect(both.map(({ ok }) => ok)).toEqual([true, true]);
	expect(await outboxOf(world)).toHaveLength(3);
});

test('a new time is sent at once as the same event with a higher number; another room is sent without one', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	const later = {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	};
	expect(await change(world, story, later)).toEqual({ ok: true, value: { sent: true } });
	expect(await change(world, story, later)).toEqual({ ok: true, value: { sent: false } });
	expect(await change(world, story, { ...later, place: 'Værestedet' })).toMatchObject({
		value: { sent: true }
	});
	const sent = (await outboxOf(world)).slice(3);
	// The room is told in the same mail: it had not left yet.
	expect(sent.map(({ kind, calendar }) => [kind, calendar?.sequence])).toEqual(
		Array(3).fill(['meeting-changed', 1])
	);
	expect((await found(world, story)).calendarSequence).toBe(1);
	expect(await world.as(story.tovholder).see(listSendings(story.meeting))).toHaveLength(3);
});

test('what the invitation stood on is not taken back afterwards', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	expect(await change(world, story, { place: '' })).toMatchObject({ reason: 'place-not-asked' });
	expect(await change(world, story, { interpreter: 'unknown' })).toMatchObject({
		reason: 'interpreter-not-decided'
	});
	expect(await change(world, story, { companionNote: '' })).toMatchObject({
		reason: 'companion-not-discussed'
	});
});
