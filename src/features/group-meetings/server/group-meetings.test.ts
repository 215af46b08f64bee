/** Group meetings through the door, on a real database: made by their series, kept by the project leader, read by the parties. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { endSeat, giveSeat } from '#features/collaborations/server/change-seats.ts';
import { listSeats } from '#features/meetings/server/answer.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { makeMeetings } from '#server/jobs/make-meetings.ts';
import { addDays, type Day } from '#values/day.ts';
import { listGroupItems } from './agenda.queries.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import {
	cancelGroupMeeting,
	closeGroupMeeting,
	inviteGroup,
	moveGroupMeeting,
	writeGroupMinutes
} from './keep-group-meeting.ts';
import { beginSeries, endSeries } from './keep-series.ts';
import {
	findGroupMeeting,
	listGroupMeetings,
	listGroupPeople,
	listSeries
} from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const { owner, pools } = database;
const TODAY: Day = '2027-01-04';
const NOW = new Date('2027-01-12T11:00:00Z');
const QUARTERLY = {
	group: 'steering',
	purpose: 'Vi følger op på samarbejdet',
	frequency: 'quarterly',
	firstOn: '2027-01-12',
	starts: '10:00',
	minutes: 90,
	place: 'Rådhuset'
} as const;

/** A collaboration of two parties, with a steering group, and a series that its leader has begun. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const other = await world.worker('Otto Andersen', shelter);
	const stranger = await world.worker(
		'Signe Strand',
		await world.organisation('voluntary', 'Andre')
	);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'steering', leader);
	await world.seat(collaboration, 'steering', chair);
	const series = randomUUID();
	const begin = (who: Someone, leads: boolean, id: string = series) =>
		world
			.as(who, TODAY)
			.act((acting) => beginSeries(acting, collaboration, leads, { ...QUARTERLY, id }));
	expect(await begin(leader, true)).toEqual({ ok: true, value: true });
	expect(await begin(leader, true)).toEqual({ ok: true, value: true });
	const meetings = (
		await world.as(leader, TODAY).see(listGroupMeetings(collaboration))
	).toReversed();
	return { world, leader, chair, other, stranger, shelter, collaboration, series, begin, meetings };
}
const act = (world: World, who: Someone) => world.as(who, TODAY).act;
const found = async (world: World, who: Someone, collaboration: string, id: string) =>
	(await world.as(who, TODAY).see(findGroupMeeting(collaboration, id)))[0]!;
const itemsOf = (world: World, who: Someone, meeting: string) =>
	world.as(who, TODAY).see(listGroupItems(meeting));

test('R-023 a series makes its next two meetings, with the right hour on both sides of summer time', async () => {
	const { meetings } = await story();
	expect(
		meetings.map(({ day, startsAt, endsAt }) => [day, startsAt.toISOString(), endsAt.toISOString()])
	).toEqual([
		['2027-01-12', '2027-01-12T09:00:00.000Z', '2027-01-12T10:30:00.000Z'],
		['2027-04-13', '2027-04-13T08:00:00.000Z', '2027-04-13T09:30:00.000Z']
	]);
});

test('the job makes what is missing and nothing twice, however often and side by side it runs', async () => {
	const { world, leader, collaboration } = await story();
	await makeMeetings(pools.jobs, '2027-01-13');
	await Promise.all([
		makeMeetings(pools.jobs, '2027-01-13'),
		makeMeetings(pools.jobs, '2027-01-13')
	]);
	const days = (await world.as(leader, TODAY).see(listGroupMeetings(collaboration))).map(
		({ day }) => day
	);
	expect(days.toSorted()).toEqual(['2027-01-12', '2027-04-13', '2027-07-13']);
});

test('R-231, R-274 the agenda begins with what was promised, and a steering group’s with its year', async () => {
	const { world, leader, meetings } = await story();
	expect((await itemsOf(world, leader, meetings[0]!.id)).map(({ standing }) => standing)).toEqual([
		'promises',
		'results',
		'actions'
	]);
});

test('R-230, R-231 a follow-up group of both sides meets by itself, and goes through what was promised', async () => {
	const { world, leader, chair, other, collaboration } = await story();
	const lead = act(world, leader);
	for (const { person, organisation } of [leader, other])
		expect(
			await lead((acting) =>
				giveSeat(
					acting,
					collaboration,
					{ group: 'follow-up', person, organisation: organisation! },
					{ since: TODAY, until: null }
				)
			)
		).toEqual({ ok: true, value: true });
	const series = randomUUID();
	await lead((acting) =>
		beginSeries(acting, collaboration, true, { ...QUARTERLY, id: series, group: 'follow-up' })
	);
	const people = await world.as(chair, TODAY).see(listGroupPeople(series));
	expect(people.map(({ name }) => name)).toEqual(['Lene Leder', 'Otto Andersen']);
	const [meeting] = (await world.as(leader, TODAY).see(listGroupMeetings(collaboration))).filter(
		({ group }) => group === 'follow-up'
	);
	expect((await itemsOf(world, leader, meeting!.id)).map(({ standing }) => standing)).toEqual([
		'promises'
	]);
	await lead((acting) => inviteGroup(acting, { collaboration, meeting: meeting!.id }, 1));
	const told = await owner.query<{ kind: string }>(
		'select kind from samspil.notice where person_id = $1 order by kind',
		[other.person]
	);
	expect(told.rows.map(({ kind }) => kind)).toEqual([
		'group-meeting-invited',
		'seat-in-follow-up-group'
	]);
	// Whoever leads is not bound to sit in it.
	const seat = { group: 'follow-up', person: leader.person, organisation: world.tenant } as const;
	expect(await lead((acting) => endSeat(acting, collaboration, seat, 1))).toMatchObject({
		ok: true
	});
});

test('the parties read, the leader alone writes, and a stranger sees nothing', async () => {
	const { world, collaboration, series, begin, meetings, leader, chair, other, stranger } =
		await story();
	const meeting = meetings[0]!;
	for (const who of [leader, chair, other])
		expect(await world.as(who, TODAY).see(listSeries(collaboration))).toHaveLength(1);
	for (const read of [
		listSeries(collaboration),
		listGroupMeetings(collaboration),
		listGroupItems(meeting.id),
		listGroupPeople(series)
	])
		expect(await world.as(stranger, TODAY).see(read as never)).toEqual([]);
	expect(await begin(chair, false, randomUUID())).toMatchObject({ reason: 'not-there' });
	// Told that they lead, PostgreSQL knows better.
	await expect(begin(chair, true, randomUUID())).rejects.toThrow('row-level security');
	const ids = { collaboration, meeting: meeting.id };
	for (const who of [chair, other, stranger]) {
		expect(await act(world, who)((acting) => inviteGroup(acting, ids, 1))).toMatchObject({
			reason: 'not-there'
		});
		expect(
			await act(
				world,
				who
			)((acting) => addGroupItem(acting, ids, { ...ITEM, id: randomUUID(), title: 'Mit' }))
		).toMatchObject({ reason: 'not-there' });
	}
});

test('invited, moved and called off: each of the group has one event, and answers it', async () => {
	const { world, collaboration, meetings, leader, chair } = await story();
	const ids = { collaboration, meeting: meetings[0]!.id };
	const lead = act(world, leader);
	expect(await lead((acting) => inviteGroup(acting, ids, 1))).toEqual({ ok: true, value: true });
	expect(await lead((acting) => inviteGroup(acting, ids, 1))).toEqual({ ok: true, value: true });
	const to = {
		startsAt: new Date('2027-01-14T09:00:00Z'),
		endsAt: new Date('2027-01-14T10:00:00Z'),
		place: 'Kilden'
	};
	expect(await lead((acting) => moveGroupMeeting(acting, ids, 1, to))).toMatchObject({
		reason: 'stale'
	});
	expect(await lead((acting) => moveGroupMeeting(acting, ids, 2, to))).toEqual({
		ok: true,
		value: true
	});
	const mails = async () =>
		(
			await owner.query(
				`select kind, calendar ->> 'id' as event, calendar ->> 'sequence' as sequence, words ->> 'path' as path
				from samspil.mail where tenant_id = $1 and person_id = $2 order by created_at`,
				[world.tenant, chair.person]
			)
		).rows;
	const path = `/collaborations/${collaboration}/meetings/${ids.meeting}`;
	expect(await mails()).toEqual([
		{ kind: 'meeting-invitation', event: ids.meeting, sequence: '0', path },
		{ kind: 'meeting-changed', event: ids.meeting, sequence: '1', path }
	]);
	const { rows } = await owner.query(
		`select samspil.calendar_is_open($1, $2, $3, $4) as open, samspil.calendar_path($1, $2, $3) as path`,
		[world.tenant, ids.meeting, chair.person, TODAY]
	);
	expect(rows).toEqual([{ open: true, path }]);
	expect(
		(await world.as(leader, TODAY).see(listSeats(ids.meeting)))
			.map(({ person }) => person)
			.toSorted()
	).toEqual([leader.person, chair.person].toSorted());
	expect(await lead((acting) => cancelGroupMeeting(acting, ids, 3))).toEqual({
		ok: true,
		value: true
	});
	expect((await mails()).at(-1)).toMatchObject({ kind: 'meeting-cancelled', sequence: '2' });
});

test('what was not talked about and what goes on stand on the next agenda by themselves, once', async () => {
	const { world, collaboration, meetings, leader } = await story();
	const [first, second] = meetings;
	const ids = { collaboration, meeting: first!.id };
	const lead = act(world, leader);
	const [done, goesOn, untouched] = [randomUUID(), randomUUID(), randomUUID()];
	for (const [id, title] of [
		[done, 'Nøgler'],
		[goesOn, 'Sommerfest'],
		[untouched, 'Bussen']
	] as const)
		await lead((acting) => addGroupItem(acting, ids, { ...ITEM, id, title, minutes: 15 }));
	const items = await itemsOf(world, leader, first!.id);
	const written = {
		version: 1,
		minutes: '',
		results: true,
		actions: false,
		items: items
			.filter(({ id }) => id === done || id === goesOn)
			.map(({ id, version }) => ({
				item: id,
				version,
				outcome: 'Talt om',
				outcomeKind: 'decision' as const,
				goesOn: id === goesOn
			}))
	};
	expect(await lead((acting) => writeGroupMinutes(acting, ids, written))).toEqual({
		ok: true,
		value: true
	});
	expect(await lead((acting) => writeGroupMinutes(acting, ids, written))).toEqual({
		ok: true,
		value: true
	});
	expect(
		await lead((acting) => writeGroupMinutes(acting, ids, { ...written, minutes: 'Mere' }))
	).toMatchObject({ reason: 'stale' });
	const early = new Date('2027-01-12T08:59:59Z');
	expect(await lead((acting) => closeGroupMeeting(acting, ids, 2, early))).toMatchObject({
		reason: 'meeting-not-yet'
	});
	for (let times = 0; times < 2; times += 1)
		expect(await lead((acting) => closeGroupMeeting(acting, ids, 2, NOW))).toEqual({
			ok: true,
			value: true
		});
	const next = (await itemsOf(world, leader, second!.id)).filter(
		({ standing }) => standing === null
	);
	expect(next.map(({ title, minutes, cameFromAt }) => [title, minutes, cameFromAt])).toEqual([
		['Sommerfest', 15, first!.startsAt],
		['Bussen', 15, first!.startsAt]
	]);
	expect(await found(world, leader, collaboration, first!.id)).toMatchObject({
		state: 'held',
		treated: ['results']
	});
	expect((await world.as(leader, TODAY).see(listSeries(collaboration)))[0]).toMatchObject({
		lastHeld: '2027-01-12',
		next: '2027-04-13'
	});
});

test('a series that is ended holds no more meetings; stale it is not ended', async () => {
	const { world, collaboration, series, leader, chair } = await story();
	expect(
		await act(world, chair)((acting) => endSeries(acting, collaboration, series, 1))
	).toMatchObject({ reason: 'not-there' });
	expect(
		await act(world, leader)((acting) => endSeries(acting, collaboration, series, 7))
	).toMatchObject({ reason: 'stale' });
	for (let times = 0; times < 2; times += 1)
		expect(
			await act(world, leader)((acting) => endSeries(acting, collaboration, series, 1))
		).toEqual({ ok: true, value: true });
	await makeMeetings(pools.jobs, addDays(TODAY, 1));
	expect(await world.as(leader, TODAY).see(listGroupMeetings(collaboration))).toEqual([]);
});
