/** What those who were invited are told when they are not any more, or when the meeting is not as they know it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { renderMail } from '#server/mail/render-mail.ts';
import type { MailKind } from '#server/mail/mail-kinds.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { sayNotice } from '#features/notices/server/say-notice.ts';
import { listParticipants } from './agenda.queries.ts';
import { addAgendaItem } from './keep-agenda.ts';
import { answerMeeting } from './answer-meeting.ts';
import { findMySeat, listSeats } from './answer.queries.ts';
import {
	addParticipant,
	cancelMeeting,
	change,
	draftedMeeting,
	invite,
	newItem,
	NOW,
	outboxOf,
	removeParticipant,
	sendChanges
} from './test-meeting.ts';

const database = await testDatabase();
const { owner } = database;

/** An invited meeting whose invitations have left. */
async function invitedMeeting() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper, shelter } = story;
	expect((await invite(world, story, tovholder)).ok).toBe(true);
	const leave = () =>
		owner.query(
			`update samspil.mail set state = 'sent', queued_at = now(), sent_at = now() where tenant_id = $1`,
			[world.tenant]
		);
	await leave();
	const as = world.as(tovholder);
	return {
		...story,
		world,
		leave,
		take: async (who: Someone) => {
			const list = await as.see(listParticipants(meeting));
			const { id } = list.find(({ person }) => person === who.person)!;
			return as.act((acting) => removeParticipant(acting, pathway, meeting, id));
		},
		put: (who: Someone) =>
			as.act((acting) =>
				addParticipant(acting, pathway, meeting, {
					id: randomUUID(),
					kind: 'person',
					person: who.person,
					organisation: shelter,
					reason: 'Kender boligforeningen'
				})
			),
		send: () => as.act((acting) => sendChanges(acting, pathway, meeting)),
		say: (answer: 'yes' | 'no', toSequence: number) =>
			world
				.as(helper)
				.act((acting) => answerMeeting(acting, pathway, meeting, { answer, toSequence, now: NOW })),
		/** The mails to somebody since the invitations left, as they read them. */
		mailsTo: async (who: Someone) =>
			(await outboxOf(world))
				.filter(({ person, words }) => person === who.person && 'path' in words)
				.map(({ kind, words, calendar }) => ({
					kind,
					method: calendar?.method,
					answer: words.answer?.replace('/answers/', ''),
					...renderMail(kind as MailKind, words, {
						language: 'da',
						origin: '',
						name: '',
						...(calendar && {
							startsAt: new Date(calendar.startsAt as string),
							endsAt: new Date(calendar.endsAt as string)
						})
					})
				})),
		noticesTo: async (who: Someone) =>
			(
				await owner.query<{ kind: string; path: string }>(
					'select kind, path from samspil.notice where tenant_id = $1 and person_id = $2 order by created_at, kind',
					[world.tenant, who.person]
				)
			).rows
	};
}
const LATER = {
	startsAt: new Date('2026-05-21T10:00:00Z'),
	endsAt: new Date('2026-05-21T11:30:00Z')
};

test('whoever is taken off the list reads that they are not invited any more, and is asked no more', async () => {
	const story = await invitedMeeting();
	const { world, pathway, meeting, helper, tovholder, citizen } = story;
	expect(await story.say('yes', 0)).toMatchObject({ ok: true });
	expect(await story.take(helper)).toMatchObject({ ok: true });
	expect(await story.send()).toMatchObject({ ok: true });
	const [, off] = await story.mailsTo(helper);
	expect(off).toMatchObject({ kind: 'meeting-uninvited', method: 'CANCEL' });
	expect(off!.subject).toBe('Du er ikke længere inviteret til et møde');
	expect(off!.text).toContain('onsdag den 20. maj 2026 kl. 12.00–13.00');
	expect(off!.text).not.toContain('aflyst');
	expect(await story.noticesTo(helper)).toContainEqual({
		kind: 'meeting-uninvited',
		path: `/pathways/${pathway}/meetings/${meeting}`
	});
	expect(await world.as(helper).see(listSeats(meeting))).not.toContainEqual(
		expect.objectContaining({ person: helper.person })
	);
	for (const answer of ['yes', 'no'] as const)
		expect(await story.say(answer, 99)).toMatchObject({ reason: 'not-invited-any-more' });
	expect(await world.as(helper).see(findMySeat(meeting))).toMatchObject([{ answer: null }]);
	// The others know it as a change, and the meeting stands.
	for (const other of [tovholder, citizen])
		expect((await story.mailsTo(other)).at(-1)).toMatchObject({
			kind: 'meeting-changed',
			method: 'REQUEST'
		});
});

test('a notice says which part of the meeting is another, as the mail does', async () => {
	const story = await invitedMeeting();
	const { world, pathway, meeting, helper, tovholder, citizen } = story;
	const told = async () => {
		await story.send();
		await story.leave();
		const notices = await story.noticesTo(citizen);
		await owner.query('delete from samspil.notice where tenant_id = $1', [world.tenant]);
		return notices.map(({ kind }) => kind);
	};
	await told();
	await change(world, story, { place: 'Rådhuset' });
	expect(await told()).toEqual(['meeting-changed-place']);
	await change(world, story, { ...LATER, place: 'Biblioteket' });
	expect(await told()).toEqual(['meeting-moved']);
	await world
		.as(tovholder)
		.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomi' })));
	expect(await told()).toEqual(['meeting-changed-agenda']);
	await story.take(helper);
	expect(await told()).toEqual(['meeting-changed-people']);
	await change(world, story, { ...LATER, place: 'Rådhuset', purpose: 'Noget andet' });
	expect(await told()).toEqual(['meeting-changed']);
	for (const kind of ['place', 'agenda', 'people'])
		expect(sayNotice(`meeting-changed-${kind}`)).not.toMatch(/^(Der er nyt|Et møde er ændret)/);
	expect(sayNotice('meeting-moved')).toBe('Et møde har fået et nyt tidspunkt');
});

