/** whoever is around the citizen is a guest by name alone, and only with the citizen's yes. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { findGuest } from './find-guest.ts';

const database = await testDatabase();

async function draw(
	world: World,
	pathway: string,
	by: Someone,
	said: { involve: string; involve_when?: string; agreed_on: string | null; contact?: string }
) {
	const id = randomUUID();
	await world.insert('network_relation', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		side: 'private',
		name: 'Naja',
		relation: 'søster',
		closeness: 1,
		written_by: by.person,
		changed_by_name: by.name,
		...said
	});
	return id;
}

test('R-145 the one the citizen has said yes to is offered by name, and not before the yes, later, never or on another map', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, collaboration, pathway } = await world.coordinatedPathway();
	const asked = (who: Someone, relation: string, on = pathway) =>
		world.as(who).act((acting) => findGuest(acting, on, relation));
	const yes = await draw(world, pathway, tovholder, {
		involve: 'yes',
		agreed_on: '2026-05-04',
		contact: '70 00 00 00'
	});
	expect(await asked(tovholder, yes)).toBe('Naja');
	expect(await asked(helper, yes)).toBeNull();
	for (const said of [
		{ involve: 'yes', agreed_on: '2026-05-05' },
		{ involve: 'later', involve_when: 'når jeg flytter', agreed_on: '2026-05-01' },
		{ involve: 'no', agreed_on: null },
		{ involve: 'not-asked', agreed_on: null }
	])
		expect(await asked(tovholder, await draw(world, pathway, tovholder, said))).toBeNull();
	const other = await world.pathway(await world.citizen('Bo', tovholder), collaboration, tovholder);
	expect(await asked(tovholder, yes, other)).toBeNull();
	const told = await database.owner.query(
		'select 1 from samspil.mail where tenant_id = $1 union all select 1 from samspil.notice where tenant_id = $1',
		[world.tenant]
	);
	expect(told.rowCount).toBe(0);
});
