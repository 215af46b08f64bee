/** A collaboration is begun and its groups are filled, told as those who may and those who would like to. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { projectGroupLacks, steeringGroupLacks } from '../groups.rules.ts';
import { beginCollaboration } from './begin-collaboration.ts';
import { changeCollaboration } from './change-collaboration.ts';
import { addParty, removeParty } from './change-parties.ts';
import { endSeat, giveSeat } from './change-seats.ts';
import {
	findCollaboration,
	insertCollaboration,
	listCollaborations,
	listParties
} from './collaboration.queries.ts';
import { insertSeat, listSeats } from './seat.queries.ts';

const database = await testDatabase();

const frameworks = tables.selectFrom('framework').select(['collaboration_id', 'state']);
const always = { since: TODAY, until: null };

/** A municipality with a project leader who has begun a collaboration, and those around it. */
async function begun() {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Kilden');
	const housing = await world.organisation('housing', 'Solby Bo');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const id = randomUUID();
	const what = {
		id,
		name: 'Hjem og hverdag',
		purpose: 'Et sted at bo',
		phase: 'start-up' as const
	};
	const begin = () => world.as(leader).act((acting) => beginCollaboration(acting, what));
	await begin();
	return { world, shelter, housing, leader, id, what, begin };
}

const seatsOf = async (world: World, who: Someone, id: string) =>
	(await world.as(who).see(listSeats(id))).map(({ group, name }) => `${group} ${name}`).sort();

test('R-061 R-063 R-070 the one who begins leads, sits in both groups, and has a framework to fill', async () => {
	const { world, leader, id, begin } = await begun();
	expect(await begin()).toEqual({ ok: true, value: id });
	expect(await world.as(leader).see(listCollaborations())).toMatchObject([
		{ id, leaderName: 'Lene Leder' }
	]);
	expect(await seatsOf(world, leader, id)).toEqual(['project Lene Leder', 'steering Lene Leder']);
	expect((await world.as(leader).see(listParties(id))).map((each) => each.id)).toEqual([
		world.tenant
	]);
	expect(await world.as(leader).see(frameworks)).toEqual([
		{ collaboration_id: id, state: 'draft' }
	]);
	const another = randomUUID();
	const second = { id: another, name: 'Unge', purpose: '', phase: 'exploring' as const };
	await world.as(leader).act((acting) => beginCollaboration(acting, second));
	expect(await world.as(leader).see(frameworks)).toEqual([
		{ collaboration_id: id, state: 'draft' }
	]);
});

test('two posts at the same moment begin one collaboration', async () => {
	const { world, leader } = await begun();
	const twin = { id: randomUUID(), name: 'Tvilling 👯', purpose: '', phase: 'running' as const };
	const post = () => world.as(leader).act((acting) => beginCollaboration(acting, twin));
	expect(await Promise.all([post(), post()])).toEqual([
		{ ok: true, value: twin.id },
		{ ok: true, value: twin.id }
	]);
	expect(await world.as(leader).see(listCollaborations())).toHaveLength(2);
});

test('R-060 nobody but a project leader of the municipality begins one: the rule and PostgreSQL agree', async () => {
	const { world, shelter } = await begun();
	const what = { id: randomUUID(), name: 'x', purpose: '', phase: 'start-up' as const };
	const others = [
		await world.worker('Mona', world.tenant, 'manager'),
		await world.worker('Emil', world.tenant),
		await world.worker('Bodil', shelter, 'manager'),
		await world.administrator()
	];
	for (const who of others) {
		expect(await world.as(who).act((acting) => beginCollaboration(acting, what))).toEqual({
			ok: false,
			reason: 'only-project-leaders-begin'
		});
		await expect(
			world.as(who).act((acting) => acting.run(insertCollaboration(what.id, what)))
		).rejects.toThrow(/row-level security/);
	}
});

test('parties’ people and the groups read a collaboration; those outside and next door do not know it', async () => {
	const { world, shelter, housing, leader, id } = await begun();
	const hans = await world.worker('Hans', shelter, 'volunteer');
	const outsider = await world.worker('Ole', housing, 'manager');
	const sees = async (who: Someone, at = world) =>
		(await at.as(who).see(findCollaboration(id))).length === 1;
	expect(await sees(hans)).toBe(false);
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	expect(await sees(hans)).toBe(true);
	expect(await sees(await world.worker('Emil', world.tenant))).toBe(true);
	expect(await sees(outsider)).toBe(false);
	const nextDoor = await newWorld(database);
	const theirLeader = await nextDoor.worker('Lars', nextDoor.tenant, 'project-leader');
	expect(await sees(theirLeader, nextDoor)).toBe(false);
	expect(
		await nextDoor.as(theirLeader).act((acting) => addParty(acting, id, nextDoor.tenant))
	).toEqual({ ok: false, reason: 'no-such-collaboration' });
});

test('only the project leader fills the groups, and PostgreSQL says so too', async () => {
	const { world, shelter, leader, id } = await begun();
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	const hans = await world.worker('Hans', shelter, 'manager');
	const other = await world.worker('Lis', world.tenant, 'project-leader');
	const admin = await world.administrator();
	const seat = { group: 'steering' as const, person: hans.person, organisation: shelter };
	for (const [who, reason] of [
		[hans, 'only-the-project-leader'],
		[other, 'only-the-project-leader'],
		[admin, 'only-the-project-leader']
	] as const) {
		expect(await world.as(who).act((acting) => giveSeat(acting, id, seat, always))).toEqual({
			ok: false,
			reason
		});
		await expect(
			world.as(who).act((acting) => acting.run(insertSeat(id, seat, TODAY, null)))
		).rejects.toThrow(/row-level security/);
	}
	const give = () => world.as(leader).act((acting) => giveSeat(acting, id, seat, always));
	expect(await give()).toEqual({ ok: true, value: true });
	expect(await give()).toEqual({ ok: true, value: true });
	expect(await seatsOf(world, leader, id)).toContain('steering Hans');
	const notices = tables.selectFrom('notice').select(['kind', 'path']);
	expect(await world.as(hans).see(notices)).toEqual([
		{ kind: 'seat-in-steering-group', path: `/collaborations/${id}` }
	]);
});

