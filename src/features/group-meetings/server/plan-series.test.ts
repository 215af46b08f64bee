/** whoever leads has the next meeting of a series planned where none is. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keep } from '#features/deadlines/test-remind.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { makeMeetings } from '#server/jobs/make-meetings.ts';
import { isSingle, ONCE } from '../series.rules.ts';
import { inviteGroup, moveGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries, planSeries } from './keep-series.ts';
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

test('one meeting alone is planned by whoever leads, once, and asks for no rhythm and no next one', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const member = await world.worker('Mads Chef', world.tenant, 'manager');
	const collaboration = await world.collaboration(leader);
	await world.seat(collaboration, 'steering', member);
	const once = {
		...{ id: randomUUID(), group: 'steering' as const, purpose: 'Ekstraordinært møde' },
		frequency: ONCE,
		...{ firstOn: '2026-05-12', starts: '10:00', minutes: 60, place: 'Rådhuset' }
	} as const;
	const begin = (change: { firstOn?: string; frequency?: 'yearly' } = {}) =>
		world
			.as(leader)
			.act((acting) => beginSeries(acting, collaboration, true, { ...once, ...change }));
	const meetings = () => world.as(leader).see(listGroupMeetings(collaboration));
	expect(await begin({ firstOn: '2026-05-03' })).toMatchObject({ reason: 'time-is-past' });
	expect(await begin()).toEqual({ ok: true, value: true });
	expect(await begin()).toEqual({ ok: true, value: true });
	expect(await begin({ frequency: 'yearly' })).toMatchObject({ reason: 'sent-before' });
	expect(await meetings()).toMatchObject([{ day: '2026-05-12', state: 'planned' }]);
	expect(isSingle((await world.as(leader).see(listSeries(collaboration)))[0]!)).toBe(true);
	// nothing is added to it, neither now nor by the jobs
	await makeMeetings(database.pools.jobs, '2026-05-04');
	expect(await meetings()).toHaveLength(1);
	await keep(database.pools.jobs, '2026-05-04', world.tenant);
	const { rows } = await database.owner.query<{ kind: string }>(
		'select kind from samspil.deadline where tenant_id = $1',
		[world.tenant]
	);
	expect(rows.map(({ kind }) => kind)).toContain('group-meeting');
	expect(rows.map(({ kind }) => kind)).not.toContain('group-rhythm');
	// it is called and moved like any other, also beyond that day
	const { id, version } = (await meetings())[0]!;
	const ids = { collaboration, meeting: id };
	expect((await world.as(leader).act((acting) => inviteGroup(acting, ids, version))).ok).toBe(true);
	const to = {
		startsAt: new Date('2026-05-19T08:00:00Z'),
		endsAt: new Date('2026-05-19T09:00:00Z'),
		place: 'Rådhuset'
	};
	expect(
		(await world.as(leader).act((acting) => moveGroupMeeting(acting, ids, version + 1, to))).ok
	).toBe(true);
	await makeMeetings(database.pools.jobs, '2026-05-04');
	expect(await meetings()).toMatchObject([{ day: '2026-05-19', state: 'invited' }]);
});
