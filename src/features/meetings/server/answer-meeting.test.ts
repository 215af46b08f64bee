/** Who comes: answered on the page, by the link in the mail, and to the time that one was told. */
import { expect, test } from 'vitest';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import type { Waiting } from '#features/notices/waiting.rules.ts';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { answerByLink, findAnswerLink, findMySeat, listSeats } from './answer.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { answerMeeting } from './answer-meeting.ts';
import { findMeeting } from './meeting.queries.ts';
import { calendarOf, callOff } from './send-document.ts';
import { cancelMeeting, change, draftedMeeting, invite, NOW, outboxOf } from './test-meeting.ts';

const database = await testDatabase();
const { owner } = database;
const LATER = {
	startsAt: new Date('2027-05-21T10:00:00Z'),
	endsAt: new Date('2027-05-21T11:00:00Z')
};
/** The database's own clock asks whether the meeting is over. */
const AHEAD = {
	startsAt: new Date('2027-05-20T10:00:00Z'),
	endsAt: new Date('2027-05-20T11:00:00Z')
};

async function invited() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, AHEAD);
	expect((await invite(world, story, story.tovholder)).ok).toBe(true);
	return { world, ...story };
}

/** The links in the mails to somebody, the newest last. */
async function linksTo({ tenant }: World, { person }: Someone): Promise<string[]> {
	const { rows } = await owner.query(
		`select words ->> 'answer' as answer from samspil.mail where tenant_id = $1 and person_id = $2 and words ? 'answer' order by created_at`,
		[tenant, person]
	);
	return rows.map(({ answer }) => answer.replace('/answers/', ''));
}
const anybody = { token: undefined, today: TODAY };
const standing = async (token: string) =>
	(await readAs(database.pools.app, anybody, findAnswerLink(token, TODAY))).rows[0][0];
const press = async (token: string, answer: 'yes' | 'maybe' | 'no', toSequence = 9) =>
	(await readAs(database.pools.app, anybody, answerByLink(token, answer, toSequence, TODAY)))
		.rows[0][0]!.outcome;
const answersOf = async (world: World, as: Someone, meeting: string) =>
	Object.fromEntries(
		(await world.as(as).see(listSeats(meeting))).map(({ person, answer }) => [person, answer])
	);

test('each is asked, answers for themselves alone, and everybody who reads the meeting sees it', async () => {
	const { world, pathway, meeting, citizen, helper, tovholder, colleague } = await invited();
	expect(await answersOf(world, tovholder, meeting)).toEqual({
		[citizen.person]: null,
		[helper.person]: null,
		// Whoever calls the meeting comes.
		[tovholder.person]: 'yes'
	});
	const say = (who: Someone, answer: 'yes' | 'no', toSequence = 0) =>
		world
			.as(who)
			.act((acting) => answerMeeting(acting, pathway, meeting, { answer, toSequence, now: NOW }));
	expect(await say(citizen, 'yes')).toEqual({ ok: true, value: true });
	expect(await say(citizen, 'yes')).toEqual({ ok: true, value: true });
	expect(await say(helper, 'no')).toEqual({ ok: true, value: true });
	expect(await answersOf(world, tovholder, meeting)).toMatchObject({
		[citizen.person]: 'yes',
		[helper.person]: 'no'
	});
	for (const stranger of [colleague, (await invited()).helper])
		expect(await say(stranger, 'yes')).toMatchObject({ reason: 'not-there' });
	expect(await world.as(colleague).see(listSeats(meeting))).toEqual([]);
	// Not even by hand does one answer for another.
	const forged = await world.as(helper).act((acting) =>
		acting.run({
			compile: () => ({
				sql: `update samspil.calendar_seat set answer = 'no', answered_at = now(), answered_how = 'page' where person_id = $1`,
				parameters: [citizen.person]
			})
		} as never)
	);
	expect(forged).toBe(0);
});

test('by the link in the mail one answers without signing in, and changes it by the same link until the meeting begins; to look is not to answer', async () => {
	const { world, pathway, meeting, citizen, helper, tovholder } = await invited();
	const [token] = await linksTo(world, helper);
	for (let looks = 0; looks < 3; looks += 1)
		expect(await standing(token!)).toMatchObject({
			state: 'open',
			answer: null,
			startsAt: AHEAD.startsAt
		});
	expect(await press(token!, 'maybe')).toBe('answered');
	expect(await standing(token!)).toMatchObject({ state: 'open', answer: 'maybe' });
	expect(await press(token!, 'no')).toBe('answered');
	expect(await press(token!, 'no')).toBe('answered');
	expect(await standing(token!)).toMatchObject({ state: 'open', answer: 'no' });
	expect(await answersOf(world, tovholder, meeting)).toMatchObject({ [helper.person]: 'no' });
	await owner.query(
		`update samspil.calendar_seat set starts_at = now() - interval '1 minute' where tenant_id = $1 and person_id = $2`,
		[world.tenant, helper.person]
	);
	expect(await standing(token!)).toMatchObject({ state: 'over', answer: 'no' });
	expect(await press(token!, 'yes')).toBe('gone');
	expect(await standing('guessed')).toBeUndefined();
	expect(await press('guessed', 'yes')).toBe('gone');
	const log = await world.as(citizen).see(listLog(pathway, null));
	// The same answer twice is one.
	expect(
		log.filter(({ action, name }) => action === 'meeting.answered' && name === helper.name)
	).toHaveLength(2);
});

