/** Putting the framework before the steering group, told as its people on a real database. */
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { submitFramework } from './submit-framework.ts';
import { findVersion } from './version.queries.ts';
import { findFramework } from './framework.queries.ts';
import { begun, complete, decide, submit, submitted, draftNow, wish } from './test-framework.ts';

const database = await testDatabase();

describe('putting it forward', () => {
	test('R-065 R-067 is refused with everything that is missing', async () => {
		const world = await begun(database);
		const outcome = await submit(world, world.leader);
		expect(outcome).toMatchObject({
			ok: false,
			reason: 'obstacles',
			obstacles: [{ kind: 'answers-missing' }, { kind: 'project-group-not-involved' }]
		});
	});

	test('R-066 a member of the project group cannot, however complete it is', async () => {
		const world = await complete(database);
		expect(await submit(world, world.volunteer)).toEqual({ ok: false, reason: 'not-a-writer' });
		expect(await submit(world, world.manager)).toEqual({ ok: false, reason: 'not-a-writer' });
	});

	test('R-057 the group that decides is told that the project leader has left, and approves nothing', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		await database.owner.query(
			`update samspil.membership set active_until = '2026-05-03' where tenant_id = $1 and person_id = $2`,
			[world.tenant, world.leader.person]
		);
		expect(await decide(world, world.manager, version)).toEqual({
			ok: false,
			reason: 'steering-group-incomplete'
		});
		const [found] = await world.as(world.manager).see(findFramework());
		expect(found).toMatchObject({ leader: null, leaderName: null });
	});

	test('R-074 a next update more than six months ahead, or past, is refused', async () => {
		const world = await complete(database);
		const wished = await wish(world);
		const outcome = (nextUpdateOn: string) =>
			world.as(world.leader).act((acting) => submitFramework(acting, { ...wished, nextUpdateOn }));
		expect(await outcome('2026-11-05')).toEqual({
			ok: false,
			reason: 'more-than-six-months-ahead'
		});
		expect(await outcome('2026-05-03')).toEqual({ ok: false, reason: 'in-the-past' });
		expect((await outcome('2026-11-04')).ok).toBe(true);
	});

	test('R-067 an answer that somebody else has changed since it was read is read before it is sent', async () => {
		const world = await complete(database);
		const read = await wish(world);
		const send = (wished: typeof read) =>
			world.as(world.leader).act((acting) => submitFramework(acting, wished));
		await database.owner.query(
			`update samspil.framework_answer set not_applicable = 'Det gælder ikke os', version = version + 1, answered_by_name = 'Vera Vang'
			where tenant_id = $1 and field_key = (select min(field_key) from samspil.framework_answer where tenant_id = $1)`,
			[world.tenant]
		);
		expect(await send(read)).toEqual({ ok: false, reason: 'draft-changed-since' });
		const reread = { ...read, read: await draftNow(world) };
		for (let times = 0; times < 2; times += 1)
			expect(await send(reread)).toEqual({ ok: true, value: read.id });
	});

	test('R-068 freezes it, and tells the steering group', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		const [found] = await world.as(world.outside).see(findVersion(version));
		expect(found).toMatchObject({ number: 1, outcome: null, submittedBy: 'Lone Leder' });
		expect(found!.hash).toMatch(/^[0-9a-f]{64}$/);
		const { rows } = await database.owner.query(
			`select person_id, words from samspil.mail where tenant_id = $1 and kind = 'framework-submitted'`,
			[world.tenant]
		);
		expect(rows.map((row) => row.person_id).sort()).toEqual(
			[world.leader.person, world.manager.person, world.outside.person].sort()
		);
	});

	test('R-062 before it is established, a partner outside the groups sees no version', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		expect(await world.as(world.housing).see(findVersion(version))).toEqual([]);
	});
});
