/** What is being prepared for a group's meeting is read by who prepares it, until the group is invited (0752, as 0660). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Day } from '#values/day.ts';
import { listGroupItems } from './agenda.queries.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import { cancelGroupMeeting, inviteGroup } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import { listGroupMeetings } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const BEFORE = '2027-01-08';
const DAY = '2027-01-12';

/** A steering group of three; the project leader has put two things on the next agenda, one of them for Vera to bring forward. */
async function story() {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const vera = await world.worker('Vera Vang', shelter, 'manager');
	const hans = await world.worker('Hans Hjælper', shelter);
	const colleague = await world.worker('Otto Andersen', shelter);
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	for (const who of [leader, vera, hans]) await world.seat(collaboration, 'steering', who);
	const on = (who: Someone, day: Day = BEFORE) => world.as(who, day);
	await on(leader).act((acting) =>
		beginSeries(acting, collaboration, true, {
			id: randomUUID(),
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: DAY,
			starts: '10:00',
			minutes: 90,
			place: ''
		})
	);
	const meeting = (await on(leader).see(listGroupMeetings(collaboration))).at(-1)!;
	const ids = { collaboration, meeting: meeting.id };
	for (const [title, owner] of [
		['Skal vi sige husaftalen op?', null],
		['Nøgler', vera.person]
	] as const)
		await on(leader).act((acting) =>
			addGroupItem(acting, ids, { ...ITEM, id: randomUUID(), title, owner })
		);
	const reads = async (who: Someone, day?: Day) =>
		(await on(who, day).see(listGroupItems(ids.meeting))).flatMap(({ title }) => title || []);
	const invite = () => on(leader).act((acting) => inviteGroup(acting, ids, meeting.version));
	return { leader, vera, hans, colleague, ids, on, reads, invite, version: meeting.version };
}

const BOTH = ['Skal vi sige husaftalen op?', 'Nøgler'];

test('before the invitation who prepares the meeting reads all of it, who brings something forward that, and the others what always stands there', async () => {
	const { leader, vera, hans, colleague, on, ids, reads } = await story();
	expect(await reads(leader)).toEqual(BOTH);
	expect(await reads(vera)).toEqual(['Nøgler']);
	for (const who of [hans, colleague]) {
		expect(await reads(who)).toEqual([]);
		expect(
			(await on(who).see(listGroupItems(ids.meeting))).map(({ standing }) => standing)
		).toEqual(['promises', 'results', 'actions']);
	}
});

test('the invitation shows the agenda, and it stays when the meeting is called off after it', async () => {
	const { leader, hans, on, ids, reads, invite, version } = await story();
	await invite();
	expect(await reads(hans)).toEqual(BOTH);
	await on(leader).act((acting) => cancelGroupMeeting(acting, ids, version + 1));
	expect(await reads(hans)).toEqual(BOTH);
});

test('a meeting that was called off before anybody was invited has never been told of', async () => {
	const { leader, hans, on, ids, reads, version } = await story();
	await on(leader).act((acting) => cancelGroupMeeting(acting, ids, version));
	expect(await reads(hans)).toEqual([]);
	expect(await reads(leader)).toEqual(BOTH);
});

test('a meeting that is held without an invitation is followed by all from its day on', async () => {
	const { hans, reads } = await story();
	expect(await reads(hans, '2027-01-11')).toEqual([]);
	expect(await reads(hans, DAY)).toEqual(BOTH);
});
