/** No pathway is ever without one who may open it, also when its tovholder leaves. */
import { expect, test } from 'vitest';
import { chooseStandIn } from '#features/collaborations/server/choose-stand-in.ts';
import { letStandIn } from '#server/jobs/let-stand-in.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { appointTovholder } from './appoint-tovholder.ts';
import { findHead } from './pathway.queries.ts';
import { listHolders, listUndecided } from './tovholder.queries.ts';

const database = await testDatabase();

const leave = (world: World, { person, organisation }: Someone, lastDay: string) =>
	database.owner.query(
		'update samspil.membership set active_until = $4 where tenant_id = $1 and person_id = $2 and organisation_id = $3',
		[world.tenant, person, organisation, lastDay]
	);
const opens = async (world: World, someone: Someone, pathway: string, day: string) =>
	(await world.as(someone, day).see(findHead(pathway))).length > 0;
const told = async ({ person }: Someone) =>
	(
		await database.owner.query<{ kind: string; path: string }>(
			'select kind, path from samspil.notice where person_id = $1 order by created_at, kind',
			[person]
		)
	).rows;
/** The jobs of the tests look at all worlds: those alone that belong to this one count. */
const midnight = (day: string) => letStandIn(database.pools.jobs, day);

async function story() {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const standIn = await world.worker('Mette', world.tenant, 'employee');
	const choose = (version: number, who: string | null, by = people.leader) =>
		world.as(by).act((acting) => chooseStandIn(acting, people.collaboration, version, who));
	return { world, ...people, standIn, choose };
}

test('R-101 on the day after the last one, whoever stands in is tovholder, and not before', async () => {
	const { world, tovholder, helper, citizen, leader, pathway, collaboration, standIn, choose } =
		await story();
	expect(await choose(1, standIn.person)).toEqual({ ok: true, value: true });
	await leave(world, tovholder, '2026-05-20');
	await midnight('2026-05-20');
	expect(await opens(world, tovholder, pathway, '2026-05-20')).toBe(true);
	expect(await opens(world, standIn, pathway, '2026-05-20')).toBe(false);

	await midnight('2026-05-21');
	await midnight('2026-05-21');
	expect(await opens(world, tovholder, pathway, '2026-05-21')).toBe(false);
	expect(await opens(world, standIn, pathway, '2026-05-21')).toBe(true);
	const [now, before] = await world.as(standIn, '2026-05-21').see(listHolders(pathway));
	expect(now).toMatchObject({ name: standIn.name, kind: 'temporary', route: 'stand-in' });
	// not a moment between the two
	expect(before!.until).toEqual(now!.since);
	expect(now!.since).toEqual(new Date('2026-05-20T22:00:00Z'));

	// the week for the decision begins
	const [line] = await world.as(leader, '2026-05-21').see(listUndecided(collaboration));
	expect(line).toMatchObject({ pathway, due: '2026-05-27', temporary: standIn.name });
	expect(await told(standIn)).toEqual([
		{ kind: 'you-joined-as-stand-in', path: `/pathways/${pathway}` }
	]);
	expect(await told(citizen)).toContainEqual({ kind: 'tovholder-stands-in', path: '/me' });
	for (const [who, path] of [
		[helper, `/pathways/${pathway}`],
		[leader, `/collaborations/${collaboration}/allotments`]
	] as const)
		expect(await told(who)).toContainEqual({ kind: 'tovholder-stands-in', path });
	const { rows } = await database.owner.query(
		`select person_id, reason from samspil.audit_event where pathway_id = $1 and action = 'tovholder.stood-in'`,
		[pathway]
	);
	expect(rows).toEqual([{ person_id: standIn.person, reason: 'stand-in' }]);

	// until somebody is decided on
	const decision = {
		person: helper.person,
		organisation: helper.organisation!,
		reason: 'De ses hver uge',
		route: 'direct',
		citizenPart: 'present',
		citizenNote: '',
		agreedOn: '2026-05-04',
		heardBy: 'Lea',
		handoverUntil: null
	} as const;
	expect(
		await world
			.as(leader, '2026-05-22')
			.act((acting) =>
				appointTovholder(acting, pathway, line!.version, decision, crypto.randomUUID())
			)
	).toMatchObject({ ok: true });
	expect(await opens(world, standIn, pathway, '2026-05-22')).toBe(false);
	expect(await world.as(leader, '2026-05-22').see(listUndecided(collaboration))).toEqual([]);
});

test('R-101 nobody named: the project leader; that one gone too: a manager; nobody at all: whoever leads next', async () => {
	const { world, tovholder, leader, pathway, collaboration } = await story();
	await leave(world, tovholder, '2026-05-20');
	await midnight('2026-05-21');
	expect(await opens(world, leader, pathway, '2026-05-21')).toBe(true);

	const manager = await world.worker('Henrik', world.tenant, 'manager');
	await leave(world, leader, '2026-05-25');
	await midnight('2026-05-26');
	expect(await opens(world, manager, pathway, '2026-05-26')).toBe(true);

	await leave(world, manager, '2026-05-27');
	await midnight('2026-05-28');
	const next = await world.worker('Lars', world.tenant, 'project-leader');
	await database.owner.query(
		'update samspil.collaboration set leader_person_id = $2 where id = $1',
		[collaboration, next.person]
	);
	expect(await opens(world, next, pathway, '2026-05-28')).toBe(true);
	const { rows } = await database.owner.query<{ held: boolean; chained: boolean }>(
		`select count(*) filter (where until is null) = 1 as held, count(*) filter (where follows is null) = 1 as chained
		from samspil.tovholder where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([{ held: true, chained: true }]);
});

test('R-101 who stands in is never the citizen, and opens nothing of a closed pathway', async () => {
	const { world, tovholder, citizen, leader, pathway, choose } = await story();
	await database.owner.query(
		`insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, title, function, active_from)
		values ($1, $2, $1, $3, '', 'employee', '2026-01-01')`,
		[world.tenant, citizen.person, citizen.name]
	);
	expect(await choose(1, citizen.person)).toMatchObject({ ok: true });
	await leave(world, tovholder, '2026-05-20');
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	await midnight('2026-05-21');
	expect(await opens(world, leader, pathway, '2026-05-21')).toBe(false);
	await database.owner.query(`update samspil.pathway set state = 'open' where id = $1`, [pathway]);
	await midnight('2026-05-21');
	expect(await opens(world, leader, pathway, '2026-05-21')).toBe(true);
});

test('only the project leader says who stands in: one employed there; on what is saved', async () => {
	const { world, helper, tovholder, standIn, choose } = await story();
	const volunteer = await world.worker('Viggo', world.tenant, 'volunteer');
	expect(await choose(1, helper.person)).toMatchObject({ reason: 'not-employed-here' });
	expect(await choose(1, volunteer.person)).toMatchObject({ reason: 'not-employed-here' });
	expect(await choose(1, standIn.person, tovholder)).toMatchObject({ ok: false });
	expect(await choose(1, standIn.person)).toMatchObject({ ok: true });
	expect(await choose(1, standIn.person)).toMatchObject({ ok: true });
	expect(await choose(1, null)).toMatchObject({
		reason: 'stale',
		saved: { standIn: standIn.person, version: 2 }
	});
	await expect(
		database.owner.query(
			'update samspil.collaboration set stand_in_person_id = $2 where tenant_id = $1',
			[world.tenant, volunteer.person]
		)
	).rejects.toThrow('employed by the municipality');
});