test('invited again, they are asked anew as if for the first time', async () => {
	const story = await invitedMeeting();
	const { world, meeting, helper } = story;
	await story.say('yes', 0);
	await story.take(helper);
	await story.send();
	await story.leave();
	await story.put(helper);
	await story.send();
	expect((await story.mailsTo(helper)).at(-1)).toMatchObject({ kind: 'meeting-invitation' });
	const [seat] = await world.as(helper).see(findMySeat(meeting));
	expect(seat).toMatchObject({ answer: null, offAt: null });
	expect(await story.say('yes', seat!.movedSequence)).toMatchObject({ ok: true });
	expect((await story.noticesTo(helper)).map(({ kind }) => kind)).toEqual([
		'meeting-invited',
		'meeting-uninvited',
		'meeting-invited'
	]);
});

test('put on the list and taken off again before the mail has left: no mail of either', async () => {
	const story = await invitedMeeting();
	const { helper } = story;
	await story.take(helper);
	await story.send();
	await story.leave();
	const before = await story.mailsTo(helper);
	await story.put(helper);
	await story.send();
	await story.take(helper);
	expect(await story.mailsTo(helper)).toEqual(before);
	await story.send();
	expect(await story.mailsTo(helper)).toEqual(before);
});

test('a meeting that is cancelled for all is told so', async () => {
	const story = await invitedMeeting();
	const { world, pathway, meeting, tovholder, helper } = story;
	await world.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
	expect((await story.mailsTo(helper)).at(-1)).toMatchObject({
		kind: 'meeting-cancelled',
		subject: 'Et møde er aflyst'
	});
});

test('a meeting that is moved says so, with the time before, and that an answer to that counts no more', async () => {
	const story = await invitedMeeting();
	const { world, helper, citizen } = story;
	await story.say('yes', 0);
	await change(world, story, LATER);
	const moved = (await story.mailsTo(helper)).at(-1)!;
	expect(moved).toMatchObject({
		kind: 'meeting-changed',
		method: 'REQUEST',
		subject: 'Et møde har fået et nyt tidspunkt'
	});
	expect(moved.text).toContain('Før: onsdag den 20. maj 2026 kl. 12.00–13.00');
	expect(moved.text).toContain('Nu: torsdag den 21. maj 2026 kl. 12.00–13.30');
	expect(moved.text).toContain('Det svar gælder ikke mere');
	// Who had not answered is not told of an answer.
	expect((await story.mailsTo(citizen)).at(-1)!.text).not.toContain('svar gælder');
	expect(JSON.stringify(moved)).not.toMatch(/Amina|Biblioteket|Boligen|Et sted/);
});

test('of a burst of changes the mail tells the time that was known; moved to and fro, it is where it was', async () => {
	const story = await invitedMeeting();
	const { world, helper } = story;
	await change(world, story, { ...LATER, endsAt: new Date('2026-05-21T12:00:00Z') });
	await change(world, story, LATER);
	const mails = await story.mailsTo(helper);
	expect(mails).toHaveLength(2);
	expect(mails[1]!.text).toContain('Før: onsdag den 20. maj 2026 kl. 12.00–13.00');
	expect(mails[1]!.text).toContain('Nu: torsdag den 21. maj 2026 kl. 12.00–13.30');
	await change(world, story, {});
	const [, back] = await story.mailsTo(helper);
	expect(back!.text).toContain('Tidspunktet er det samme');
	expect(back!.text).not.toContain('Før:');
});

test('a change of place or agenda alone is told as what it is, in one mail for a burst of them', async () => {
	const story = await invitedMeeting();
	const { world, helper, tovholder, pathway, meeting, send } = story;
	await change(world, story, { place: 'Havnen 2' });
	const [mail] = await outboxTo(world, helper);
	expect(mail).toMatchObject({
		kind: 'meeting-changed',
		calendar: null,
		words: { changedPlace: 'yes', at: '2026-05-20T10:00:00.000Z' }
	});
	expect(mail!.words).not.toHaveProperty('changedAgenda');
	expect(JSON.stringify(mail)).not.toContain('Havnen');
	await world
		.as(tovholder)
		.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomi' })));
	await send();
	const burst = await outboxTo(world, helper);
	expect(burst).toHaveLength(1);
	expect(burst[0]!.words).toMatchObject({ changedPlace: 'yes', changedAgenda: 'yes' });
});

/** What has not left to somebody. */
const outboxTo = async (world: Parameters<typeof outboxOf>[0], who: Someone) => {
	const { rows } = await owner.query<{ kind: string; calendar: object | null; words: object }>(
		`select kind, calendar, words from samspil.mail where tenant_id = $1 and person_id = $2 and state = 'waiting'`,
		[world.tenant, who.person]
	);
	return rows;
};
