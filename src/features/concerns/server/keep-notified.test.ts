/** That somebody has notified, and where the municipality is notified, on a real database (L-15, L-16). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { setTime } from '#features/retention/server/keep-kinds.ts';
import { listKinds } from '#features/retention/server/kind.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { forgetNotified, keepNotificationSetting, noteNotified } from './keep-notified.ts';
import { findNotificationSetting, listNotified } from './notify.queries.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T12:00:00Z');
const CALLED = { madeOn: '2026-05-03', time: '21:15', way: 'phone' } as const;

test('L-15 whoever is at work writes that they have notified, with a password alone; nobody else reads it', async () => {
	const world = await newWorld(database);
	const { helper, colleague, leader, tovholder, citizen } = await world.coordinatedPathway();
	const weak = await world.session(helper.person, helper.name, {
		hat: 'organisation',
		organisation: helper.organisation,
		strong: false
	});
	const id = randomUUID();
	for (let twice = 0; twice < 2; twice++)
		expect(await world.as(weak).act((acting) => noteNotified(acting, id, CALLED, NOW))).toEqual({
			ok: true,
			value: true
		});
	expect(await world.as(helper).see(listNotified())).toEqual([{ id, ...CALLED }]);
	const others = [colleague, leader, tovholder, citizen, await world.administrator()];
	for (const other of others) {
		expect(await world.as(other).see(listNotified())).toEqual([]);
		await world.as(other).act((acting) => forgetNotified(acting, id));
	}
	expect(await world.as(helper).see(listNotified())).toHaveLength(1);
	const later = { ...CALLED, madeOn: '2026-05-05' };
	expect(
		await world.as(helper).act((acting) => noteNotified(acting, randomUUID(), later, NOW))
	).toMatchObject({ reason: 'notified-not-yet' });
	await world.as(helper).act((acting) => forgetNotified(acting, id));
	expect(await world.as(helper).see(listNotified())).toEqual([]);
});

test('L-15, L-16 the project leader writes where one notifies; everybody at work there reads it, and nobody elsewhere', async () => {
	const world = await newWorld(database);
	const { helper, leader, tovholder } = await world.coordinatedPathway();
	const elsewhere = await newWorld(database);
	const { leader: neighbour } = await elsewhere.coordinatedPathway();
	const said = { phone: '12 34 56 78', channel: 'https://solby.example/underret', saturdays: true };
	const keep = (version: number, more = {}) =>
		world
			.as(leader)
			.act((acting) => keepNotificationSetting(acting, version, { ...said, ...more }));
	expect(
		await world.as(tovholder).act((acting) => keepNotificationSetting(acting, 0, said))
	).toMatchObject({ reason: 'not-there' });
	expect(await keep(0)).toMatchObject({ ok: true });
	expect(await keep(0)).toMatchObject({ ok: true });
	expect(await keep(0, { phone: '11' })).toMatchObject({ reason: 'stale', saved: said });
	expect(await keep(1, { phone: '87 65 43 21' })).toMatchObject({ ok: true });
	expect(await world.as(helper).see(findNotificationSetting())).toMatchObject([
		{ phone: '87 65 43 21', saturdays: true, isLed: false, version: 2 }
	]);
	expect(await elsewhere.as(neighbour).see(findNotificationSetting())).toMatchObject([
		{ phone: '', saturdays: false, version: 0, isLed: true }
	]);
});

test('L-15 that somebody notified is theirs alone: it goes by nobody else’s approval, however old it is', async () => {
	const world = await newWorld(database);
	const { helper } = await world.coordinatedPathway();
	const manager = await world.worker('Mona Mester', helper.organisation!, 'manager');
	const old = { ...CALLED, madeOn: '2021-05-03' };
	await world.as(helper).act((acting) => noteNotified(acting, randomUUID(), old, NOW));
	await world.as(manager).act((acting) => setTime(acting, 'doubt', '24', 0));
	const kinds = await world.as(manager).see(listKinds());
	expect(kinds.find(({ kind }) => kind === 'doubt')).toMatchObject({ many: 0 });
	expect(await world.as(helper).see(listNotified())).toHaveLength(1);
});
