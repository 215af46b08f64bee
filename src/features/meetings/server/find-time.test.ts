/** A time is proposed, answered and chosen. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { answerTimes, pickTime, proposeTimes } from './find-time.ts';
import { draftedMeeting, found, invite, NOW, outboxOf } from './test-meeting.ts';
import { listOptionAnswers, listOptions } from './times.queries.ts';
import type { TimeAnswer } from '../times.rules.ts';

const database = await testDatabase();
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
				.act((acting) => proposeTimes(acting, pathway, meeting, times, seen, NOW));
		},
		say: (who: Someone, option: string, answer: TimeAnswer) =>
			world.as(who).act((acting) => answerTimes(acting, pathway, meeting, [{ option, answer }])),
		pick: (option: string, who = tovholder) =>
			world.as(who).act((acting) => pickTime(acting, pathway, meeting, option, NOW))
	};
}

test('two times are proposed; the citizen and those on the list answer, and read each other’s answers', async () => {
	const world = await newWorld(database);
	const { meeting, citizen, helper, colleague, tovholder, options, propose, say } =
		await drafted(world);
	expect((await propose([at(8), at(9)])).ok).toBe(true);
	expect((await propose([at(8), at(9)], '')).ok).toBe(true);
	expect(await propose([at(10)], '')).toMatchObject({ reason: 'times-changed' });
	expect(await propose([at(10)], undefined, helper)).toMatchObject({ reason: 'not-there' });
	const mails = (await outboxOf(world)).filter(({ kind }) => kind === 'notice');
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
	const said = await world.as(citizen).see(listOptionAnswers(meeting));
	expect(said.find(({ person }) => person === citizen.person)).toMatchObject({
		answer: 'if-need-be'
	});
	// one that stays keeps what was said of it
	expect((await propose([at(9), at(10)])).ok).toBe(true);
	expect(await world.as(tovholder).see(listOptionAnswers(meeting))).toMatchObject([
		{ option: second!.id, person: helper.person }
	]);
	expect(await say(citizen, first!.id, 'yes')).toMatchObject({ reason: 'time-not-proposed' });
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

test('where something is missing the time is kept, and nobody is invited yet', async () => {
	const world = await newWorld(database);
	const story = await drafted(world, { place: '', placeAgreedOn: null });
	await story.propose([at(8)]);
	const [only] = await story.options();
	expect(await story.pick(only!.id)).toEqual({ ok: true, value: { isInvited: false } });
	expect(await found(world, story)).toMatchObject({ state: 'draft', startsAt: at(8).startsAt });
	expect(await invite(world, story, story.tovholder)).toMatchObject({ ok: false });
});
