/** A meeting at which a tovholder is found, in calendars: one event, answered by the link, and nothing of whom it is about. */
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { answerByLink, findAnswerLink } from '#features/meetings/server/answer.queries.ts';
import { readFeed, renewMyFeed } from '#features/meetings/server/feed.queries.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import type { CalendarEvent } from '#server/mail.queries.ts';
import { calendarFile } from '#server/mail/calendar.ts';
import { addDays } from '#values/day.ts';
import { findCalled } from './allotment-meeting.queries.ts';
import { answerCall } from './answer-call.ts';
import { callMeeting, cancelMeeting } from './call-meeting.ts';

const database = await testDatabase();
const { owner, pools } = database;
const NOW = new Date(`${TODAY}T06:00:00Z`);
/** The database's own clock asks whether a meeting is over. */
const at = (day: string) => ({
	startsAt: new Date(`${day}T08:00:00Z`),
	endsAt: new Date(`${day}T09:00:00Z`)
});
const FIRST = at('2027-05-20');
const LATER = at('2027-11-20');

/** A pathway that somebody holds for the time being, and two who may be asked. */
async function undecided() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const nina = await world.worker('Nina Ny', world.tenant);
	const omar = await world.worker('Omar Olsen', world.tenant);
	const id = randomUUID();
	const call = (version = 0, when = FIRST, who = [nina, omar]) =>
		world.as(story.leader).act((acting) =>
			callMeeting(
				acting,
				story.pathway,
				id,
				version,
				{
					...when,
					place: 'Hos Amina',
					candidates: who.map(({ person, organisation }) => `${person} ${organisation}`)
				},
				NOW
			)
		);
	/** What somebody's calendar has been sent, as ical.js reads it; nothing of it says whom it is about. */
	const calendarOf = async ({ person }: Someone) => {
		const { rows } = await owner.query<{ calendar: CalendarEvent; path: string }>(
			`select calendar, words ->> 'path' as path from samspil.mail where person_id = $1 and burst = $2
			order by created_at, (calendar ->> 'sequence')::int`,
			[person, id]
		);
		return rows.map(({ calendar, path }) => {
			const file = calendarFile(calendar, {
				title: 'Møde i Samspil',
				url: `https://samspil.example${path}`,
				organiser: { name: 'Samspil', address: 'samspil@solby.example' },
				attendee: { name: 'Nina Ny', address: 'nina@example.test' },
				answer: null,
				takesReplies: true
			});
			expect(file).not.toMatch(/Amina|Hos |fordeling/i);
			const read = new ICAL.Component(ICAL.parse(file));
			for (const zone of read.getAllSubcomponents('vtimezone'))
				ICAL.TimezoneService.register(new ICAL.Timezone(zone));
			const event = new ICAL.Event(read.getFirstSubcomponent('vevent')!);
			return [
				read.getFirstPropertyValue('method'),
				event.sequence,
				event.uid === `${id}@samspil`,
				event.startDate.toJSDate().toISOString()
			];
		});
	};
	const leave = () =>
		owner.query(
			'update samspil.mail set not_before = null, queued_at = now() where tenant_id = $1',
			[world.tenant]
		);
	const linksTo = async ({ person }: Someone) =>
		(
			await owner.query<{ answer: string }>(
				`select words ->> 'answer' as answer from samspil.mail where person_id = $1 and burst = $2 and words ? 'answer' order by created_at`,
				[person, id]
			)
		).rows.map(({ answer }) => answer.replace('/answers/', ''));
	const called = async () => (await world.as(story.leader).see(findCalled(story.pathway)))[0];
	const candidate = async ({ name }: Someone) =>
		(await called())?.candidates.find((each) => each.name === name);
	return { ...story, world, nina, omar, id, call, calendarOf, leave, linksTo, called, candidate };
}
const ANYBODY = { token: undefined, today: TODAY };
const press = async (token: string, answer: 'yes' | 'maybe' | 'no') =>
	(await readAs(pools.app, ANYBODY, answerByLink(token, answer, 9, TODAY))).rows[0][0]!.outcome;
const standing = async (token: string) =>
	(await readAs(pools.app, ANYBODY, findAnswerLink(token, TODAY))).rows[0][0];
const request = (sequence: number, { startsAt }: typeof FIRST) => [
	'REQUEST',
	sequence,
	true,
	startsAt.toISOString()
];
const cancel = (sequence: number, { startsAt }: typeof FIRST) => [
	'CANCEL',
	sequence,
	true,
	startsAt.toISOString()
];

