/** A partner who is told of the framework in force by telephone, told as its people on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import { callPartner, takeBackCall } from './call-partner.ts';
import { deleteCall, insertCall, listCalls, type NewCall } from './call.queries.ts';
import { established } from './test-framework.ts';

const database = await testDatabase();

async function story() {
	const { world, version } = await established(database);
	const call = (who: Someone, change: Partial<NewCall> = {}) =>
		world.as(who, addDays(TODAY, 9)).act((acting) =>
			callPartner(acting, version, {
				id: randomUUID(),
				organisation: world.housing.organisation!,
				on: TODAY,
				spokeWith: 'Inge på kontoret',
				isRead: true,
				...change
			})
		);
	const read = async (who: Someone) =>
		(await world.as(who).see(listCalls(version))).map(({ spokeWith, isRead, by }) => [
			spokeWith,
			isRead,
			by
		]);
	return { world, version, call, read };
}

test('R-072 R-097 the leader writes that a partner was told by telephone; the same form twice is one, and another text is shown', async () => {
	const { world, call, read } = await story();
	const id = randomUUID();
	expect(await call(world.leader, { id })).toEqual({ ok: true, value: true });
	expect(await call(world.leader, { id })).toEqual({ ok: true, value: true });
	expect(await call(world.leader, { id, spokeWith: 'Bo' })).toMatchObject({
		ok: false,
		reason: 'sent-before'
	});
	expect(await read(world.leader)).toEqual([['Inge på kontoret', true, world.leader.name]]);
	// It names somebody at the partner's: nobody else reads it, also of those who approve.
	for (const who of [world.manager, world.outside, world.housing, world.volunteer, world.stranger])
		expect(await read(who)).toEqual([]);
});

test('R-097 nobody else writes it, of no day that does not fit, of no citizen, and of nobody who is no partner', async () => {
	const { world, call, read } = await story();
	for (const who of [world.manager, world.housing, world.stranger])
		expect(await call(who)).toEqual({ ok: false, reason: 'not-a-writer' });
	const refused = async (change: Partial<NewCall>, reason: string) =>
		expect(await call(world.leader, change)).toEqual({ ok: false, reason });
	await refused({ on: addDays(TODAY, -1) }, 'told-before-in-force');
	await refused({ on: addDays(TODAY, 10) }, 'in-the-future');
	await refused({ spokeWith: 'Om 010190-1234' }, 'names-a-citizen');
	await refused({ organisation: world.tenant }, 'not-there');
	await refused({ organisation: randomUUID() }, 'not-there');
	expect(await read(world.leader)).toEqual([]);
});

test('R-097 a call that was written by mistake is taken back, twice is once, and by nobody else', async () => {
	const { world, version, call, read } = await story();
	const id = randomUUID();
	await call(world.leader, { id });
	const takeBack = (who: Someone) =>
		world.as(who).act((acting) => takeBackCall(acting, version, id));
	expect(await takeBack(world.housing)).toEqual({ ok: false, reason: 'not-a-writer' });
	expect(await takeBack(world.leader)).toEqual({ ok: true, value: true });
	expect(await takeBack(world.leader)).toEqual({ ok: true, value: true });
	expect(await read(world.leader)).toEqual([]);
	// the record says which it was, and only once
	const { rows } = await database.owner.query(
		`select detail from samspil.audit_event where tenant_id = $1 and action = 'framework.not-told-by-telephone'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ detail: { id, organisation: world.housing.organisation, on: TODAY } }]);
});

test('R-045 PostgreSQL itself lets nobody else write or take one away, and shows another municipality nothing', async () => {
	const { world, version, call } = await story();
	const write = (who: Someone, organisation: string, by = who.person) =>
		world
			.as(who)
			.act((acting) =>
				acting.run(
					insertCall(
						version,
						{ id: randomUUID(), organisation, on: TODAY, spokeWith: by, isRead: false },
						'x'
					)
				)
			);
	const partner = world.housing.organisation!;
	for (const who of [world.housing, world.stranger, world.manager])
		await expect(write(who, partner)).rejects.toThrow('row-level security');
	await expect(write(world.leader, world.tenant)).rejects.toThrow('row-level security');
	const id = randomUUID();
	await call(world.leader, { id });
	expect(await world.as(world.housing).act((acting) => acting.run(deleteCall(version, id)))).toBe(
		0
	);
	const other = await newWorld(database);
	const elsewhere = await other.worker('Else Væk', other.tenant, 'project-leader');
	expect(
		await other
			.as(elsewhere)
			.see(tables.selectFrom('framework_call').select(['id']).where('version_id', '=', version))
	).toEqual([]);
});
