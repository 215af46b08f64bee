/** What follows when the framework is established, told as its people on a real database. */
import { describe, expect, test } from 'vitest';
import { type Someone, TODAY } from '#server/database/test-world.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { latestNextUpdate } from '../update.rules.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { changeNextUpdate } from './change-next-update.ts';
import { confirmReading } from './confirm-reading.ts';
import { findVersion, listReadings } from './version.queries.ts';
import { answer, established, framework, saved } from './test-framework.ts';

const database = await testDatabase();

describe('once established', () => {
	test('R-071 R-052 partners are told, everybody in the municipality’s tenant can read it', async () => {
		const { world, version } = await established(database);
		const readings = await world.as(world.leader).see(listReadings());
		expect(readings.map(({ name, readAt }) => [name, readAt])).toEqual([
			['Vera Vang', null],
			['Viggo Vagt', null],
			['Henrik Hus', null]
		]);
		for (const who of [world.volunteer, world.stranger, world.housing])
			expect(await world.as(who).see(findVersion(version))).toHaveLength(1);
	});

	test('R-072 a partner confirms reading; the municipality has nothing to confirm', async () => {
		const { world, version } = await established(database);
		const confirm = (who: Someone) =>
			world.as(who).act((acting) => confirmReading(acting, version));
		expect((await confirm(world.outside)).ok).toBe(true);
		expect((await confirm(world.outside)).ok).toBe(true);
		expect((await confirm(world.volunteer)).ok).toBe(true);
		expect(await confirm(world.stranger)).toEqual({ ok: false, reason: 'not-named-as-partner' });
		const readings = await world.as(world.leader).see(listReadings());
		expect(readings.filter(({ readAt }) => readAt).map(({ name }) => name)).toEqual([
			'Vera Vang',
			'Viggo Vagt'
		]);
	});

	test('R-074 the next update can be moved within six months, by the writers', async () => {
		const { world } = await established(database);
		const [{ version }] = await framework(world);
		const change = (who: Someone, on: string, base = version) =>
			world
				.as(who)
				.act((acting) => changeNextUpdate(acting, { on, person: world.deputy.person }, base));
		expect(await change(world.manager, '2026-08-01')).toEqual({
			ok: false,
			reason: 'not-a-writer'
		});
		expect(await change(world.leader, '2026-11-05')).toEqual({
			ok: false,
			reason: 'more-than-six-months-ahead'
		});
		expect(await change(world.leader, latestNextUpdate(TODAY))).toMatchObject({ ok: true });
		expect(await change(world.leader, '2026-08-01')).toEqual({
			ok: false,
			reason: 'framework-changed'
		});
		expect((await framework(world))[0].nextUpdateName).toBe('Dan Dahl');
	});

	test('R-069 work on the next version leaves the one in force where it is', async () => {
		const { world, version } = await established(database);
		const was = await markOf(await saved(world, 'age'));
		await answer(world, world.leader, [
			['age.text', 'Alle'],
			['version.age', '1'],
			['was.age', was]
		]);
		expect((await framework(world))[0]).toMatchObject({
			state: 'draft',
			establishedVersion: version
		});
		expect(await world.as(world.stranger).see(findVersion(version))).toHaveLength(1);
	});
});