test('pressed twice at the same moment, a link leaves one answer', async () => {
	const { world, citizen } = await invited();
	const [token] = await linksTo(world, citizen);
	const outcomes = await Promise.all([press(token!, 'yes'), press(token!, 'no')]);
	expect(outcomes).toEqual(['answered', 'answered']);
	expect(['yes', 'no']).toContain((await standing(token!))!.answer);
});

test('a link is forgotten when its mail has left, and only its hash is kept', async () => {
	const { world, helper } = await invited();
	const [token] = await linksTo(world, helper);
	const { rows } = await owner.query(
		'select to_jsonb(l)::text as row from samspil.calendar_link l where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toHaveLength(3);
	for (const { row } of rows) expect(row).not.toContain(token);
	await owner.query(`update samspil.mail set state = 'sent' where tenant_id = $1`, [world.tenant]);
	expect(await linksTo(world, helper)).toEqual([]);
	expect((await standing(token!))!.state).toBe('open');
});

test('a meeting that is moved is asked about anew, and an answer to the old time is none to the new', async () => {
	const story = await invited();
	const { world, pathway, meeting, helper, citizen, tovholder } = story;
	const [first] = await linksTo(world, helper);
	await press(first!, 'yes');
	expect(await change(world, story, { ...AHEAD, place: 'Værestedet' })).toMatchObject({ ok: true });
	// Another room is not another time.
	expect(await answersOf(world, tovholder, meeting)).toMatchObject({ [helper.person]: 'yes' });
	expect(await change(world, story, LATER)).toMatchObject({ ok: true });
	expect(await answersOf(world, tovholder, meeting)).toMatchObject({ [helper.person]: null });
	expect(
		await world
			.as(citizen)
			.act((acting) =>
				answerMeeting(acting, pathway, meeting, { answer: 'yes', toSequence: 0, now: NOW })
			)
	).toMatchObject({ reason: 'meeting-moved' });
	const [seat] = await world.as(citizen).see(findMySeat(meeting));
	expect(seat).toMatchObject({ movedSequence: 1, answer: null });
});

test('a link stops with the meeting, and with the reader’s access', async () => {
	const off = await invited();
	const [link] = await linksTo(off.world, off.helper);
	await off.world
		.as(off.tovholder)
		.act((acting) => cancelMeeting(acting, off.pathway, off.meeting));
	expect(await standing(link!)).toMatchObject({ state: 'over' });
	expect(await press(link!, 'yes')).toBe('gone');

	const uncovered = await invited();
	const [theirs] = await linksTo(uncovered.world, uncovered.helper);
	await owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[uncovered.consentForMeetings]
	);
	expect(await press(theirs!, 'yes')).toBe('gone');
	const [citizens] = await linksTo(uncovered.world, uncovered.citizen);
	expect(await press(citizens!, 'yes')).toBe('answered');

	const past = await invited();
	const [late] = await linksTo(past.world, past.citizen);
	await owner.query(
		`update samspil.meeting set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 minute' where id = $1`,
		[past.meeting]
	);
	expect(await press(late!, 'yes')).toBe('gone');
});

test('one mail tells of a burst of changes: the last word, some minutes later, with the calendar where the time moved', async () => {
	const story = await invited();
	const { world, helper } = story;
	const waiting = async () =>
		(
			await owner.query(
				`select kind, calendar ->> 'sequence' as sequence, calendar ->> 'startsAt' as "startsAt", not_before > now() as waits,
					not_before <= created_at + interval '10 minutes' as "isSoon"
				from samspil.mail where tenant_id = $1 and person_id = $2 and not_before is not null`,
				[world.tenant, helper.person]
			)
		).rows;
	await change(world, story, LATER);
	await change(world, story, { ...LATER, place: 'Værestedet' });
	await change(world, story, { ...AHEAD, place: 'Værestedet' });
	expect(await waiting()).toEqual([
		{
			kind: 'meeting-changed',
			sequence: '2',
			startsAt: AHEAD.startsAt.toISOString(),
			waits: true,
			isSoon: true
		}
	]);
	// What has left is not taken back, and the next change is another mail.
	await owner.query(
		`update samspil.mail set state = 'sent', queued_at = now(), sent_at = now() where tenant_id = $1`,
		[world.tenant]
	);
	await change(world, story, { ...AHEAD, place: 'Biblioteket' });
	expect(await waiting()).toHaveLength(2);
});

