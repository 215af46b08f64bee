/** Whoever may not know of the citizen's meetings any more is told no more of them than that theirs is off. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { changeMeeting } from './change-meeting.ts';
import { listParticipants } from './agenda.queries.ts';
import { findMeeting } from './meeting.queries.ts';
import {
	beginMinutes,
	cancelMeeting,
	draftedMeeting,
	inviteToMeeting,
	NOW,
	PLAN,
	sendMinutes
} from './test-meeting.ts';
import { writeMinutes } from './write-minutes.ts';

const database = await testDatabase();

/** A meeting to which the helper was invited, before the consent for meetings was withdrawn. */
async function invitedThenWithdrawn() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper } = story;
	const act = world.as(tovholder).act;
	await act((acting) => inviteToMeeting(acting, pathway, meeting, NOW));
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'Amina' where pathway_id = $1`,
		[pathway]
	);
	/** What the helper is sent after the invitation. */
	const sentToHelper = async () =>
		(
			await database.owner.query(
				`select kind, words ->> 'path' as path, calendar ->> 'method' as method from samspil.mail
				where person_id = $1 order by created_at, id offset 1`,
				[helper.person]
			)
		).rows;
	const noticesOfHelper = async () =>
		(
			await database.owner.query(
				`select kind from samspil.notice where person_id = $1 and kind <> 'meeting-invited'`,
				[helper.person]
			)
		).rows;
	return { ...story, world, act, sentToHelper, noticesOfHelper };
}

const OFF = { kind: 'meeting-uninvited', path: '/', method: 'CANCEL' };

test('a new time is not sent to a partner whose consent was withdrawn: the meeting leaves their calendar', async () => {
	const { world, act, pathway, meeting, tovholder, sentToHelper, noticesOfHelper } =
		await invitedThenWithdrawn();
	const { version } = (await world.as(tovholder).see(findMeeting(pathway, meeting)))[0]!;
	const moved = {
		...PLAN,
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	};
	expect(
		await act((acting) => changeMeeting(acting, pathway, meeting, version, moved))
	).toMatchObject({ ok: true, value: { sent: true } });
	expect(await sentToHelper()).toEqual([OFF]);
	expect(await noticesOfHelper()).toEqual([]);
	const names = (await world.as(tovholder).see(listParticipants(meeting))).map(({ name }) => name);
	expect(names).not.toContain('Hans Hjælper');
});

test('a meeting that is called off leads them nowhere', async () => {
	const { act, pathway, meeting, sentToHelper, noticesOfHelper } = await invitedThenWithdrawn();
	await act((acting) => cancelMeeting(acting, pathway, meeting));
	expect(await sentToHelper()).toEqual([{ ...OFF, kind: 'meeting-cancelled' }]);
	expect(await noticesOfHelper()).toEqual([]);
});

test('minutes are not sent to them', async () => {
	const { world, pathway, meeting, tovholder, sentToHelper, noticesOfHelper } =
		await invitedThenWithdrawn();
	const on = world.as(tovholder, '2026-05-20');
	await on.act((acting) => beginMinutes(acting, pathway, meeting));
	const [saved] = await on.see(findMeeting(pathway, meeting));
	const attended = (await on.see(listParticipants(meeting))).map(({ id }) => id);
	await on.act((acting) =>
		writeMinutes(acting, pathway, meeting, {
			version: saved!.version,
			minutes: 'Enige',
			withoutCitizen: '',
			attended,
			shown: [],
			outcomes: []
		})
	);
	expect(await on.act((acting) => sendMinutes(acting, pathway, meeting, NOW))).toMatchObject({
		ok: true
	});
	expect(await sentToHelper()).toEqual([]);
	expect(await noticesOfHelper()).toEqual([]);
});