test('R-120 called, moved and called off, it is one event in the calendar of each who is called, whoever acts too', async () => {
	const { world, leader, tovholder, citizen, helper, nina, omar, pathway, id, ...story } =
		await undecided();
	const { call, calendarOf, leave } = story;
	await call();
	await call();
	const everybody = [leader, tovholder, citizen, nina, omar];
	for (const who of everybody) expect(await calendarOf(who)).toEqual([request(0, FIRST)]);
	expect(await calendarOf(helper)).toEqual([]);
	await leave();
	await call(1, LATER);
	for (const who of everybody)
		expect(await calendarOf(who)).toEqual([request(0, FIRST), request(1, LATER)]);
	await leave();
	await world.as(leader).act((acting) => cancelMeeting(acting, pathway, id, 2));
	for (const who of everybody) expect((await calendarOf(who)).at(-1)).toEqual(cancel(2, LATER));
	const plain = await owner.query(
		`select from samspil.mail where tenant_id = $1 and kind = 'notice'`,
		[world.tenant]
	);
	expect(plain.rows).toEqual([]);
});

test('whoever is called no more is told that it is off for them, and is invited anew when called again', async () => {
	const { call, calendarOf, leave, nina, omar } = await undecided();
	await call();
	await leave();
	await call(1, FIRST, [nina]);
	expect(await calendarOf(omar)).toEqual([request(0, FIRST), cancel(1, FIRST)]);
	await leave();
	await call(2, FIRST, [nina, omar]);
	expect((await calendarOf(omar)).at(-1)).toEqual(request(2, FIRST));
});

test('each answers by the link in the mail; to come is not to want, and another time is answered anew', async () => {
	const { world, leader, nina, omar, citizen, pathway, id, ...story } = await undecided();
	const { call, leave, linksTo, candidate } = story;
	await call();
	const [token] = await linksTo(nina);
	expect(await standing(token!)).toMatchObject({ state: 'open', path: '/requests' });
	expect(await standing((await linksTo(citizen))[0]!)).toMatchObject({
		path: `/me?pathway=${pathway}`
	});
	expect(await press(token!, 'maybe')).toBe('answered');
	expect(await candidate(nina)).toMatchObject({ comes: 'maybe', answer: null });
	expect(await candidate(omar)).toMatchObject({ comes: null, answer: null });
	expect(await press((await linksTo(citizen))[0]!, 'yes')).toBe('answered');
	const told = await owner.query(
		`select path from samspil.notice where person_id = $1 and kind = 'allotment-meeting-answered'`,
		[leader.person]
	);
	expect(told.rows).toHaveLength(1);
	const record = await owner.query(
		`select person_id as person, organisation_id as organisation from samspil.audit_event
		where tenant_id = $1 and action = 'meeting.answered' and pathway_id = $2 and person_id = $3`,
		[world.tenant, pathway, nina.person]
	);
	expect(record.rows).toEqual([{ person: nina.person, organisation: nina.organisation }]);
	await leave();
	await call(1, LATER);
	expect(await candidate(nina)).toMatchObject({ comes: null, answer: null });
	// who has said no on the page is not asked again until there is another time
	await world.as(omar).act((acting) => answerCall(acting, id, false, ''));
	await leave();
	const before = (await linksTo(omar)).length;
	await call(2, LATER, [nina, omar, leader]);
	expect(await linksTo(omar)).toHaveLength(before);
});

test('somebody who may be asked in two organisations answers once for both', async () => {
	const { world, leader, nina, omar, call, linksTo, called, pathway } = await undecided();
	const other = await world.organisation('voluntary', 'Værestedet');
	await world.join(nina.person, nina.name, other, 'volunteer');
	await call(0, FIRST, [nina, { ...nina, organisation: other }, omar]);
	expect(await press((await linksTo(nina)).at(-1)!, 'maybe')).toBe('answered');
	const comes = (await called())!.candidates
		.filter(({ name }) => name === nina.name)
		.map((each) => each.comes);
	expect(comes).toEqual(['maybe', 'maybe']);
	const { rows } = await owner.query(
		`select from samspil.notice where tenant_id = $1 and person_id = $2 and kind = 'allotment-meeting-answered' and path like $3`,
		[world.tenant, leader.person, `%${pathway}`]
	);
	expect(rows).toHaveLength(1);
});

test('who comes to hold the threads or to lead after it was called is invited, and for who went it is off', async () => {
	const { world, leader, tovholder, citizen, collaboration, ...story } = await undecided();
	const { call, calendarOf, leave } = story;
	await call();
	await leave();
	const next = await world.worker('Lis Leder', world.tenant, 'project-leader');
	await owner.query('update samspil.collaboration set leader_person_id = $2 where id = $1', [
		collaboration,
		next.person
	]);
	expect(await calendarOf(next)).toEqual([request(1, FIRST)]);
	expect((await calendarOf(leader)).at(-1)).toEqual(cancel(1, FIRST));
	const standIn = await world.worker('Siv Stand-in', world.tenant);
	await owner.query('update samspil.collaboration set stand_in_person_id = $2 where id = $1', [
		collaboration,
		standIn.person
	]);
	await owner.query(
		'update samspil.tovholder set left_on = $2 where tenant_id = $1 and until is null',
		[world.tenant, addDays(TODAY, -1)]
	);
	await owner.query('select samspil.let_stand_in_everywhere($1)', [TODAY]);
	expect(await calendarOf(standIn)).toEqual([request(2, FIRST)]);
	expect((await calendarOf(tovholder)).at(-1)).toEqual(cancel(2, FIRST));
	expect(await calendarOf(citizen)).toEqual([request(0, FIRST)]);
});

