/** The calendar that a person subscribes to: theirs alone, as neutral as a mail, and closed when they close it. */
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { actingAs, readAs } from '#server/acting.ts';
import { eventIdOf } from '#features/deadlines/feed.rules.ts';
import { sayInCalendar } from '#features/deadlines/say-deadline.ts';
import { readFeedDeadlines } from '#features/deadlines/server/feed.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { feedFile } from '#server/mail/calendar.ts';
import { findMyFeed, readFeed, renewMyFeed, revokeMyFeed } from './feed.queries.ts';
import { cancelMeeting, change, draftedMeeting, invite } from './test-meeting.ts';

const database = await testDatabase();
const { owner, pools } = database;
const AHEAD = {
	startsAt: new Date('2027-05-20T10:00:00Z'),
	endsAt: new Date('2027-05-20T11:00:00Z')
};

async function invited() {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, AHEAD);
	await invite(world, story, story.tovholder);
	return { world, ...story };
}
const made = async (world: World, who: Someone) =>
	(await world.as(who).act((acting) => acting.first(renewMyFeed())))!.token!;
const read = async (token: string, today = TODAY) =>
	(await readAs(pools.app, { token: undefined, today }, readFeed(token, today))).rows[0][0];
const ids = async (token: string) => (await read(token))?.events.map(({ id }) => id);

test('each has their own: the meetings they are invited to, with a link, and a citizen’s leads to the citizen’s page', async () => {
	const { world, pathway, meeting, helper, citizen, colleague } = await invited();
	const theirs = await read(await made(world, helper));
	expect(theirs!.events).toMatchObject([
		{ id: meeting, sequence: 0, path: `/pathways/${pathway}/meetings/${meeting}`, answer: null }
	]);
	expect((await read(await made(world, citizen)))!.events).toMatchObject([
		{ id: meeting, path: '/me' }
	]);
	expect(await ids(await made(world, colleague))).toEqual([]);
	expect(await read('guessed')).toBeUndefined();
});

test('it shows what its owner may still read: not what was withdrawn, called off, or came before the declaration', async () => {
	const withdrawn = await invited();
	const token = await made(withdrawn.world, withdrawn.helper);
	expect(await ids(token)).toHaveLength(1);
	await owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[withdrawn.consentForMeetings]
	);
	expect(await ids(token)).toEqual([]);

	const off = await invited();
	const theirs = await made(off.world, off.citizen);
	await off.world
		.as(off.tovholder)
		.act((acting) => cancelMeeting(acting, off.pathway, off.meeting));
	expect(await ids(theirs)).toEqual([]);

	const undeclared = await invited();
	const early = await made(undeclared.world, undeclared.helper);
	await owner.query(
		'update samspil.membership set declared_on = null, declaration_version = null where person_id = $1',
		[undeclared.helper.person]
	);
	expect(await ids(early)).toEqual([]);

	const gone = await invited();
	const late = await made(gone.world, gone.helper);
	await owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[gone.helper.person]
	);
	expect(await ids(late)).toEqual([]);
});

test('a new address ends the old one, and a closed one is gone; its owner alone does either, and only its hash is kept', async () => {
	const { world, helper, tovholder } = await invited();
	const first = await made(world, helper);
	const second = await made(world, helper);
	expect(await read(first)).toBeUndefined();
	expect(await read(second)).toBeDefined();
	const { rows } = await owner.query(
		'select to_jsonb(f)::text as row from samspil.calendar_feed f'
	);
	for (const { row } of rows) expect(row).not.toContain(second);
	expect(await world.as(tovholder).see(findMyFeed())).toEqual([]);
	expect(await world.as(tovholder).act((acting) => acting.run(revokeMyFeed()))).toBe(0);
	expect(await world.as(helper).act((acting) => acting.run(revokeMyFeed()))).toBe(1);
	expect(await read(second)).toBeUndefined();
	const stolen = actingAs(pools.app, { token: tovholder.token, today: TODAY }, (acting) =>
		acting.all({
			compile: () => ({ sql: 'select token_hash from samspil.calendar_feed', parameters: [] })
		} as never)
	);
	await expect(stolen).rejects.toThrow('permission denied');
});

