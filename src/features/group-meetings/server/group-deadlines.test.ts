/** The days of a group’s meetings as deadlines, worked out from what stands in the database and moved when that does. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { dayOf, type Day } from '#values/day.ts';
import { closeGroupMeeting, inviteGroup, moveGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import { writeGroupRest } from './run-group-meeting.ts';
import { findGroupMeeting, listGroupMeetings } from './series.queries.ts';

const database = await testDatabase();
const BEFORE = '2027-01-04';

/** A follow-up group that meets four times a year, and what each sees of it among their work. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const vera = await world.worker('Vera Vang', shelter);
	const colleague = await world.worker('Otto Andersen', shelter);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'follow-up', vera);
	const series = randomUUID();
	await world.as(leader, BEFORE).act((acting) =>
		beginSeries(acting, collaboration, true, {
			...{ id: series, group: 'follow-up', purpose: 'Følgegruppen', frequency: 'quarterly' },
			...{ firstOn: '2027-01-12', starts: '10:00', minutes: 90, place: '' }
		})
	);
	const first = (await world.as(leader, BEFORE).see(listGroupMeetings(collaboration))).at(-1)!;
	const ids = { collaboration, meeting: first.id };
	const meeting = async () =>
		(await world.as(leader, BEFORE).see(findGroupMeeting(collaboration, first.id)))[0]!;
	const work = async (who: Someone, today: Day = BEFORE) => {
		await keep(database.pools.jobs, today, world.tenant);
		return (await world.as(who, today).see(listMyWork(null)))
			.filter(({ kind }) => kind.startsWith('group-'))
			.map(({ kind, dueOn, what }) => `${kind} ${dueOn} ${what}`);
	};
	return { world, leader, vera, colleague, ids, meeting, work, collaboration, series };
}

test('R-222, R-230 the next meetings of a follow-up group stand with those who sit in it, and by when it must meet with whoever leads', async () => {
	const { leader, vera, colleague, work } = await story();
	const [first, ...later] = await work(vera);
	expect(first).toBe('group-meeting 2027-01-12 Følgegruppen');
	expect(later.every((each) => each.startsWith('group-meeting 2027-'))).toBe(true);
	expect(await work(colleague)).toEqual([]);
	expect(await work(leader)).toContain('group-rhythm 2027-01-19 Følgegruppen');
});

test('R-163, R-170 an invitation gives its agenda and minutes a day, and they move with the meeting', async () => {
	const { world, leader, ids, meeting, work } = await story();
	await world.as(leader, BEFORE).act((acting) => inviteGroup(acting, ids, 1));
	expect((await work(leader)).slice(0, 2)).toEqual([
		'group-agenda 2027-01-10 Følgegruppen',
		'group-meeting 2027-01-12 Følgegruppen'
	]);
	const { version } = await meeting();
	await world.as(leader, BEFORE).act((acting) =>
		moveGroupMeeting(acting, ids, version, {
			startsAt: new Date('2027-01-14T09:00:00Z'),
			endsAt: new Date('2027-01-14T10:00:00Z'),
			place: ''
		})
	);
	expect(await work(leader)).toEqual(
		expect.arrayContaining([
			'group-agenda 2027-01-12 Følgegruppen',
			'group-meeting 2027-01-14 Følgegruppen',
			'group-minutes 2027-01-21 Følgegruppen'
		])
	);
});

test('R-222 a meeting that is held moves the day of the next; a series that is ended asks nothing', async () => {
	const { world, leader, ids, meeting, work, series } = await story();
	const on = world.as(leader, '2027-01-12');
	await world.as(leader, BEFORE).act((acting) => inviteGroup(acting, ids, 1));
	await on.act(async (acting) => {
		const { version } = (await acting.first(findGroupMeeting(ids.collaboration, ids.meeting)))!;
		const rest = { minutes: 'Vi mødtes', results: false, actions: false };
		return writeGroupRest(acting, ids, { version, ...rest });
	});
	const { version, startsAt } = await meeting();
	expect(dayOf(startsAt)).toBe('2027-01-12');
	const closed = await on.act((acting) =>
		closeGroupMeeting(acting, ids, version, new Date('2027-01-12T11:00:00Z'))
	);
	expect(closed).toMatchObject({ ok: true });
	const after = await work(leader, '2027-01-12');
	expect(after).toContain('group-rhythm 2027-05-03 Følgegruppen');
	expect(after.filter((each) => each.startsWith('group-minutes'))).toEqual([]);
	await database.owner.query(
		`update samspil.meeting_series set ended_at = now() where tenant_id = $1 and id = $2`,
		[world.tenant, series]
	);
	expect((await work(leader, '2027-01-12')).some((each) => each.startsWith('group-rhythm'))).toBe(
		false
	);
});
