/** Minutes written by two at once, and a meeting led from the screen. */
import { expect, test } from 'vitest';
import { listLog, PAGE_OF_LOG } from '#features/citizens/server/log.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { listAgenda, listParticipants } from './agenda.queries.ts';
import { addAgendaItem } from './keep-agenda.ts';
import { findRun } from './running.queries.ts';
import { chooseWriters, stepMeeting } from './run-meeting.ts';
import {
	beginMinutes,
	draftedMeeting,
	found,
	invite,
	newItem,
	NOW,
	sendMinutes
} from './test-meeting.ts';
import { tickAttendance, writeOutcome, writeRest } from './write-along.ts';

const database = await testDatabase();

/** A meeting being held with two items, which the helper writes along. */
async function heldByTwo(world: World) {
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, helper } = story;
	await world
		.as(tovholder)
		.act((acting) => addAgendaItem(acting, pathway, meeting, newItem({ title: 'Økonomien' })));
	await invite(world, story, tovholder);
	const leading = world.as(tovholder, '2026-05-20');
	const along = world.as(helper, '2026-05-20');
	await leading.act((acting) => beginMinutes(acting, pathway, meeting));
	const participants = await leading.see(listParticipants(meeting));
	const seat = participants.find(({ person }) => person === helper.person)!.id;
	const choose = (writers: string[]) =>
		leading.act((acting) => chooseWriters(acting, pathway, meeting, writers));
	const [first, second] = await leading.see(listAgenda(meeting));
	const words = (item: string, version: number, outcome: string) => ({
		item,
		version,
		outcome,
		outcomeKind: 'decision' as const,
		goesOn: false
	});
	const write = (who: typeof leading, item: string, version: number, outcome: string) =>
		who.act((acting) => writeOutcome(acting, pathway, meeting, words(item, version, outcome)));
	return {
		...story,
		leading,
		along,
		seat,
		choose,
		participants,
		write,
		first: first!.id,
		second: second!.id
	};
}

test('two who write in different items never meet; in the same one, the later is told', async () => {
	const world = await newWorld(database);
	const { meeting, leading, along, choose, seat, write, first, second } = await heldByTwo(world);
	expect(await write(along, first, 1, 'Hans ringer')).toMatchObject({ reason: 'not-there' });
	expect((await choose([seat])).ok).toBe(true);
	const both = await Promise.all([
		write(leading, first, 1, 'Vi søger bolig'),
		write(along, second, 1, 'Vi laver et budget')
	]);
	expect(both).toEqual([
		{ ok: true, value: 2 },
		{ ok: true, value: 2 }
	]);
	expect(await write(along, first, 1, 'Vi venter')).toMatchObject({ reason: 'stale' });
	expect(await write(along, first, 2, 'Vi søger bolig i to byer')).toEqual({ ok: true, value: 3 });
	// what is typed twice is written once, also on top of what is older
	expect(await write(along, first, 1, 'Vi søger bolig i to byer')).toEqual({ ok: true, value: 3 });
	expect(await leading.see(listAgenda(meeting))).toMatchObject([
		{ outcome: 'Vi søger bolig i to byer', outcomeKind: 'decision', changedByName: 'Hans Hjælper' },
		{ outcome: 'Vi laver et budget' }
	]);
});

test('whoever writes along writes minutes and nothing else, and not when they are sent', async () => {
	const world = await newWorld(database);
	const story = await heldByTwo(world);
	const { pathway, meeting, leading, along, citizen, choose, seat, write, first, participants } =
		story;
	await choose([seat]);
	const forged = [
		tables.updateTable('agenda_item').set({ title: 'Noget andet' }).where('id', '=', first),
		tables.updateTable('meeting').set({ state: 'closed' }).where('id', '=', meeting),
		tables.updateTable('meeting_participant').set({ reason: 'Mig' }).where('id', '=', seat)
	];
	for (const query of forged)
		await expect(along.act((acting) => acting.run(query))).rejects.toThrow(/nothing else/);
	const ids = participants.map(({ id }) => id);
	const tick = (who: typeof along, now: string[], shown: string[]) =>
		who.act((acting) => tickAttendance(acting, pathway, meeting, now, shown));
	expect((await tick(along, ids, [])).ok).toBe(true);
	expect(await tick(leading, [ids[0]!], [])).toMatchObject({ ok: true });
	expect((await leading.see(listParticipants(meeting))).every((each) => each.attended)).toBe(true);
	// each changes what they changed on the page, and nothing of what the other did meanwhile
	await tick(leading, ids.slice(1), ids);
	await tick(along, ids.slice(0, -1), ids);
	expect((await leading.see(listParticipants(meeting))).map((each) => each.attended)).toEqual(
		ids.map((_id, index) => index !== 0 && index !== ids.length - 1)
	);
	await tick(leading, ids, []);
	const { version } = await found(world, story);
	const rest = (minutes: string) =>
		along.act((acting) =>
			writeRest(acting, pathway, meeting, { version, minutes, withoutCitizen: '' })
		);
	expect(await rest('Vi blev enige')).toEqual({ ok: true, value: version + 1 });
	expect(await rest('Vi blev uenige')).toMatchObject({ reason: 'stale' });
	const sent = await leading.act((acting) => sendMinutes(acting, pathway, meeting, NOW));
	expect(sent).toEqual({ ok: true, value: true });
	expect(await write(along, first, 1, 'For sent')).toMatchObject({ ok: false });
	expect(await choose([])).toMatchObject({ reason: 'minutes-not-open' });
	const late = tables
		.updateTable('agenda_item')
		.set({ outcome: 'For sent' })
		.where('id', '=', first);
	expect(await along.act((acting) => acting.run(late))).toBe(0);
	expect(await world.as(citizen).act((acting) => acting.run(late))).toBe(0);
});

