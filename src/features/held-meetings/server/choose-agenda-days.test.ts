/** How days before a meeting are counted: who chooses it, and that the agendas and deadlines of all open meetings follow. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keep } from '#features/deadlines/test-remind.ts';
import { listGroupMeetings } from '#features/group-meetings/server/series.queries.ts';
import { addGroupItem } from '#features/group-meetings/server/keep-group-agenda.ts';
import { inviteGroup } from '#features/group-meetings/server/keep-group-meeting.ts';
import { beginSeries } from '#features/group-meetings/server/keep-series.ts';
import { addAgendaItem } from '#features/meetings/server/keep-agenda.ts';
import { draftedMeeting, found, invite, newItem } from '#features/meetings/server/test-meeting.ts';
import { findAgendaSetting } from '#server/agenda-days.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import type { CountedDays } from '#values/holiday.ts';
import { chooseAgendaDays } from './choose-agenda-days.ts';

const database = await testDatabase();
const TODAY = '2026-05-04';
/** On the Monday after Ascension Day: two days before is a Saturday, two working days the Wednesday. */
const ON_MONDAY = {
	startsAt: new Date('2026-05-18T10:00:00Z'),
	endsAt: new Date('2026-05-18T11:00:00Z')
};

const choose = (world: World, who: Someone, version: number, days: CountedDays) =>
	world.as(who, TODAY).act((acting) => chooseAgendaDays(acting, version, days));
const chosen = async (world: World, who: Someone) =>
	(await world.as(who, TODAY).see(findAgendaSetting()))[0]!;

/** The days of all agendas of a municipality, worked out by the job. */
async function agendaDaysIn({ tenant }: World) {
	await keep(database.pools.jobs, TODAY, tenant);
	const { rows } = await database.owner.query<{ kind: string; on: string }>(
		`select kind, due_on as "on" from samspil.deadline where tenant_id = $1 and kind in ('meeting-agenda', 'group-agenda') order by kind`,
		[tenant]
	);
	return rows.map(({ kind, on }) => `${kind} ${on}`);
}

test('A-3 only the project leader of the municipality chooses; on top of what the page showed; who reads a meeting reads it', async () => {
	const world = await newWorld(database);
	const { tovholder, citizen } = await world.coordinatedPathway();
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const manager = await world.worker('Mads Leder', world.tenant, 'manager');
	const partner = await world.organisation('voluntary', 'Værestedet');
	const partners = await world.worker('Pia Partner', partner, 'manager');
	expect(await chosen(world, leader)).toMatchObject({ days: 'calendar', version: 0, isLed: true });

	for (const who of [manager, tovholder, partners, citizen])
		expect(await choose(world, who, 0, 'workdays')).toEqual({ ok: false, reason: 'not-there' });
	expect(await chosen(world, manager)).toMatchObject({ days: 'calendar', version: 0 });

	expect((await choose(world, leader, 0, 'workdays')).ok).toBe(true);
	for (const who of [leader, tovholder, citizen])
		expect(await chosen(world, who)).toMatchObject({ days: 'workdays', by: 'Lone Leder' });
	// Sent twice it is chosen once; on top of what is not the newest it is not chosen at all.
	expect((await choose(world, leader, 0, 'workdays')).ok).toBe(true);
	expect(await chosen(world, leader)).toMatchObject({ version: 1 });
	expect(await choose(world, leader, 0, 'calendar')).toMatchObject({
		reason: 'stale',
		saved: { days: 'workdays', version: 1, by: 'Lone Leder' }
	});
	expect((await choose(world, leader, 1, 'calendar')).ok).toBe(true);
	expect(await chosen(world, leader)).toMatchObject({ days: 'calendar', version: 2 });
});

test('A-3 what one municipality chooses is neither read nor written in another', async () => {
	const [world, next] = [await newWorld(database), await newWorld(database)];
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const theirs = await next.worker('Nora Leder', next.tenant, 'project-leader');
	await choose(world, leader, 0, 'workdays');
	expect(await chosen(next, theirs)).toMatchObject({ days: 'calendar', version: 0, by: null });
	await choose(next, theirs, 0, 'calendar');
	expect(await chosen(world, leader)).toMatchObject({ days: 'workdays', by: 'Lone Leder' });
});

test('R-163, A-3 the agendas and the deadlines of meetings that are called already move with the choice, and back', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world, ON_MONDAY);
	const { pathway, meeting, tovholder } = story;
	await invite(world, story, tovholder);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const collaboration = await world.collaboration(leader, world.tenant);
	await world.seat(collaboration, 'steering', leader);
	await world.as(leader, TODAY).act((acting) =>
		beginSeries(acting, collaboration, true, {
			...{ id: randomUUID(), group: 'steering', purpose: 'Vi følger op', frequency: 'quarterly' },
			...{ firstOn: '2026-05-18', starts: '10:00', minutes: 90, place: '' }
		})
	);
	const ids = {
		collaboration,
		meeting: (await world.as(leader, TODAY).see(listGroupMeetings(collaboration))).at(-1)!.id
	};
	await world.as(leader, TODAY).act((acting) => inviteGroup(acting, ids, 1));
	/** Whether an item may be put on both agendas on a day. */
	const open = async (day: string) => {
		const both = [
			await world
				.as(tovholder, day)
				.act((acting) => addAgendaItem(acting, pathway, meeting, newItem())),
			await world.as(leader, day).act((acting) => addGroupItem(acting, ids, newItem()))
		];
		return both.map((said) => said.ok || said.reason);
	};
	expect(await agendaDaysIn(world)).toEqual([
		'group-agenda 2026-05-16',
		'meeting-agenda 2026-05-16'
	]);
	expect(await open('2026-05-15')).toEqual([true, true]);

	await choose(world, leader, 0, 'workdays');
	expect((await found(world, story)).agendaDays).toBe('workdays');
	expect(await agendaDaysIn(world)).toEqual([
		'group-agenda 2026-05-13',
		'meeting-agenda 2026-05-13'
	]);
	expect(await open('2026-05-13')).toEqual([true, true]);
	expect(await open('2026-05-14')).toEqual(['agenda-too-late', 'agenda-too-late']);

	await choose(world, leader, 1, 'calendar');
	expect(await agendaDaysIn(world)).toEqual([
		'group-agenda 2026-05-16',
		'meeting-agenda 2026-05-16'
	]);
	expect(await open('2026-05-16')).toEqual([true, true]);
});
