/** The clocks of a notification on a real database: written by who holds the threads, and a duty of the municipality's alone. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keep as keepAll } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays, instantAt } from '#values/day.ts';
import type { ClocksSaid } from '../clocks.rules.ts';
import { findChild } from './child.queries.ts';
import { keepClocks, noteNotification } from './keep-notification.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const MADE = { madeOn: TODAY, madeBy: 'Ida', madeTo: 'Familieafdelingen' };
const NOW = instantAt(TODAY, '20:00');
const RECEIVED = { receivedOn: TODAY, receivedTime: '10:00' };
const CLOCKS: ClocksSaid = { ...RECEIVED, assessedOn: null, assessedTime: '', receiptedOn: null };

async function notified(received: Pick<ClocksSaid, 'receivedOn' | 'receivedTime'> = RECEIVED) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	await database.owner.query(`update samspil.citizen set birth_date = '2012-02-03' where id = $1`, [
		story.citizen.citizen
	]);
	const id = randomUUID();
	const noted = await world
		.as(tovholder)
		.act((acting) => noteNotification(acting, pathway, id, { ...MADE, ...received }, NOW));
	expect(noted).toEqual(DONE);
	const clock = (who: Someone, version: number, said: Partial<ClocksSaid> = {}, on = pathway) =>
		world.as(who).act((acting) => keepClocks(acting, on, id, version, { ...CLOCKS, ...said }, NOW));
	const see = async () => (await world.as(tovholder).see(findChild(pathway)))[0]!.notifications[0]!;
	const due = async () => {
		await keepAll(database.pools.jobs, TODAY, world.tenant);
		const { rows } = await database.owner.query(
			`select d.kind, d.due_on as "dueOn", d.seen, array_agg(p.part || ' ' || p.person_id) as people
			from samspil.deadline d left join samspil.deadline_person p using (tenant_id, kind, subject_id, due_on)
			where d.tenant_id = $1 and d.subject_id = $2 group by 1, 2, 3 order by 1`,
			[world.tenant, id]
		);
		return rows;
	};
	return { world, id, clock, see, due, ...story };
}

test('L-16 the clocks run from when the municipality received it, and each stops when what it is for has happened', async () => {
	const { tovholder, clock, see, due } = await notified();
	const people = [`acts ${tovholder.person}`];
	const assessment = { kind: 'notification-assessment', dueOn: addDays(TODAY, 1) };
	// 4 May 2026 is a Monday; the 14th is Ascension Day, long after
	const receipt = { kind: 'notification-receipt', dueOn: '2026-05-12', seen: 'pathway', people };
	expect(await due()).toEqual([{ ...assessment, seen: 'pathway', people }, receipt]);
	expect(await clock(tovholder, 1, { assessedOn: TODAY, assessedTime: '09:59' })).toEqual({
		ok: false,
		reason: 'assessed-before-received'
	});
	const assessed = { assessedOn: TODAY, assessedTime: '14:30' };
	for (let twice = 0; twice < 2; twice++) expect(await clock(tovholder, 1, assessed)).toEqual(DONE);
	expect(await due()).toEqual([receipt]);
	const now = await see();
	expect(new Date(now.assessedAt!)).toEqual(instantAt(TODAY, '14:30'));
	expect(now).toMatchObject({ version: 2, clockedBy: tovholder.name });
	expect(await clock(tovholder, 1, { receiptedOn: TODAY })).toMatchObject({
		reason: 'stale',
		saved: { version: 2 }
	});
	expect(await clock(tovholder, 2, { ...assessed, receiptedOn: TODAY })).toEqual(DONE);
	expect(await due()).toEqual([]);
});

test('L-16 where nobody has written that it was received, nothing runs', async () => {
	const { tovholder, clock, due } = await notified({ receivedOn: null, receivedTime: '' });
	expect(await due()).toEqual([]);
	expect(await clock(tovholder, 1)).toEqual(DONE);
	expect(await due()).toHaveLength(2);
});

test('L-16 the duty is the municipality’s: a tovholder of another organisation has none, and nobody has one when the young person is grown up', async () => {
	const { world, pathway, shelter, tovholder, citizen, due } = await notified();
	const { owner } = database;
	const again = async () => {
		const mark = 'insert into samspil.deadline_stale (tenant_id, about) values ($1, $2)';
		await owner.query(mark, [world.tenant, pathway]);
		return due();
	};
	await world.insert('membership', {
		tenant_id: world.tenant,
		person_id: tovholder.person,
		organisation_id: shelter,
		function: 'employee',
		person_name: tovholder.name,
		active_from: '2026-01-01'
	});
	const hold = (organisation: string) =>
		owner.query(
			'update samspil.tovholder set organisation_id = $2 where pathway_id = $1 and until is null',
			[pathway, organisation]
		);
	await hold(shelter);
	expect(await again()).toEqual([]);
	await hold(world.tenant);
	expect(await again()).toHaveLength(2);
	await owner.query(`update samspil.citizen set birth_date = '2008-05-04' where id = $1`, [
		citizen.citizen
	]);
	expect(await again()).toEqual([]);
});

test('L-16 nobody but who holds the threads writes of the clocks, nor of those of another pathway, and PostgreSQL says the same', async () => {
	const { world, id, pathway, clock, citizen, helper, tovholder, leader } = await notified();
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [citizen, helper, leader, neighbour.tovholder, outside.tovholder])
		expect(await clock(who, 1)).toEqual(NOT_THERE);
	expect(await clock(neighbour.tovholder, 1, {}, neighbour.pathway)).toEqual(NOT_THERE);
	const raw = (who: Someone) =>
		world.as(who).act((acting) =>
			acting.run({
				compile: () =>
					({
						sql: 'update samspil.outside_notification set receipted_on = $2, version = version + 1 where id = $1',
						parameters: [id, TODAY],
						query: { kind: 'RawNode' }
					}) as never
			})
		);
	for (const who of [citizen, helper, leader, neighbour.tovholder, outside.tovholder])
		expect(await raw(who)).toBe(0);
	await database.owner.query(`update samspil.citizen set birth_date = '1990-01-01' where id = $1`, [
		citizen.citizen
	]);
	await expect(raw(tovholder)).rejects.toThrow('row-level security');
	expect(pathway).not.toBe(neighbour.pathway);
});

test('L-16 a receipt that was sent counts by the weekdays of its time, and one that is to be sent by those of now', async () => {
	const { world, id, tovholder, clock, see } = await notified();
	const say = (saturdays: boolean) =>
		database.owner.query(
			`insert into samspil.notification_setting (tenant_id, saturdays, changed_by_name) values ($1, $2, 'Lene')
			on conflict (tenant_id) do update set saturdays = excluded.saturdays`,
			[world.tenant, saturdays]
		);
	expect(await see()).toMatchObject({ saturdays: false });
	expect(await clock(tovholder, 1, { receiptedOn: TODAY })).toEqual(DONE);
	await say(true);
	expect(await see()).toMatchObject({ id, saturdays: false });
	// another day is another telling of the same receipt
	expect(
		await clock(tovholder, 2, { assessedOn: TODAY, assessedTime: '12:00', receiptedOn: TODAY })
	).toEqual(DONE);
	expect(await see()).toMatchObject({ saturdays: false });
	// not sent after all
	expect(await clock(tovholder, 3)).toEqual(DONE);
	expect(await see()).toMatchObject({ saturdays: true });
	expect(await clock(tovholder, 4, { receiptedOn: TODAY })).toEqual(DONE);
	await say(false);
	expect(await see()).toMatchObject({ saturdays: true });
});