test('as a file it holds the same event as the mail, moved when it moves, and nothing of what it is about', async () => {
	const story = await invited();
	const { world, meeting, helper } = story;
	const token = await made(world, helper);
	const moved = {
		startsAt: new Date('2027-03-28T06:00:00Z'),
		endsAt: new Date('2027-03-28T07:00:00Z')
	};
	await change(world, story, moved);
	const { events } = (await read(token))!;
	const file = feedFile(
		'Møder i Samspil',
		events.map((each) => ({
			...each,
			title: 'Møde (Samspil)',
			url: `https://samspil.example${each.path}`
		}))
	);
	for (const secret of [
		'Et sted at bo',
		'Biblioteket',
		'Lejemålet',
		'Boligen',
		story.citizen.name,
		'mailto'
	])
		expect(file).not.toContain(secret);
	const calendar = new ICAL.Component(ICAL.parse(file));
	for (const zone of calendar.getAllSubcomponents('vtimezone'))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	const [event, ...more] = calendar
		.getAllSubcomponents('vevent')
		.map((each) => new ICAL.Event(each));
	expect(more).toEqual([]);
	expect(event!.uid).toBe(`${meeting}@samspil`);
	expect(event!.sequence).toBe(1);
	expect(event!.startDate.toJSDate()).toEqual(moved.startsAt);
	expect(event!.endDate.toJSDate()).toEqual(moved.endsAt);
});

test('it has the deadlines of its owner as whole days, each the same event on whatever day it is, and without its words', async () => {
	const story = await invited();
	const { world, pathway, helper, shelter, tovholder, colleague } = story;
	const { rows } = await owner.query<{ id: string }>(
		`select id from samspil.scope where pathway_id = $1 and category = 'housing'`,
		[pathway]
	);
	const task = crypto.randomUUID();
	await world.insert('task', {
		tenant_id: world.tenant,
		id: task,
		pathway_id: pathway,
		scope_id: rows[0]!.id,
		category: 'housing',
		title: 'Ring til boligforeningen',
		responsible_person_id: helper.person,
		responsible_organisation_id: shelter,
		responsible_name: helper.name,
		due_on: '2026-05-12',
		created_by: tovholder.person,
		created_by_name: 'x'
	});
	const token = await made(world, helper);
	const listed = async (of: string) => {
		await keep(pools.jobs, TODAY, world.tenant);
		const asked = { token: undefined, today: TODAY };
		return (await readAs(pools.app, asked, readFeedDeadlines(of, TODAY))).rows[0];
	};
	const [before, ...more] = await listed(token);
	expect(more).toEqual([]);
	expect(before).toEqual({
		kind: 'task',
		subject: task,
		dueOn: '2026-05-12',
		path: `/pathways/${pathway}/tasks`
	});
	await owner.query(`update samspil.task set due_on = '2026-05-19' where id = $1`, [task]);
	const [after] = await listed(token);
	expect(after!.dueOn).toBe('2026-05-19');
	expect(eventIdOf(after!)).toBe(eventIdOf(before!));
	expect((await listed(await made(world, tovholder))).map(({ kind }) => kind)).toContain('consent');
	expect(await listed(await made(world, colleague))).toEqual([]);
	expect(await listed('guessed')).toEqual([]);

	const spoken = { locale: 'da' } as const;
	const file = feedFile(
		'Møder',
		[],
		[
			{
				id: eventIdOf(after!),
				day: after!.dueOn,
				title: sayInCalendar(after!.kind, spoken),
				url: 'https://samspil.example/x'
			}
		],
		TODAY
	);
	expect(file).not.toContain('boligforeningen');
	const [event] = new ICAL.Component(ICAL.parse(file))
		.getAllSubcomponents('vevent')
		.map((each) => new ICAL.Event(each));
	expect(event!.summary).toBe('Frist: opgave (Samspil)');
	expect([event!.startDate.isDate, event!.startDate.toString(), event!.endDate.toString()]).toEqual(
		[true, '2026-05-19', '2026-05-20']
	);

	// no longer at work there, no longer theirs
	await owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[helper.person]
	);
	expect(await listed(token)).toEqual([]);
});