test('RFC 5546 who leaves and comes back is invited by no older number than that by which they were sent away, and a move is newer than both', async () => {
	const { world, leader, citizen, collaboration, ...story } = await undecided();
	const { call, calendarOf, leave } = story;
	const lead = async ({ person }: Someone) => {
		await leave();
		await owner.query('update samspil.collaboration set leader_person_id = $2 where id = $1', [
			collaboration,
			person
		]);
	};
	await call();
	const next = await world.worker('Lis Leder', world.tenant, 'project-leader');
	await lead(next);
	await lead(leader);
	await leave();
	expect(await calendarOf(leader)).toEqual([
		request(0, FIRST),
		cancel(1, FIRST),
		request(2, FIRST)
	]);
	expect(await calendarOf(next)).toEqual([request(1, FIRST), cancel(2, FIRST)]);
	expect(await call(1, LATER)).toMatchObject({ ok: true });
	expect((await calendarOf(leader)).at(-1)).toEqual(request(3, LATER));
	expect((await calendarOf(citizen)).at(-1)).toEqual(request(3, LATER));
	expect((await calendarOf(next)).at(-1)).toEqual(cancel(2, FIRST));
});

test('it is in the calendar one subscribes to, while one may know of it', async () => {
	const { world, leader, nina, citizen, helper, pathway, id, call } = await undecided();
	await call();
	const feedOf = async (who: Someone) => {
		const [made] = [await world.as(who).act((acting) => acting.first(renewMyFeed()))];
		return async () =>
			(await readAs(pools.app, ANYBODY, readFeed(made!.token!, TODAY))).rows[0][0]!.events.map(
				({ id: event, path }) => [event, path]
			);
	};
	const [hers, citizens, others, leaders] = await Promise.all(
		[nina, citizen, helper, leader].map(feedOf)
	);
	expect(await hers!()).toEqual([[id, '/requests']]);
	expect(await citizens!()).toEqual([[id, `/me?pathway=${pathway}`]]);
	expect(await others!()).toEqual([]);
	expect(await leaders!()).toHaveLength(1);
	// where it is decided without the meeting, nobody comes for nothing
	expect(
		await world.as(leader).act((acting) =>
			appointTovholder(
				acting,
				pathway,
				1,
				{
					person: helper.person,
					organisation: helper.organisation!,
					reason: 'De kender hinanden',
					route: 'direct',
					citizenPart: 'present',
					citizenNote: '',
					agreedOn: TODAY,
					heardBy: 'Lea',
					handoverUntil: null
				},
				randomUUID()
			)
		)
	).toMatchObject({ ok: true });
	for (const feed of [hers, citizens, leaders]) expect(await feed!()).toEqual([]);
});

test('the front page counts the question, and shows when one meets next, without saying whom it is about', async () => {
	const { world, leader, tovholder, helper, nina, pathway, collaboration, id, call } =
		await undecided();
	await call();
	const front = async (who: Someone) => (await world.as(who).see(findWaiting()))[0];
	expect(await front(nina)).toMatchObject({
		partnerRequests: 1,
		nextMeeting: { path: '/requests' }
	});
	await world.as(nina).act((acting) => answerCall(acting, id, true, ''));
	expect(await front(nina)).toMatchObject({
		partnerRequests: 0,
		nextMeeting: { path: '/requests' }
	});
	await world.as(nina).act((acting) => answerCall(acting, id, false, ''));
	expect(await front(nina)).toMatchObject({ partnerRequests: 0, nextMeeting: null });
	expect(await front(tovholder)).toMatchObject({
		nextMeeting: { path: `/pathways/${pathway}/tovholder` }
	});
	expect(await front(leader)).toMatchObject({
		nextMeeting: { path: `/collaborations/${collaboration}/allotments/${pathway}` }
	});
	expect(await front(helper)).toMatchObject({ partnerRequests: 0, nextMeeting: null });
});

test('L-5 who has not signed the declaration is told that something waits, and gets no event', async () => {
	const { world, call, nina, calendarOf } = await undecided();
	const outside = await world.worker(
		'Ulla Udefra',
		await world.organisation('voluntary', 'Havnen')
	);
	await owner.query(
		'update samspil.membership set declared_on = null, declaration_version = null where person_id = $1',
		[outside.person]
	);
	await call(0, FIRST, [nina, outside]);
	expect(await calendarOf(outside)).toEqual([]);
	const { rows } = await owner.query(
		`select kind, words ->> 'path' as path from samspil.mail where person_id = $1`,
		[outside.person]
	);
	expect(rows).toEqual([{ kind: 'notice', path: '/requests' }]);
});
