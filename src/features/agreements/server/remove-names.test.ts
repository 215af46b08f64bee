import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import { DAYS_TO_REMOVE } from '../ending.rules.ts';
import { registerNotice } from './end-agreement.ts';
import { finishRemoval, listRemovals } from './removal.queries.ts';
import { askRemoval, tellRemoved } from './remove-names.ts';
import { inForce, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

const ask = (
	world: AgreementWorld,
	agreement: string,
	who: Someone,
	{
		id = randomUUID(),
		keeper = world.tenant,
		why = 'leaving'
	}: { id?: string; keeper?: string; why?: 'leaving' | 'outdated' } = {}
) =>
	world
		.as(who)
		.act((acting) =>
			askRemoval(acting, agreement, id, { material: 'Folderen fra 2025', keeper, why })
		);

test('R-290 a party asks another to take its name off, by a day; sent twice it is one', async () => {
	const { world, id } = await inForce(database);
	const removal = randomUUID();
	for (let time = 0; time < 2; time += 1)
		expect(await ask(world, id, world.host, { id: removal })).toMatchObject({
			ok: true,
			value: { dueOn: addDays(TODAY, DAYS_TO_REMOVE) }
		});
	expect(await world.as(world.clerk).see(listRemovals(id))).toMatchObject([
		{ material: 'Folderen fra 2025', names: world.shelter, keeper: world.tenant, doneAt: null }
	]);
	expect(await world.as(world.stranger).see(listRemovals(id))).toEqual([]);
	expect(await world.as(world.landlord).see(listRemovals(id))).toEqual([]);
});

test('R-290 asked for while a notice runs, the days count from the end; a material out of date is due from today', async () => {
	const { world, id } = await inForce(database);
	await world.as(world.host).act((acting) =>
		registerNotice(acting, id, randomUUID(), {
			by: world.shelter,
			received: TODAY,
			end: null,
			evidence: '',
			reason: ''
		})
	);
	expect(await ask(world, id, world.host)).toMatchObject({
		value: { dueOn: addDays('2026-12-01', DAYS_TO_REMOVE) }
	});
	expect(await ask(world, id, world.host, { why: 'outdated' })).toMatchObject({
		value: { dueOn: addDays(TODAY, DAYS_TO_REMOVE) }
	});
});

test('R-290 it is asked for by who may act for a party, of another party', async () => {
	const { world, id } = await inForce(database);
	expect(await ask(world, id, world.helper)).toMatchObject({ reason: 'not-yours-to-end' });
	expect(await ask(world, id, world.stranger)).toMatchObject({ reason: 'no-document' });
	expect(await ask(world, id, world.host, { keeper: world.homes })).toMatchObject({
		reason: 'not-a-party'
	});
	expect(await ask(world, id, world.host, { keeper: world.shelter })).toMatchObject({
		reason: 'removal-of-ones-own'
	});
});

test('R-290 only whoever keeps the material says that the name is off it, and says it once', async () => {
	const { world, id } = await inForce(database);
	const removal = randomUUID();
	await ask(world, id, world.host, { id: removal });
	const tell = (who: Someone) => world.as(who).act((acting) => tellRemoved(acting, id, removal));
	expect(await tell(world.host)).toMatchObject({ reason: 'not-yours-to-remove' });
	expect(await tell(world.stranger)).toMatchObject({ reason: 'no-document' });
	for (let time = 0; time < 2; time += 1)
		expect(await tell(world.clerk)).toMatchObject({ ok: true });
	expect(await world.as(world.host).see(listRemovals(id))).toMatchObject([
		{ doneBy: 'Karl Kontor' }
	]);
});

test('PostgreSQL itself lets nobody but the keeper say so', async () => {
	const { world, id } = await inForce(database);
	const removal = randomUUID();
	await ask(world, id, world.host, { id: removal });
	for (const who of [world.host, world.stranger, world.landlord])
		expect(
			await world.as(who).act((acting) => acting.run(finishRemoval(id, removal, 'Nogen')))
		).toBe(0);
});
