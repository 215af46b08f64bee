/** The agenda of a group's meeting through the door, on a real database: whose an item is, and the two days before. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { listGroupItems } from './agenda.queries.ts';
import { addGroupItem, changeGroupItem } from './keep-group-agenda.ts';
import { cancelGroupMeeting, inviteGroup, moveGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import { listGroupMeetings } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const { owner } = database;
const TODAY: Day = '2027-01-04';
// The meeting is on 12 January.
const LAST: Day = '2027-01-10';
const LATE: Day = '2027-01-11';

/** A steering group of a leader and a chair, whose first meeting is invited to; `parted` is in a party and not in the group. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const parted = await world.worker('Otto Andersen', shelter);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'steering', leader);
	await world.seat(collaboration, 'steering', chair);
	await world.as(leader, TODAY).act((acting) =>
		beginSeries(acting, collaboration, true, {
			id: randomUUID(),
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: '2027-01-12',
			starts: '10:00',
			minutes: 90,
			place: ''
		})
	);
	const meetings = (
		await world.as(leader, TODAY).see(listGroupMeetings(collaboration))
	).toReversed();
	const ids = { collaboration, meeting: meetings[0]!.id };
	await world.as(leader, TODAY).act((acting) => inviteGroup(acting, ids, 1));
	const on = (today: Day, who: Someone = leader) => {
		const { act, see } = world.as(who, today);
		return {
			add: (item: Partial<typeof ITEM> & { id: string }) =>
				act((acting) => addGroupItem(acting, ids, { ...ITEM, ...item })),
			change: (item: Partial<typeof ITEM> & { id: string; version: number }) =>
				act((acting) => changeGroupItem(acting, ids, { ...ITEM, ...item })),
			items: (meeting = ids.meeting) => see(listGroupItems(meeting)),
			act
		};
	};
	return { world, leader, chair, parted, ids, next: meetings[1]!.id, on };
}

const told = async (person: string) =>
	(
		await owner.query(
			`select 1 from samspil.notice where person_id = $1 and kind = 'group-agenda-changed'`,
			[person]
		)
	).rowCount;

test('R-163 the agenda of a group is changed to the end of the day two days before; later an item is parked or says why', async () => {
	const { chair, leader, on } = await story();
	const [inTime, late, parked, reasoned] = [1, 2, 3, 4].map(() => randomUUID());
	expect(await on(LAST).add({ id: inTime! })).toEqual({ ok: true, value: true });
	expect(await on(LATE).add({ id: late! })).toEqual({ ok: false, reason: 'agenda-too-late' });
	expect((await on(LATE).change({ id: inTime!, version: 1, title: 'Andet' })).ok).toBe(false);
	expect((await on(LATE).add({ id: parked!, parked: true })).ok).toBe(true);
	expect((await on(LATE).add({ id: reasoned!, lateReason: 'Vi hørte det i dag' })).ok).toBe(true);
	// whoever was asked to come reads it, and was told of each change
	const seen = (await on(LATE, chair).items()).filter(({ standing }) => !standing);
	expect(seen.map(({ id, parked: is, lateReason }) => [id, is, lateReason])).toEqual([
		[inTime, false, ''],
		[reasoned, false, 'Vi hørte det i dag'],
		[parked, true, '']
	]);
	expect(await told(chair.person)).toBe(3);
	expect(await told(leader.person)).toBe(0);
});

test('an item has an aim and an owner of the group, and a change of it is made once, on what was read', async () => {
	const { chair, parted, on } = await story();
	const id = randomUUID();
	await on(TODAY).add({ id });
	const owned = { id, version: 1, aim: 'decide', minutes: 20, owner: chair.person } as const;
	for (let times = 0; times < 2; times += 1)
		expect(await on(TODAY).change(owned)).toEqual({ ok: true, value: true });
	expect((await on(TODAY).items()).find((item) => item.id === id)).toMatchObject({
		aim: 'decide',
		minutes: 20,
		owner: chair.person,
		ownerName: 'Vera Vang',
		version: 2
	});
	expect(await on(TODAY).change({ id, version: 1, title: 'Andet' })).toMatchObject({
		reason: 'stale'
	});
	expect(await on(TODAY).change({ id, version: 2, owner: parted.person })).toMatchObject({
		reason: 'owner-not-on-list'
	});
	expect(await on(TODAY, chair).change({ id, version: 2, title: 'Mit' })).toMatchObject({
		reason: 'not-there'
	});
	// PostgreSQL knows who sits in the group, whatever it is told.
	await expect(
		on(TODAY).act((acting) =>
			acting.run(
				tables.updateTable('group_item').set({ owner_id: parted.person }).where('id', '=', id)
			)
		)
	).rejects.toThrow(/sits in the group/);
	expect((await on(TODAY).items()).find((item) => item.id === id)?.owner).toBe(chair.person);
});

test('an item of another meeting is not there, and what stands by itself keeps its title', async () => {
	const { next, on } = await story();
	const [elsewhere] = await on(TODAY).items(next);
	expect(await on(TODAY).change({ id: elsewhere!.id, version: 1 })).toMatchObject({
		reason: 'not-there'
	});
	const [standing] = await on(TODAY).items();
	expect(await on(TODAY).change({ id: standing!.id, version: 1, minutes: 5 })).toMatchObject({
		ok: true
	});
	expect((await on(TODAY).items())[0]).toMatchObject({
		title: '',
		minutes: 5,
		standing: 'promises'
	});
});

test('what was parked, and whose it was, stands on the next agenda with its aim', async () => {
	const { chair, next, ids, on } = await story();
	await on(LATE).add({ id: randomUUID(), parked: true, aim: 'inform', owner: chair.person });
	await on(LATE).act((acting) => cancelGroupMeeting(acting, ids, 2));
	expect((await on(LATE).items(next)).filter(({ standing }) => !standing)).toMatchObject([
		{
			title: 'Sommerfest',
			aim: 'inform',
			parked: false,
			owner: chair.person,
			ownerName: 'Vera Vang'
		}
	]);
});

test('a burst of changes is one mail to each who was asked to come; together with a move it is the one that moves the calendar', async () => {
	const { world, chair, leader, ids, on } = await story();
	const waiting = async ({ person }: Someone) =>
		(
			await owner.query<{ kind: string; moves: boolean; agenda?: string }>(
				`select kind, calendar is not null as moves, words ->> 'changedAgenda' as agenda, words ->> 'changedPlace' as place from samspil.mail where person_id = $1 and burst = $2 and not_before is not null`,
				[person, ids.meeting]
			)
		).rows;
	for (const title of ['Nøgler', 'Sommerfest', 'Kaffe'])
		await on(TODAY).add({ id: randomUUID(), title });
	expect(await waiting(chair)).toEqual([
		{ kind: 'meeting-changed', moves: false, agenda: 'yes', place: null }
	]);
	expect(await waiting(leader)).toEqual([]);
	await world.as(leader, TODAY).act((acting) =>
		moveGroupMeeting(acting, ids, 2, {
			startsAt: new Date('2027-01-13T09:00:00Z'),
			endsAt: new Date('2027-01-13T10:00:00Z'),
			place: 'Havnen 2'
		})
	);
	await on(TODAY).add({ id: randomUUID(), title: 'Te' });
	expect(await waiting(chair)).toEqual([
		{ kind: 'meeting-changed', moves: true, agenda: 'yes', place: 'yes' }
	]);
	// another place alone is no other time
	await world.as(leader, TODAY).act((acting) =>
		moveGroupMeeting(acting, ids, 3, {
			startsAt: new Date('2027-01-13T09:00:00Z'),
			endsAt: new Date('2027-01-13T10:00:00Z'),
			place: 'Havnen 3'
		})
	);
	const { rows } = await owner.query(
		`select kind from samspil.notice where person_id = $1 and kind like 'group-meeting-changed%' order by created_at`,
		[chair.person]
	);
	expect(rows.map(({ kind }) => kind)).toEqual([
		'group-meeting-changed',
		'group-meeting-changed-place'
	]);
});
