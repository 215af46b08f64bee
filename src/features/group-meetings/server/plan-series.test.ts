/** whoever leads has the next meeting of a series planned where none is. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { planSeries } from './keep-series.ts';
import { listGroupMeetings, listSeries } from './series.queries.ts';

const database = await testDatabase();

test('R-222 a series without a next meeting has its next ones planned by whoever leads, once, and by nobody else', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const member = await world.worker('Mads Chef', world.tenant, 'manager');
	const collaboration = await world.collaboration(leader);
	await world.seat(collaboration, 'steering', member);
	const series = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Styregruppen',
		frequency: 'quarterly',
		first_on: '2026-02-02'
	});
	const plan = (who = leader, id = series) =>
		world.as(who).act((acting) => planSeries(acting, collaboration, id));
	const planned = async () =>
		(await world.as(leader).see(listGroupMeetings(collaboration))).map(({ state }) => state);
	expect(await plan(member)).toMatchObject({ reason: 'no-day-left' });
	expect(await planned()).toEqual([]);
	expect(await plan()).toEqual({ ok: true, value: true });
	expect(await planned()).toEqual(['planned', 'planned']);
	const [shown] = await world.as(leader).see(listSeries(collaboration, series));
	expect(shown?.next).not.toBeNull();
	expect(await plan()).toEqual({ ok: true, value: true });
	expect(await planned()).toHaveLength(2);
	expect(await plan(leader, randomUUID())).toMatchObject({ reason: 'not-there' });
});
