/** A time is proposed, answered and chosen. */
import type { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { readAs } from '#server/acting.ts';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { tables } from '#server/tables.ts';
import { addDays, type Day } from '#values/day.ts';
import { answerTimes, pickTime, proposeTimes } from './find-time.ts';
import { renderMail } from '#server/mail/render-mail.ts';
import { answerMeeting } from './answer-meeting.ts';
import { findMySeat, listSeats } from './answer.queries.ts';
import { change, draftedMeeting, found, invite, NOW, outboxOf } from './test-meeting.ts';
import {
	answerTimesByLink,
	findTimesLink,
	listTimesByLink
} from '#features/held-meetings/server/times-link.queries.ts';
import type { TimeAnswer } from '#features/held-meetings/times.rules.ts';
import { askTimes, listOptionAnswers, listOptions } from './times.queries.ts';

const database = await testDatabase();
const SPOKEN = { language: 'da', origin: 'https://samspil.example', name: '' } as const;
const at = (hour: number, day = 21) => ({
	startsAt: new Date(Date.UTC(2026, 4, day, hour)),
	endsAt: new Date(Date.UTC(2026, 4, day, hour + 1))
});

async function drafted(world: World, plan: object = {}) {
	const story = await draftedMeeting(world, plan);
	const { pathway, meeting, tovholder } = story;
	const options = (who: Someone = tovholder) => world.as(who).see(listOptions(meeting));
	const shown = async () => (await options()).map(({ id }) => id).join(' ');
	return {
		...story,
		options,
		shown,
		propose: async (times: ReturnType<typeof at>[], on?: string, who = tovholder) => {
			const seen = on ?? (await shown());
			return world
				.as(who)
				.act((acting) => proposeTimes(acting, pathway, meeting, { times, shown: seen, now: NOW }));
		},
		say: (who: Someone, option: string, answer: TimeAnswer) =>
			world.as(who).act((acting) => answerTimes(acting, pathway, meeting, [{ option, answer }])),
		pick: (option: string, who = tovholder) =>
			world.as(who).act((acting) => pickTime(acting, pathway, meeting, option, NOW))
	};
}

test('two times are proposed; the citizen and those on the list answer, and read their own answers', async () => {
	const world = await newWorld(database);
	const { meeting, citizen, helper, colleague, tovholder, options, propose, say, shown } =
		await drafted(world);
	expect((await propose([at(8), at(9)])).ok).toBe(true);
	expect((await propose([at(8), at(9)], '')).ok).toBe(true);
	expect(await propose([at(10)], '')).toMatchObject({ reason: 'times-changed' });
	expect(await propose([at(10)], await shown(), helper)).toMatchObject({ reason: 'not-there' });
	const mails = (await outboxOf(world)).filter(({ kind }) => kind === 'times-proposed');
	expect(mails.map(({ person }) => person).sort()).toEqual([citizen.person, helper.person].sort());
	expect(JSON.stringify(mails)).not.toMatch(/Amina|bo|2026-05-21/);
	const [first, second] = await options(helper);
	expect((await say(citizen, first!.id, 'no')).ok).toBe(true);
	expect((await say(citizen, first!.id, 'if-need-be')).ok).toBe(true);
	expect((await say(helper, second!.id, 'yes')).ok).toBe(true);
	expect(await say(colleague, first!.id, 'yes')).toMatchObject({ reason: 'not-there' });
	expect(await world.as(colleague).see(listOptionAnswers(meeting))).toEqual([]);
	expect(await world.as(tovholder).see(listOptionAnswers(meeting))).toHaveLength(2);
	// nobody answers for somebody else
	const forged = tables.updateTable('meeting_option_answer').set({ answer: 'yes' });
	expect(await world.as(helper).act((acting) => acting.run(forged))).toBe(1);
	expect(await world.as(citizen).see(listOptionAnswers(meeting))).toMatchObject([
		{ person: citizen.person, answer: 'if-need-be' }
	]);
	// one that stays keeps what was said of it
	expect((await propose([at(9), at(10)])).ok).toBe(true);
	expect(await world.as(tovholder).see(listOptionAnswers(meeting))).toMatchObject([
		{ option: second!.id, person: helper.person }
	]);
	expect(await say(citizen, first!.id, 'yes')).toMatchObject({ reason: 'time-not-proposed' });
});

test('the front page of who is asked counts the question until every time has an answer, and nobody else’s does', async () => {
	const world = await newWorld(database);
	const { pathway, meeting, helper, colleague, tovholder, options, propose, say, pick } =
		await drafted(world);
	// days that are to come by the clock of the database too
	const soon = (hour: number) => at(hour, 36_500);
	const front = async (who: Someone) => (await world.as(who).see(findWaiting()))[0]!;
	const asked = async (who: Someone) => (await front(who)).askedTimes;
	expect(await asked(helper)).toBe(0);
	await propose([soon(8), soon(9)]);
	expect(await front(helper)).toMatchObject({
		askedTimes: 1,
		firstTimesAt: `/pathways/${pathway}/meetings/${meeting}/times`
	});
	for (const who of [tovholder, colleague]) expect(await asked(who)).toBe(0);
	const [first, second] = await options();
	await say(helper, first!.id, 'no');
	expect(await asked(helper)).toBe(1);
	await say(helper, second!.id, 'yes');
	expect(await asked(helper)).toBe(0);
	await propose([soon(8), soon(10)]);
	expect(await asked(helper)).toBe(1);
	await pick(first!.id);
	expect(await asked(helper)).toBe(0);
});

test('the chosen time is the meeting’s, and the invitation goes out where nothing else is missing', async () => {
	const world = await newWorld(database);
	const story = await drafted(world);
	const { helper, options, propose, pick, say } = story;
	await propose([at(8), at(9)]);
	const [, second] = await options();
	expect(await pick(second!.id, helper)).toMatchObject({ reason: 'not-there' });
	expect(await pick(second!.id)).toEqual({ ok: true, value: { isInvited: true } });
	expect(await found(world, story)).toMatchObject({ state: 'invited', startsAt: at(9).startsAt });
	expect(await options()).toEqual([]);
	expect(await pick(second!.id)).toMatchObject({ reason: 'times-are-settled' });
	expect(await propose([at(12)])).toMatchObject({ reason: 'times-are-settled' });
	expect(await say(helper, second!.id, 'no')).toMatchObject({ reason: 'times-are-settled' });
	const sent = (await outboxOf(world)).filter(({ kind }) => kind === 'meeting-invitation');
	expect(sent.map(({ calendar }) => calendar?.startsAt)).toContain(at(9).startsAt.toISOString());
});

test('whoever said that they can at the chosen time comes to it; whoever cannot, or only if need be, is asked anew', async () => {
	const world = await newWorld(database);
	const story = await drafted(world, { place: '', placeAgreedOn: null });
	const { helper, citizen, tovholder, meeting, pathway, options, propose, pick, say } = story;
	await propose([at(8), at(9)]);
	const [first, second] = await options();
	await say(helper, first!.id, 'no');
	await say(helper, second!.id, 'yes');
	await say(citizen, second!.id, 'if-need-be');
	// the place is missing: nobody is invited before it is there
	expect(await pick(second!.id)).toMatchObject({ value: { isInvited: false } });
	await change(world, story, { ...at(9) });
	expect((await invite(world, story, tovholder)).ok).toBe(true);
	const seats = await world.as(tovholder).see(listSeats(meeting));
	const seatOf = ({ person }: Someone) => seats.find((each) => each.person === person);
	expect(seatOf(helper)).toMatchObject({ answer: 'yes', isByTimes: true });
	expect(seatOf(citizen)).toMatchObject({ answer: null, isByTimes: false });
	expect(seatOf(tovholder)).toMatchObject({ answer: 'yes', isByTimes: false });
	const mailTo = async ({ person }: Someone) =>
		(await outboxOf(world)).find(
			(each) => each.kind === 'meeting-invitation' && each.person === person
		)!.words;
	expect(await mailTo(helper)).toMatchObject({ comes: 'yes' });
	expect(await mailTo(citizen)).not.toHaveProperty('comes', 'yes');
	expect(renderMail('meeting-invitation', await mailTo(helper), SPOKEN).text).toContain(
		'Du har sagt, at du kan på det tidspunkt'
	);
	expect(renderMail('meeting-invitation', await mailTo(citizen), SPOKEN).text).not.toContain(
		'Du har sagt'
	);
	// still theirs to change, and whoever called it is told
	const no = { answer: 'no', toSequence: 0, now: NOW } as const;
	expect(
		(await world.as(helper).act((acting) => answerMeeting(acting, pathway, meeting, no))).ok
	).toBe(true);
	expect((await world.as(helper).see(findMySeat(meeting)))[0]).toMatchObject({
		answer: 'no',
		isByTimes: false
	});
});

test('who said that they can is kept while people are asked, and not when they are forgotten, nor once the meeting is off or its pathway closed', async () => {
	const world = await newWorld(database);
	const { helper, meeting, pathway, options, propose, pick, say } = await drafted(world, {
		place: '',
		placeAgreedOn: null
	});
	await propose([at(8)]);
	const [only] = await options();
	await say(helper, only!.id, 'yes');
	await pick(only!.id);
	const kept = async () => {
		const { rows } = await database.owner.query(
			'select picked_by as by from samspil.meeting where id = $1',
			[meeting]
		);
		return rows[0].by;
	};
	expect(await kept()).toEqual([helper.person]);
	const { id: gone } = await world.person('Greta');
	await database.owner.query(
		'update samspil.meeting set picked_by = picked_by || $2::uuid where id = $1',
		[meeting, gone]
	);
	await database.owner.query('select samspil.forget_person($1)', [gone]);
	expect(await kept()).toEqual([helper.person]);
	await database.owner.query(`update samspil.meeting set state = 'cancelled' where id = $1`, [
		meeting
	]);
	expect(await kept()).toEqual([]);
	await database.owner.query('update samspil.meeting set picked_by = $2 where id = $1', [
		meeting,
		[helper.person]
	]);
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	expect(await kept()).toEqual([]);
});

test('what was said of one time says nothing of another', async () => {
	const world = await newWorld(database);
	const story = await drafted(world, { place: '', placeAgreedOn: null });
	await story.propose([at(8)]);
	const [only] = await story.options();
	await story.say(story.helper, only!.id, 'yes');
	await story.pick(only!.id);
	await change(world, story, { ...at(10) });
	await invite(world, story, story.tovholder);
	const seats = await world.as(story.tovholder).see(listSeats(story.meeting));
	expect(seats.find(({ person }) => person === story.helper.person)?.answer).toBeNull();
});

test('where something is missing the time is kept, and nobody is invited yet', async () => {
	const world = await newWorld(database);
	const story = await drafted(world, { place: '', placeAgreedOn: null });
	await story.propose([at(8)]);
	const [only] = await story.options();
	expect(await story.pick(only!.id)).toEqual({ ok: true, value: { isInvited: false } });
	expect(await found(world, story)).toMatchObject({ state: 'draft', startsAt: at(8).startsAt });
	expect(await invite(world, story, story.tovholder)).toMatchObject({ ok: false });
});

/** What the mails about times to somebody lead to, the latest last. */
async function linksTo(world: World, { person }: Someone): Promise<string[]> {
	const { rows } = await database.owner.query<{ path: string }>(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and person_id = $2 and kind = 'times-proposed' order by created_at`,
		[world.tenant, person]
	);
	return rows.map(({ path }) => path.replace('/times/', ''));
}
const openly = async <Row>(query: { compile(): CompiledQuery<Row> }): Promise<Row[]> => {
	const { rows } = await readAs(database.pools.app, { token: undefined, today: TODAY }, query);
	return rows[0];
};
const standing = async (token: string, today: Day = TODAY) =>
	(await openly(findTimesLink(token, today)))[0]?.state;
const byLink = async (
	token: string,
	said: { option: string; answer: TimeAnswer }[],
	today: Day = TODAY
) => (await openly(answerTimesByLink(token, said, today)))[0]!.outcome;

test('times are answered by the link in a mail, once, without signing in, by the citizen too', async () => {
	const world = await newWorld(database);
	const story = await drafted(world);
	const { pathway, meeting, citizen, helper, colleague, tovholder, options, propose } = story;
	await propose([at(8), at(9)]);
	const [first, second] = await options();
	expect(await linksTo(world, tovholder)).toEqual([]);
	expect(await linksTo(world, colleague)).toEqual([]);
	for (const who of [citizen, helper]) {
		const [token] = await linksTo(world, who);
		// to look is not to answer, and shows when and nothing else
		for (let looks = 0; looks < 3; looks += 1) expect(await standing(token!)).toBe('open');
		expect(await openly(listTimesByLink(token!, TODAY))).toEqual(
			[first, second].map((option) => ({ ...option, answer: null }))
		);
		const said = [
			{ option: first!.id, answer: 'no' as const },
			{ option: second!.id, answer: 'yes' as const }
		];
		const outcomes = await Promise.all([byLink(token!, said), byLink(token!, said)]);
		expect(outcomes.toSorted()).toEqual(['answered', 'gone']);
		expect(await standing(token!)).toBe('used');
		expect(await openly(listTimesByLink(token!, TODAY))).toEqual([]);
	}
	expect(await world.as(tovholder).see(listOptionAnswers(meeting))).toHaveLength(4);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action, name }) => [action, name])).toContainEqual([
		'meeting.times-answered',
		helper.name
	]);
	expect(await standing('guessed')).toBeUndefined();
	expect(await byLink('guessed', [])).toBe('gone');
});

test('a link is of the newest question, for two weeks, and only while a time is looked for and one is on the list', async () => {
	const world = await newWorld(database);
	const story = await drafted(world);
	const { meeting, helper, citizen, options, propose, pick } = story;
	const expire = (interval: string) =>
		database.owner.query(
			`update samspil.times_link set expires_at = now() + $2::interval where meeting_id = $1 and used_at is null`,
			[meeting, interval]
		);
	await propose([at(8)]);
	const [old] = await linksTo(world, helper);
	const [gone] = await options();
	await propose([at(9), at(10)]);
	const [, token] = await linksTo(world, helper);
	expect([await standing(old!), await standing(token!)]).toEqual(['over', 'open']);
	// a time that is proposed no more: nothing of it is written, and the link is not used up
	expect(
		await byLink(token!, [
			{ option: (await options())[0]!.id, answer: 'yes' },
			{ option: gone!.id, answer: 'yes' }
		])
	).toBe('changed');
	expect(await standing(token!)).toBe('open');
	expect(await world.as(helper).see(listOptionAnswers(meeting))).toEqual([]);
	await expire('1 second');
	expect(await standing(token!)).toBe('open');
	await expire('-1 second');
	expect(await standing(token!)).toBe('over');
	await expire('1 day');
	const foreign = await drafted(await newWorld(database));
	await foreign.propose([at(8)]);
	const [others] = await foreign.options();
	expect(await byLink(token!, [{ option: others!.id, answer: 'yes' }])).toBe('changed');
	expect(await standing(token!, addDays(TODAY, 3650))).toBe('over');
	await database.owner.query(
		'delete from samspil.meeting_participant where meeting_id = $1 and person_id = $2',
		[meeting, helper.person]
	);
	expect(await standing(token!)).toBe('over');
	const citizens = (await linksTo(world, citizen)).at(-1)!;
	expect(await standing(citizens)).toBe('open');
	await pick((await options())[0]!.id);
	expect(await standing(citizens)).toBe('over');
	// the link stands in the mail and nowhere else, and is forgotten when that has left
	const kept = await database.owner.query(
		'select to_jsonb(l)::text as row from samspil.times_link l where meeting_id = $1',
		[meeting]
	);
	for (const { row } of kept.rows) expect(row).not.toContain(citizens);
	await database.owner.query(`update samspil.mail set state = 'sent' where tenant_id = $1`, [
		world.tenant
	]);
	expect(await linksTo(world, citizen)).not.toContain(citizens);
});

test('nobody but the tovholder has such a mail sent, and nobody reads the links', async () => {
	const world = await newWorld(database);
	const { meeting, helper, citizen, tovholder, propose } = await drafted(world);
	await propose([at(8)]);
	for (const who of [helper, citizen])
		expect(
			await world.as(who).act((acting) => acting.first(askTimes(helper.person, meeting)))
		).toEqual({
			isAsked: false
		});
	const stranger = await world.worker('Signe Strand', world.tenant);
	expect(
		await world.as(tovholder).act((acting) => acting.first(askTimes(stranger.person, meeting)))
	).toEqual({ isAsked: false });
	await expect(
		world.as(tovholder).see(tables.selectFrom('times_link').select('person_id'))
	).rejects.toThrow(/permission denied/);
});