test('R-165 the tovholder alone leads; a step from an older page leaves the meeting where it is', async () => {
	const world = await newWorld(database);
	const { pathway, meeting, leading, along, choose, seat, first, second } = await heldByTwo(world);
	await choose([seat]);
	const go = (who: typeof leading, item: string, shown: number) =>
		who.act((acting) =>
			stepMeeting(acting, pathway, meeting, { does: 'go', item, participant: '' }, shown, NOW)
		);
	expect(await go(along, first, 0)).toMatchObject({ reason: 'not-there' });
	expect((await go(leading, first, 0)).ok).toBe(true);
	expect((await go(leading, first, 0)).ok).toBe(true);
	expect(await go(leading, second, 0)).toMatchObject({ reason: 'meeting-went-on' });
	expect((await go(leading, second, 1)).ok).toBe(true);
	expect(await along.see(findRun(meeting))).toMatchObject([{ item: second, version: 2 }]);
	const { tovholder: stranger } = await (await newWorld(database)).coordinatedPathway();
	expect(await world.as(stranger).see(findRun(meeting))).toEqual([]);
});

test('whoever is asked no more while they wait for the meeting is refused, and not told that it is kept', async () => {
	const world = await newWorld(database);
	const { pathway, meeting, leading, along, choose, seat, write, first } = await heldByTwo(world);
	await choose([seat]);
	const waiting = () =>
		database.owner
			.query(
				`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
			)
			.then(({ rowCount }) => rowCount);
	let late: ReturnType<typeof write> | undefined;
	await leading.act(async (acting) => {
		await chooseWriters(acting, pathway, meeting, []);
		late = write(along, first, 1, 'For sent');
		await expect.poll(waiting).toBe(1);
	});
	expect(await late).toMatchObject({ reason: 'not-there' });
	const [item] = await leading.see(listAgenda(meeting));
	expect(item).toMatchObject({ outcome: '' });
});

test('L-10 minutes kept at each pause are one line of the citizen’s record for each who wrote, and every row of the chain', async () => {
	const world = await newWorld(database);
	const {
		pathway,
		meeting,
		citizen,
		helper,
		tovholder,
		leading,
		along,
		choose,
		seat,
		write,
		first,
		second
	} = await heldByTwo(world);
	await choose([seat]);
	for (let version = 1; version <= 60; version += 1) {
		await write(along, first, version, `Hans skriver ${version}`);
		if (version <= 3) await write(leading, second, version, `Vi skriver ${version}`);
	}
	const rowsOf = async () =>
		(
			await database.owner.query<{ count: number }>(
				`select count(*)::int as count from samspil.audit_event where pathway_id = $1 and object_id = $2 and action = 'meeting.minutes-written'`,
				[pathway, meeting]
			)
		).rows[0]!.count;
	expect(await rowsOf()).toBe(63);
	const log = await world.as(citizen).see(listLog(pathway, null));
	const written = log.filter(({ action }) => action === 'meeting.minutes-written');
	expect(written.map(({ name, times }) => [name, times])).toEqual([
		[helper.name, 60],
		[tovholder.name, 3]
	]);
	for (const { since, at } of written) expect(since < at).toBe(true);
	// what is older stands below, and no line stands on two pages
	expect(log.length).toBeLessThanOrEqual(PAGE_OF_LOG + 1);
	const keys = log.map(({ cursor }) => {
		const [at, lane, sequence] = cursor.split('~');
		return { at: at!, lane: Number(lane), sequence: Number(sequence) };
	});
	for (const [index, key] of keys.entries())
		expect(
			(await world.as(citizen).see(listLog(pathway, key))).map(({ cursor }) => cursor)
		).toEqual(log.slice(index + 1).map(({ cursor }) => cursor));
});