test('a seat is for somebody who works now in an organisation that is with the collaboration', async () => {
	const { world, shelter, housing, leader, id } = await begun();
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	const give = (person: string, organisation: string) =>
		world
			.as(leader)
			.act((acting) => giveSeat(acting, id, { group: 'project', person, organisation }, always));
	const ole = await world.worker('Ole', housing, 'manager');
	const gone = await world.worker('Gert', shelter);
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[gone.person]
	);
	for (const [person, organisation] of [
		[ole.person, housing],
		[ole.person, shelter],
		[gone.person, shelter],
		[randomUUID(), shelter]
	] as const)
		expect(await give(person, organisation)).toEqual({ ok: false, reason: 'not-from-a-party' });
});

test('R-061 R-063 what a group lacks is told until somebody sits there', async () => {
	const { world, shelter, leader, id } = await begun();
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	const leadership = { host: world.tenant, leader: leader.person };
	const members = async (group: string) =>
		(await world.as(leader).see(listSeats(id))).filter((seat) => seat.group === group);
	expect(steeringGroupLacks(await members('steering'), leadership)).toEqual([
		'no-municipal-manager',
		'no-private-or-voluntary-manager'
	]);
	expect(projectGroupLacks(await members('project'), leadership)).toEqual([
		'no-private-member',
		'no-voluntary-member'
	]);
	const mona = await world.worker('Mona', world.tenant, 'manager');
	const hans = await world.worker('Hans', shelter, 'manager');
	for (const who of [mona, hans])
		await world
			.as(leader)
			.act((acting) =>
				giveSeat(
					acting,
					id,
					{ group: 'steering', person: who.person, organisation: who.organisation! },
					always
				)
			);
	expect(steeringGroupLacks(await members('steering'), leadership)).toEqual([]);
});

test('a seat ends at once, is given again, and the project leader keeps the own', async () => {
	const { world, shelter, leader, id } = await begun();
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	const hans = await world.worker('Hans', shelter);
	const seat = { group: 'project' as const, person: hans.person, organisation: shelter };
	const act = world.as(leader).act;
	await act((acting) => giveSeat(acting, id, seat, always));
	const end = (version: number) => act((acting) => endSeat(acting, id, seat, version));
	expect(await end(9)).toEqual({ ok: false, reason: 'seat-changed-meanwhile' });
	expect(await end(1)).toEqual({ ok: true, value: true });
	expect(await end(1)).toEqual({ ok: true, value: true });
	expect(await seatsOf(world, leader, id)).not.toContain('project Hans');
	await act((acting) => giveSeat(acting, id, seat, always));
	expect(await seatsOf(world, leader, id)).toContain('project Hans');
	const own = { group: 'steering' as const, person: leader.person, organisation: world.tenant };
	expect(await act((acting) => endSeat(acting, id, own, 1))).toEqual({
		ok: false,
		reason: 'leader-stays'
	});
});

test('an organisation that leaves takes its seats with it, and may come back', async () => {
	const { world, shelter, leader, id } = await begun();
	const act = world.as(leader).act;
	await act((acting) => addParty(acting, id, shelter));
	const hans = await world.worker('Hans', shelter);
	const seat = { group: 'project' as const, person: hans.person, organisation: shelter };
	await act((acting) => giveSeat(acting, id, seat, always));
	expect(await act((acting) => removeParty(acting, id, world.tenant))).toEqual({
		ok: false,
		reason: 'municipality-stays'
	});
	expect(await act((acting) => removeParty(acting, id, shelter))).toEqual({
		ok: true,
		value: true
	});
	expect(await seatsOf(world, leader, id)).not.toContain('project Hans');
	expect(await world.as(hans).see(findCollaboration(id))).toEqual([]);
	await act((acting) => addParty(acting, id, shelter));
	expect(await world.as(hans).see(findCollaboration(id))).toHaveLength(1);
	expect(await seatsOf(world, leader, id)).not.toContain('project Hans');
});

test('of two who change a collaboration, the second reads what the first wrote', async () => {
	const { world, leader, id, shelter } = await begun();
	await world.as(leader).act((acting) => addParty(acting, id, shelter));
	const change = (who: Someone, version: number, name: string) =>
		world
			.as(who)
			.act((acting) =>
				changeCollaboration(acting, id, version, { name, purpose: '', phase: 'running' })
			);
	expect(await change(leader, 1, 'Et')).toEqual({ ok: true, value: true });
	expect(await change(leader, 1, 'Et')).toEqual({ ok: true, value: true });
	expect(await change(leader, 1, 'To')).toMatchObject({
		reason: 'stale',
		saved: { name: 'Et', version: 2, changedBy: 'Lene Leder' }
	});
	expect(await change(await world.worker('Hans', shelter), 2, 'Tre')).toEqual({
		ok: false,
		reason: 'only-the-project-leader'
	});
	const phases = { name: 'x', purpose: '', phase: 'finished' as 'ended' };
	await expect(
		world.as(leader).act((acting) => changeCollaboration(acting, id, 2, phases))
	).rejects.toThrow(/collaboration_phase_check/);
});
