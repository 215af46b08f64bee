/** The steering group decides, told as its people on a real database. */
import { describe, expect, test } from 'vitest';
import { TODAY } from '#server/database/test-world.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { decideVersion } from './decide-version.ts';
import { endVersion, findVersion } from './version.queries.ts';
import {
	answer,
	complete,
	decide,
	framework,
	newFrameworkWorld,
	saved,
	submitted
} from './test-framework.ts';

const database = await testDatabase();

describe('deciding', () => {
	test('A-13 the project leader alone cannot approve', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		expect(await decide(world, world.leader, version)).toEqual({ ok: true, value: 'submitted' });
		expect((await framework(world))[0].state).toBe('submitted');
	});

	test('A-13 nobody writes that a version is established which the steering group has not approved', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		for (const who of [world.leader, world.manager])
			await expect(
				world.as(who).act((acting) => acting.run(endVersion(version, 'established')))
			).rejects.toThrow('established only by the steering group');
	});

	test('R-069 both sides establish it, and PostgreSQL agrees', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		expect(await decide(world, world.manager, version)).toEqual({ ok: true, value: 'submitted' });
		expect(await decide(world, world.outside, version)).toEqual({ ok: true, value: 'established' });
		expect((await framework(world))[0]).toMatchObject({
			state: 'established',
			establishedVersion: version,
			establishedOn: TODAY,
			nextUpdateOn: '2026-10-01',
			nextUpdateName: 'Lone Leder'
		});
		const [found] = await world.as(world.stranger).see(findVersion(version));
		expect(found!.approvals.map(({ name }) => name)).toEqual(['Mads Chef', 'Vera Vang']);
	});

	test('R-069 PostgreSQL establishes nothing that is not approved, whatever the program says', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		const { establish } = await import('./version.queries.ts');
		const [{ id }] = await framework(world);
		const seat = { person: world.leader.person, organisation: world.tenant };
		const next = { on: '2026-10-01', seat, name: 'x' };
		await decide(world, world.manager, version);
		for (const who of [world.leader, world.manager])
			await expect(
				world.as(who).act((acting) => acting.run(establish(id, version, next)))
			).rejects.toThrow('established only by the steering group');
	});

	test('R-062 nobody outside the steering group decides', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		for (const who of [world.volunteer, world.stranger])
			expect((await decide(world, who, version)).ok).toBe(false);
		const other = await newFrameworkWorld(database);
		expect(await decide(other, other.manager, version)).toEqual({
			ok: false,
			reason: 'no-such-version'
		});
	});

	test('S-4 a decision on other content than was read is refused', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		const outcome = await world
			.as(world.manager)
			.act((acting) =>
				decideVersion(acting, version, { verdict: 'approve', hash: 'a'.repeat(64), comment: '' })
			);
		expect(outcome).toEqual({ ok: false, reason: 'version-changed' });
	});

	test('S-4 an edit withdraws the version that waits; approvals given before count for nothing', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		await decide(world, world.manager, version);
		const was = await markOf(await saved(world, 'age'));
		const edited = await answer(world, world.leader, [
			['age.text', 'Alle'],
			['version.age', '1'],
			['was.age', was]
		]);
		expect(edited).toMatchObject({ value: { saved: ['age'], withdrawn: true } });
		expect(await decide(world, world.outside, version)).toEqual({
			ok: false,
			reason: 'not-open-for-decision'
		});
		const again = await submitted(world);
		expect(again).not.toBe(version);
		expect(await decide(world, world.outside, again)).toEqual({ ok: true, value: 'submitted' });
	});

	test('R-068 a return with a comment goes back to the writers at once', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		const giveBack = (comment: string) =>
			decide(world, world.outside, version, { verdict: 'return', comment });
		expect(await giveBack(' ')).toEqual({ ok: false, reason: 'comment-missing' });
		expect(await giveBack('Tolkene mangler')).toEqual({ ok: true, value: 'returned' });
		expect((await framework(world))[0].state).toBe('draft');
		expect(await decide(world, world.manager, version)).toEqual({
			ok: false,
			reason: 'not-open-for-decision'
		});
	});

	test('two who approve at once establish it once', async () => {
		const world = await complete(database);
		const version = await submitted(world);
		const outcomes = await Promise.all([
			decide(world, world.manager, version),
			decide(world, world.outside, version)
		]);
		expect(outcomes.map((each) => each.ok && each.value).sort()).toEqual([
			'established',
			'submitted'
		]);
	});
});
