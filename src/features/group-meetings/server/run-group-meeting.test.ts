/** A group's meeting held on the screen: led by whoever keeps it, its minutes written along by those they ask. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Step } from '#features/held-meetings/running.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { listGroupItems } from './agenda.queries.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import { closeGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import {
	chooseGroupWriters,
	stepGroupMeeting,
	tickGroupAttendance,
	writeGroupOutcome,
	writeGroupRest
} from './run-group-meeting.ts';
import { findGroupRun, listGroupSeats } from './running.queries.ts';
import { findGroupMeeting, listGroupMeetings } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const { owner } = database;
const BEFORE = '2027-01-11';
const DAY = '2027-01-12';
const NOW = new Date('2027-01-12T09:30:00Z');

/** A steering group of two, on the day of its meeting; somebody of a party who does not sit in it, and a stranger. */
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
	await world.as(leader, BEFORE).act((acting) =>
		beginSeries(acting, collaboration, true, {
			id: series,
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: DAY,
			starts: '10:00',
			minutes: 90,
			place: ''
		})
	);
	const meetings = await world.as(leader, BEFORE).see(listGroupMeetings(collaboration));
	const ids = { collaboration, meeting: meetings.at(-1)!.id };
	const item = randomUUID();
	await world
		.as(leader, BEFORE)
		.act((acting) =>
			addGroupItem(acting, ids, { ...ITEM, id: item, title: 'Nøgler', minutes: 20 })
		);
	const on = (who: Someone, day = DAY) => world.as(who, day);
	const write = (who: Someone, version: number, outcome: string, about: string = item) =>
		on(who).act((acting) =>
			writeGroupOutcome(acting, ids, {
				item: about,
				version,
				outcome,
				outcomeKind: 'decision',
				goesOn: false
			})
		);
	const choose = (...writers: Someone[]) =>
		on(leader).act((acting) =>
			chooseGroupWriters(
				acting,
				ids,
				writers.map(({ person }) => person)
			)
		);
	const step = (who: Someone, does: Step['does'], shown: number, words: Partial<Step> = {}) =>
		on(who).act((acting) =>
			stepGroupMeeting(acting, ids, { does, item: '', participant: '', ...words }, shown, NOW)
		);
	const seats = () => on(leader).see(listGroupSeats(series, ids.meeting));
	const items = () => on(leader).see(listGroupItems(ids.meeting));
	const meeting = async () =>
		(await on(leader).see(findGroupMeeting(collaboration, ids.meeting)))[0]!;
	return {
		world,
		leader,
		chair,
		other,
		stranger,
		ids,
		item,
		series,
		on,
		write,
		choose,
		step,
		seats,
		items,
		meeting
	};
}

test('two who write in different items never meet; in the same one, the later is told', async () => {
	const { leader, chair, other, stranger, item, write, choose, items } = await story();
	for (const who of [chair, other, stranger])
		expect(await write(who, 1, 'Mit')).toMatchObject({ reason: 'not-there' });
	expect(await choose(other)).toMatchObject({ reason: 'writer-not-at-work' });
	expect(await choose(chair)).toMatchObject({ ok: true });
	const promises = (await items()).find(({ standing }) => standing === 'promises')!;
	expect(
		await Promise.all([
			write(leader, 1, 'Vi låser'),
			write(chair, 1, 'Alle holder det', promises.id)
		])
	).toEqual([
		{ ok: true, value: 2 },
		{ ok: true, value: 2 }
	]);
	expect(await write(chair, 1, 'Vi venter')).toMatchObject({ reason: 'stale' });
	// what is typed twice is written once, also on top of what is older
	expect(await write(chair, 1, 'Vi låser')).toEqual({ ok: true, value: 2 });
	expect(await items()).toMatchObject([
		// what stands on every agenda comes up again, whatever is said of it
		{ id: promises.id, outcome: 'Alle holder det', goesOn: true, changedByName: 'Vera Vang' },
		{ standing: 'results' },
		{ standing: 'actions' },
		{ id: item, outcome: 'Vi låser', outcomeKind: 'decision', goesOn: false, minutes: 20 }
	]);
	expect(await write(leader, 1, 'x', randomUUID())).toMatchObject({ reason: 'not-there' });
});

