import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { callPartner } from '#features/framework/server/call-partner.ts';
import { confirmReading } from '#features/framework/server/confirm-reading.ts';
import { established } from '#features/framework/server/test-framework.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { countFollowUp } from './follow-up.queries.ts';
import { findImplementation } from './implementation.queries.ts';

const database = await testDatabase();

test('R-058 those who lead or steer see how far the model is in use, and nobody else', async () => {
	const { world, version } = await established(database);
	const { leader, manager, outside, housing, volunteer, stranger } = world;
	await world.insert('tovholder_pool', {
		tenant_id: world.tenant,
		collaboration_id: world.collaboration,
		person_id: stranger.person,
		organisation_id: world.tenant,
		since: TODAY
	});
	for (const who of [leader, manager, outside])
		expect(await world.as(who).see(findImplementation())).toMatchObject([
			{
				collaborations: 1,
				begun: true,
				inForceOn: TODAY,
				partners: 2,
				partnersRead: 0,
				activities: 0,
				goalsReached: 0,
				pool: 1,
				agreements: 0
			}
		]);
	await world.as(housing).act((acting) => confirmReading(acting, version));
	expect(await world.as(leader).see(findImplementation())).toMatchObject([{ partnersRead: 1 }]);
	// What a partner says by telephone counts as its word; that it was told alone does not.
	const call = (isRead: boolean) =>
		world.as(leader).act((acting) =>
			callPartner(acting, version, {
				id: randomUUID(),
				organisation: volunteer.organisation!,
				on: TODAY,
				spokeWith: 'Vagten',
				isRead
			})
		);
	expect(await call(false)).toMatchObject({ ok: true });
	expect(await world.as(leader).see(findImplementation())).toMatchObject([{ partnersRead: 1 }]);
	await call(true);
	expect(await world.as(leader).see(findImplementation())).toMatchObject([{ partnersRead: 2 }]);
	const administrator = await world.administrator();
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'project-leader');
	for (const who of [housing, volunteer, stranger, administrator, nabo])
		expect(await world.as(who).see(findImplementation())).toEqual([]);
});

test('R-058 a municipality without a framework has begun nothing', async () => {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	await world.collaboration(leader);
	expect(await world.as(leader).see(findImplementation())).toMatchObject([
		{ collaborations: 1, begun: false, inForceOn: null, partners: 0 }
	]);
});

test('R-058 both pages of numbers say the same of whether the framework is updated, whatever is written on the next version', async () => {
	const { world } = await established(database);
	const said = async () => {
		const [counts] = await world.as(world.leader).see(countFollowUp());
		const [facts] = await world.as(world.leader).see(findImplementation());
		return [counts!.frameworkCurrent, facts!.isCurrent];
	};
	expect(await said()).toEqual([true, true]);
	const set = (what: string) =>
		database.owner.query(`update samspil.framework set ${what} where tenant_id = $1`, [
			world.tenant
		]);
	await set("state = 'draft'");
	expect(await said()).toEqual([true, true]);
	await set("next_update_on = '2026-05-03'");
	expect(await said()).toEqual([false, false]);
});
