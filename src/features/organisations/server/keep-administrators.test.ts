import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { listAdministrators } from './administrator.queries.ts';
import { leaveOrganisation } from './change-membership.ts';
import { appointAdministrator, removeAdministrator } from './keep-administrators.ts';

// A database of its own for each test: administrators are the whole installation's.
async function installation() {
	const database = await testDatabase();
	const world = await newWorld(database);
	const ada = await world.administrator('Ada');
	const bo = await world.worker('Bo', world.tenant);
	return { database, world, ada, bo };
}

const appoint = (world: World, by: Someone, person: string) =>
	world.as(by).act((acting) => appointAdministrator(acting, person));
const remove = (world: World, by: Someone, person: string) =>
	world.as(by).act((acting) => removeAdministrator(acting, person));
const names = async (world: World, by: Someone) =>
	(await world.as(by).see(listAdministrators())).map(({ name }) => name);

test('an administrator makes another; it is recorded, and the other is told', async () => {
	const { database, world, ada, bo } = await installation();
	expect(await names(world, ada)).toEqual(['Ada']);
	expect(await appoint(world, ada, bo.person)).toEqual({ ok: true, value: true });
	expect(await appoint(world, ada, bo.person)).toEqual({ ok: true, value: true });
	expect(await names(world, ada)).toEqual(['Ada', 'Bo']);
	const asBo = await world.session(bo.person, 'Bo', { hat: 'administrator' });
	expect(await names(world, asBo)).toEqual(['Ada', 'Bo']);
	const notices = tables.selectFrom('notice').select(['kind', 'path']);
	expect(await world.as(bo).see(notices)).toEqual([
		{ kind: 'administrator-appointed', path: '/hats' }
	]);
	const { rows } = await database.owner.query(
		`select person_id, object_id from samspil.audit_event where action = 'administrator.appointed'`
	);
	expect(rows).toEqual([{ person_id: ada.person, object_id: bo.person }]);
});

test('nobody but an administrator appoints, removes or even lists; and only who works here is appointed', async () => {
	const { world, ada, bo } = await installation();
	const leader = await world.worker('Lene', world.tenant, 'project-leader');
	expect(await names(world, leader)).toEqual([]);
	expect(await appoint(world, leader, leader.person)).toMatchObject({ ok: false });
	expect(await remove(world, leader, ada.person)).toMatchObject({ reason: 'not-administrator' });
	const stranger = await world.person('Stine');
	expect(await appoint(world, ada, stranger.id)).toMatchObject({ reason: 'no-such-membership' });
	await world
		.as(ada)
		.act((acting) =>
			leaveOrganisation(acting, { person: bo.person, organisation: world.tenant }, 1, null)
		);
	expect(await appoint(world, ada, bo.person)).toMatchObject({ reason: 'no-such-membership' });
});

test('who is removed is out at the next request, and told; the last cannot be removed', async () => {
	const { world, ada, bo } = await installation();
	expect(await remove(world, ada, ada.person)).toEqual({
		ok: false,
		reason: 'last-administrator'
	});
	await appoint(world, ada, bo.person);
	const asBo = await world.session(bo.person, 'Bo', { hat: 'administrator' });
	expect(await remove(world, ada, bo.person)).toMatchObject({ ok: true });
	expect(await remove(world, ada, bo.person)).toMatchObject({ ok: true });
	expect(await names(world, asBo)).toEqual([]);
	expect(await world.as(asBo).see(tables.selectFrom('invitation').select('id'))).toEqual([]);
	const notices = tables.selectFrom('notice').select('kind');
	expect((await world.as(bo).see(notices)).map(({ kind }) => kind).sort()).toEqual([
		'administrator-appointed',
		'administrator-removed'
	]);
});

test('two who remove each other at the same moment leave one', async () => {
	const { database, world, ada, bo } = await installation();
	await appoint(world, ada, bo.person);
	const asBo = await world.session(bo.person, 'Bo', { hat: 'administrator' });
	await Promise.all([remove(world, ada, bo.person), remove(world, asBo, ada.person)]);
	const { rowCount } = await database.owner.query(
		'select from samspil.person where is_administrator'
	);
	expect(rowCount).toBe(1);
});