test('R-168 whoever keeps the meeting leads it, on its day; a step from an older page leaves it where it is', async () => {
	const { leader, chair, ids, item, on, choose, step } = await story();
	await choose(chair);
	expect(await step(chair, 'go', 0, { item })).toMatchObject({ reason: 'not-there' });
	expect(
		await on(leader, BEFORE).act((acting) =>
			stepGroupMeeting(acting, ids, { does: 'silence', item: '', participant: '' }, 0, NOW)
		)
	).toMatchObject({ reason: 'minutes-not-open' });
	expect(await step(leader, 'go', 0, { item })).toMatchObject({ ok: true });
	expect(await step(leader, 'go', 0, { item })).toMatchObject({ ok: true });
	expect(await step(leader, 'round', 0)).toMatchObject({ reason: 'meeting-went-on' });
	expect(await step(leader, 'round', 1)).toMatchObject({ ok: true });
	expect(await step(leader, 'turn', 2, { participant: chair.person })).toMatchObject({
		reason: 'meeting-went-on'
	});
	expect(await step(leader, 'turn', 2, { participant: leader.person })).toMatchObject({ ok: true });
	expect(await on(chair).see(findGroupRun(ids.meeting))).toMatchObject([
		{ item, itemSince: NOW, roundDone: [leader.person], version: 3 }
	]);
});

test('whoever writes along writes minutes and nothing else, and not when they are closed or one has left the group', async () => {
	const { leader, chair, other, stranger, ids, item, on, write, choose, seats, meeting, world } =
		await story();
	await choose(chair);
	const forged = [
		tables.updateTable('group_item').set({ title: 'Noget andet' }).where('id', '=', item),
		tables.updateTable('group_meeting').set({ state: 'held' }).where('id', '=', ids.meeting),
		tables.updateTable('group_seat').set({ writes: true }).where('person_id', '=', leader.person)
	];
	for (const query of forged)
		await expect(on(chair).act((acting) => acting.run(query))).rejects.toThrow(/nothing else/);
	for (const query of forged)
		for (const who of [other, stranger])
			expect(await on(who).act((acting) => acting.run(query))).toBe(0);
	await expect(
		on(chair).act((acting) =>
			acting.run(
				tables
					.insertInto('group_run')
					.values({ tenant_id: world.tenant, meeting_id: ids.meeting, item_id: item })
			)
		)
	).rejects.toThrow(/row-level security/);
	expect(await on(stranger).see(listGroupSeats(randomUUID(), ids.meeting))).toEqual([]);

	const tick = (who: Someone, now: Someone[], shown: Someone[]) =>
		on(who).act((acting) =>
			tickGroupAttendance(
				acting,
				ids,
				now.map(({ person }) => person),
				shown.map(({ person }) => person)
			)
		);
	expect(await tick(other, [other], [])).toMatchObject({ reason: 'not-there' });
	expect(await tick(chair, [chair, leader], [])).toMatchObject({ ok: true });
	expect(await tick(leader, [leader], [leader])).toMatchObject({ ok: true });
	expect((await seats()).map(({ name, attended }) => [name, attended])).toEqual([
		['Lene Leder', true],
		['Vera Vang', true]
	]);

	const rest = (who: Someone, version: number, minutes: string) =>
		on(who).act((acting) =>
			writeGroupRest(acting, ids, { version, minutes, results: true, actions: false })
		);
	const { version } = await meeting();
	expect(await rest(chair, version, 'Vi blev enige')).toEqual({ ok: true, value: version + 1 });
	expect(await rest(leader, version, 'Vi blev uenige')).toMatchObject({ reason: 'stale' });
	expect(await meeting()).toMatchObject({ minutes: 'Vi blev enige', treated: ['results'] });

	await owner.query(`update samspil.group_member set until = '2027-01-11' where person_id = $1`, [
		chair.person
	]);
	expect(await write(chair, 1, 'Jeg er gået')).toMatchObject({ reason: 'not-there' });
	await owner.query(`update samspil.group_member set until = null where person_id = $1`, [
		chair.person
	]);
	expect(await write(chair, 1, 'Vi låser')).toEqual({ ok: true, value: 2 });
	await on(leader).act((acting) => closeGroupMeeting(acting, ids, version + 1, NOW));
	expect(await write(chair, 2, 'For sent')).toMatchObject({ reason: 'minutes-not-open' });
	expect(await write(leader, 2, 'For sent')).toMatchObject({ reason: 'minutes-not-open' });
	const late = tables.updateTable('group_item').set({ outcome: 'For sent' }).where('id', '=', item);
	expect(await on(chair).act((acting) => acting.run(late))).toBe(0);
});
