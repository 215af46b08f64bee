/** The fixed times of sharing, on a real database: who sets them, and what a pathway is held to. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import type { Point, SharingSetting } from '../sharing.rules.ts';
import { findChild } from './child.queries.ts';
import { holdSharing } from './keep-child.ts';
import { setPoints } from './keep-setting.ts';
import { findSetting } from './setting.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const OURS: SharingSetting = { standard: ['referral'], own: ['Efter ferien'] };

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	await database.owner.query(`update samspil.citizen set birth_date = '2014-01-01' where id = $1`, [
		story.citizen.citizen
	]);
	const set = (as: Someone, version: number, wanted: SharingSetting, at = story.collaboration) =>
		world.as(as).act((acting) => setPoints(acting, at, version, wanted));
	const hold = (point: string, as = story.tovholder) =>
		world.as(as).act((acting) =>
			holdSharing(acting, story.pathway, randomUUID(), {
				point: point as Point,
				heldOn: '2026-05-01',
				youngPerson: true,
				parents: true,
				absentWhy: '',
				contents: ['well-being'],
				ground: story.consent,
				shared: 'Sover bedre'
			})
		);
	const child = async (as: Someone) => (await world.as(as).see(findChild(story.pathway)))[0];
	return { world, set, hold, child, ...story };
}

test('R-228 whoever leads the collaboration sets its fixed times; the second of two is shown what is saved', async () => {
	const { world, set, leader, tovholder, helper, citizen, collaboration } = await arrange();
	for (let twice = 0; twice < 2; twice++) expect(await set(leader, 0, OURS)).toEqual(DONE);
	expect(await set(leader, 0, { ...OURS, own: [] })).toMatchObject({
		reason: 'stale',
		saved: { setting: OURS, version: 1 }
	});
	expect(await set(leader, 1, { ...OURS, own: ['Til jul'] })).toEqual(DONE);
	const elsewhere = await newWorld(database);
	const neighbour = await elsewhere.worker('Nis', elsewhere.tenant, 'project-leader');
	for (const who of [tovholder, helper, citizen, neighbour]) {
		expect(await set(who, 2, OURS)).toEqual({ ok: false, reason: 'not-there' });
		expect(await world.as(who).see(findSetting(collaboration))).toEqual([]);
	}
});

test('R-228 a pathway shows which are held, and what was held keeps its name; the database asks too', async () => {
	const { set, hold, child, leader, tovholder, pathway, world } = await arrange();
	expect((await child(tovholder))!.setting).toBeNull();
	const none = { ok: false, reason: 'no-such-point' };
	expect(await hold('own:Efter ferien')).toEqual(none);
	await set(leader, 0, OURS);
	expect(await hold('own:Efter ferien')).toEqual(DONE);
	expect(await hold('closing-talk')).toEqual(none);
	expect(await hold('another')).toEqual(DONE);
	await set(leader, 1, { standard: [], own: ['Til jul'] });
	const shown = (await child(tovholder))!;
	expect(shown.setting).toEqual({ standard: [], own: ['Til jul'] });
	expect(shown.sharings.map(({ point }) => point).toSorted()).toEqual([
		'another',
		'own:Efter ferien'
	]);
	await expect(
		database.owner.query(
			`insert into samspil.sharing_point (tenant_id, id, pathway_id, point, own_point, held_on, young_person, parents, contents, basis, shared,
				written_by, written_by_name)
			select $1, gen_random_uuid(), $2, 'own', 'Noget andet', '2026-05-01', true, true, '{learning}', 'x', 'x', $3, 'x'`,
			[world.tenant, pathway, tovholder.person]
		)
	).rejects.toThrow('no such fixed time');
});