test('however many changes come, nobody waits longer than ten minutes', async () => {
	const story = await invited();
	const { world, helper } = story;
	await change(world, story, LATER);
	await owner.query(
		`update samspil.mail set created_at = now() - interval '9 minutes' where tenant_id = $1 and not_before is not null`,
		[world.tenant]
	);
	await change(world, story, AHEAD);
	const { rows } = await owner.query(
		`select extract(epoch from not_before - now()) as left from samspil.mail where tenant_id = $1 and person_id = $2 and not_before is not null`,
		[world.tenant, helper.person]
	);
	expect(rows).toHaveLength(1);
	expect(Number(rows[0].left)).toBeLessThanOrEqual(60);
});

test('a cancellation goes at once, and takes the place of what waits', async () => {
	const story = await invited();
	const { world, pathway, meeting, tovholder, helper } = story;
	await change(world, story, LATER);
	await world.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
	const mails = (await outboxOf(world)).filter(({ person }) => person === helper.person);
	expect(mails.map(({ kind, calendar }) => [kind, calendar?.sequence])).toEqual([
		['meeting-invitation', 0],
		['meeting-cancelled', 2]
	]);
});

test('whoever is put on and taken off before the mail has left hears of neither', async () => {
	const world = await newWorld(database);
	const { pathway, meeting, tovholder, helper } = await draftedMeeting(world, AHEAD);
	await world.as(tovholder).act(async (acting) => {
		const found = (await acting.first(findMeeting(pathway, meeting)))!;
		await acting.run(
			queueMail({
				kind: 'meeting-invitation',
				to: { person: helper.person },
				words: { path: '/' },
				burst: { about: meeting, waits: true },
				calendar: calendarOf(found, 1)
			})
		);
		await callOff(acting, found, [helper]);
	});
	expect(await outboxOf(world)).toEqual([]);
});

test('whoever keeps the meeting is told of a no, by whichever way it comes, and of one that is taken back', async () => {
	const { world, pathway, meeting, helper, tovholder } = await invited();
	const [token] = await linksTo(world, helper);
	const told = async () =>
		(
			await owner.query(
				`select kind, path from samspil.notice where tenant_id = $1 and person_id = $2 and kind like 'meeting-%' order by created_at`,
				[world.tenant, tovholder.person]
			)
		).rows;
	const say = (answer: 'yes' | 'maybe' | 'no') =>
		world
			.as(helper)
			.act((acting) =>
				answerMeeting(acting, pathway, meeting, { answer, toSequence: 0, now: NOW })
			);
	await say('yes');
	expect(await told()).toEqual([]);
	await say('no');
	await say('no');
	const path = `/pathways/${pathway}/meetings/${meeting}`;
	expect(await told()).toEqual([{ kind: 'meeting-declined', path }]);
	await press(token!, 'maybe');
	await press(token!, 'no');
	expect((await told()).map(({ kind }) => kind)).toEqual([
		'meeting-declined',
		'meeting-comes-after-all',
		'meeting-declined'
	]);
});

test('the front page lists an invitation until it is answered, and not of whoever called the meeting', async () => {
	const { world, pathway, meeting, helper, tovholder } = await invited();
	const asked = async (who: Someone) => {
		const [{ askedMeetings, firstAskedAt }] = (await world.as(who).see(findWaiting())) as [Waiting];
		return [askedMeetings, firstAskedAt];
	};
	expect(await asked(helper)).toEqual([1, `/pathways/${pathway}/meetings/${meeting}`]);
	expect(await asked(tovholder)).toEqual([0, null]);
	await world
		.as(helper)
		.act((acting) =>
			answerMeeting(acting, pathway, meeting, { answer: 'maybe', toSequence: 0, now: NOW })
		);
	expect(await asked(helper)).toEqual([0, null]);
});

test('by a page that shows a time that is none any more nothing is answered', async () => {
	const story = await invited();
	const { world, helper } = story;
	const [token] = await linksTo(world, helper);
	await change(world, story, LATER);
	expect(await press(token!, 'yes', 0)).toBe('moved');
	const { movedSequence, startsAt } = (await standing(token!))!;
	expect(startsAt).toEqual(LATER.startsAt);
	expect(await press(token!, 'yes', movedSequence)).toBe('answered');
});
