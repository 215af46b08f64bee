/** The register of those who meet children, on a real database: kept by the association alone, and asked before anybody meets a child (L-21). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keep as keepDeadlines } from '#features/deadlines/test-remind.ts';
import { listWhoMeetsChild } from '#features/pathways/server/colleague.queries.ts';
import { bringColleague, sayMeetsChild } from '#features/pathways/server/keep-colleagues.ts';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { declareBy, type RoleSaid } from '../certificate.rules.ts';
import {
	findLastDeclared,
	findLastOrFirst,
	findRegister,
	findRole,
	listDeclarations,
	listPeopleToChoose,
	listRoles
} from './certificate.queries.ts';
import {
	addRole,
	changeRole,
	declare,
	removeRole,
	takeDeclarationBack
} from './keep-certificates.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const WAITS: RoleSaid = {
	role: 'Lektiehjælp',
	obtainedOn: null,
	obtainedBy: '',
	beginsOn: null,
	endsOn: null
};
const AT_WORK: RoleSaid = {
	...WAITS,
	obtainedOn: '2026-04-01',
	obtainedBy: 'Mona',
	beginsOn: '2026-04-02'
};

const add = (world: World, as: Someone, id: string, who: Someone, said: RoleSaid) =>
	world.as(as).act((acting) => addRole(acting, id, who.person, said));
const change = (world: World, as: Someone, id: string, version: number, said: RoleSaid) =>
	world.as(as).act((acting) => changeRole(acting, id, version, said));

/** An association with somebody who keeps its register and two volunteers, and a neighbour that keeps its own. */
async function association() {
	const world = await newWorld(database);
	const [club, other] = await Promise.all([
		world.organisation('voluntary', 'Klubben'),
		world.organisation('voluntary', 'Naboen')
	]);
	const [manager, volunteer, another, neighbour] = await Promise.all([
		world.worker('Mona', club, 'manager'),
		world.worker('Viggo', club, 'volunteer'),
		world.worker('Asta', club, 'volunteer'),
		world.worker('Nis', other, 'manager')
	]);
	const municipal = await world.worker('Stig', world.tenant, 'manager');
	return { world, club, other, manager, volunteer, another, neighbour, municipal };
}

test('L-21 an association keeps its own: its people read their own roles, the neighbour and the municipality none', async () => {
	const { world, manager, volunteer, another, neighbour, municipal } = await association();
	const id = randomUUID();
	for (let twice = 0; twice < 2; twice++)
		expect(await add(world, manager, id, volunteer, WAITS)).toEqual(DONE);
	const seen = async (who: Someone) => (await world.as(who).see(listRoles(null))).length;
	expect(await Promise.all([manager, volunteer, another, neighbour, municipal].map(seen))).toEqual([
		1, 1, 0, 0, 0
	]);
	for (const who of [volunteer, another, neighbour, municipal]) {
		expect(await change(world, who, id, 1, AT_WORK)).toEqual(NOT_THERE);
		expect(await world.as(who).act((acting) => removeRole(acting, id, 1))).toEqual(NOT_THERE);
	}
	for (const who of [volunteer, another, municipal]) {
		expect(await add(world, who, randomUUID(), volunteer, WAITS)).toEqual(NOT_THERE);
		expect(await world.as(who).act((acting) => declare(acting, TODAY))).toEqual(NOT_THERE);
		expect(await world.as(who).see(listPeopleToChoose(''))).toEqual([]);
	}
	expect(await world.as(municipal).see(findRegister())).toEqual([]);
	// somebody of another association is nobody here, in either direction
	const elsewhere = { ok: false, reason: 'not-at-work-here' };
	expect(await add(world, manager, randomUUID(), neighbour, WAITS)).toEqual(elsewhere);
	expect(await add(world, neighbour, randomUUID(), volunteer, WAITS)).toEqual(elsewhere);
});

test('L-21 nobody begins without the certificate, in the database too', async () => {
	const { world, club, manager, volunteer } = await association();
	const id = randomUUID();
	const early: RoleSaid = { ...WAITS, beginsOn: '2026-04-02' };
	expect(await add(world, manager, id, volunteer, early)).toEqual({
		ok: false,
		reason: 'begins-without-certificate'
	});
	await expect(
		world.insert('child_role', {
			tenant_id: world.tenant,
			id,
			organisation_id: club,
			person_id: volunteer.person,
			role: 'x',
			begins_on: TODAY
		})
	).rejects.toThrow('child_role');
	expect(await add(world, manager, id, volunteer, AT_WORK)).toEqual(DONE);
});

test('two who change the same role: the second is shown both, and the same change twice is one', async () => {
	const { world, manager, volunteer } = await association();
	const id = randomUUID();
	await add(world, manager, id, volunteer, WAITS);
	for (let twice = 0; twice < 2; twice++)
		expect(await change(world, manager, id, 1, AT_WORK)).toEqual(DONE);
	const met = await change(world, manager, id, 1, { ...AT_WORK, role: 'Svømning' });
	expect(met).toMatchObject({ reason: 'stale', saved: { role: 'Lektiehjælp', version: 2 } });
	const stale = await world.as(manager).act((acting) => removeRole(acting, id, 1));
	expect(stale).toMatchObject({ reason: 'stale' });
	expect(await world.as(manager).act((acting) => removeRole(acting, id, 2))).toEqual(DONE);
	expect(await world.as(manager).see(findRole(id))).toEqual([]);
});

test('L-21 the declaration is due a year after the last, for those who keep the register, and while somebody is at work', async () => {
	const { world, club, manager, volunteer, neighbour, municipal } = await association();
	const due = async (who: Someone) => {
		await keepDeadlines(database.pools.jobs, TODAY, world.tenant);
		const due = await world
			.as(who)
			.see(
				tables
					.selectFrom('deadline')
					.where('kind', '=', 'child-declaration')
					.where('subject_id', '=', club)
					.select('due_on as dueOn')
			);
		const shown = await world.as(who).see(findLastOrFirst());
		// the page says the very day that is kept
		expect(shown.map(({ from }) => declareBy(from))).toEqual(due.map(({ dueOn }) => dueOn));
		return due.map(({ dueOn }) => dueOn);
	};
	const id = randomUUID();
	await add(world, manager, id, volunteer, WAITS);
	expect(await due(manager)).toEqual([]);
	await change(world, manager, id, 1, AT_WORK);
	expect(await due(manager)).toEqual(['2027-04-02']);
	for (const who of [volunteer, neighbour, municipal]) expect(await due(who)).toEqual([]);
	const declared = (on: string) => world.as(manager).act((acting) => declare(acting, on));
	for (let twice = 0; twice < 2; twice++) expect(await declared('2026-01-15')).toEqual(DONE);
	expect(await due(manager)).toEqual(['2027-01-15']);
	expect(await declared('2026-05-05')).toEqual({ ok: false, reason: 'declared-in-the-future' });
	// The municipality reads the day, and nothing else.
	expect(await world.as(municipal).see(findLastDeclared(club))).toEqual([
		{ declaredOn: '2026-01-15' }
	]);
	expect(await world.as(neighbour).see(findLastDeclared(club))).toEqual([{ declaredOn: null }]);
	expect(await world.as(municipal).see(tables.selectFrom('child_declaration').selectAll())).toEqual(
		[]
	);
	await change(world, manager, id, 2, { ...AT_WORK, endsOn: '2026-05-03' });
	expect(await due(manager)).toEqual([]);
	for (let twice = 0; twice < 2; twice++)
		expect(
			await world.as(manager).act((acting) => takeDeclarationBack(acting, '2026-01-15'))
		).toEqual(DONE);
	expect(await world.as(manager).see(listDeclarations())).toEqual([]);
});

/** A pathway of a child, with two of a partner on it. */
async function pathwayOf(birthDate: string) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, helper, colleague, citizen } = story;
	await database.owner.query('update samspil.citizen set birth_date = $2 where id = $1', [
		citizen.citizen,
		birthDate
	]);
	await world.as(helper).act((acting) => bringColleague(acting, pathway, colleague.person));
	const say = (as: Someone, who: Someone, meets: boolean) =>
		world.as(as).act((acting) => sayMeetsChild(acting, pathway, who.person, meets));
	const who = async (as: Someone) => world.as(as).see(listWhoMeetsChild(pathway));
	const hasRole = (person: string, days: Record<string, string | null> = {}) =>
		world.insert('child_role', {
			tenant_id: world.tenant,
			id: randomUUID(),
			organisation_id: helper.organisation,
			person_id: person,
			role: 'Mentor',
			obtained_on: '2026-04-01',
			obtained_by: 'Mona',
			begins_on: '2026-04-02',
			...days
		});
	return { world, say, who, hasRole, ...story };
}

const LACKS = { ok: false, reason: 'no-child-certificate' };

test('L-21 whoever meets a child under 15 is at work in a role with a certificate', async () => {
	const { say, who, hasRole, pathway, helper, colleague, tovholder, citizen, world } =
		await pathwayOf('2011-05-05');
	expect(await say(helper, colleague, true)).toEqual(LACKS);
	await hasRole(colleague.person, { begins_on: '2026-05-05' });
	await hasRole(colleague.person, { ends_on: '2026-05-03' });
	expect(await say(helper, colleague, true)).toEqual(LACKS);
	// the database asks itself, whoever writes
	const owner = await database.owner.connect();
	try {
		await owner.query('begin');
		await owner.query(`select set_config('samspil.today', $1, true)`, [TODAY]);
		const written = owner.query(
			'update samspil.partner_person set meets_child = true where pathway_id = $1 and person_id = $2',
			[pathway, colleague.person]
		);
		await expect(written).rejects.toThrow('without the certificate');
	} finally {
		await owner.query('rollback');
		owner.release();
	}
	expect(await say(helper, colleague, false)).toEqual(DONE);
	await hasRole(colleague.person);
	for (let twice = 0; twice < 2; twice++) expect(await say(helper, colleague, true)).toEqual(DONE);
	expect(await who(colleague)).toEqual(
		expect.arrayContaining([
			{ person: colleague.person, meets: true, may: true },
			{ person: helper.person, meets: null, may: false }
		])
	);
	// nobody else says it, or is told whether they may
	for (const other of [tovholder, citizen]) {
		expect(await say(other, colleague, false)).toEqual(NOT_THERE);
		expect(await who(other)).toEqual([]);
	}
	const [asked] = (
		await database.owner.query(
			`select count(*)::int as said from samspil.audit_event where tenant_id = $1 and action = 'colleague.meets-child'`,
			[world.tenant]
		)
	).rows;
	expect(asked).toEqual({ said: 2 });
});

test('L-21 a role that ends is seen where somebody still meets the child', async () => {
	const { say, who, hasRole, helper } = await pathwayOf('2015-01-01');
	await hasRole(helper.person);
	expect(await say(helper, helper, true)).toEqual(DONE);
	await database.owner.query(
		`update samspil.child_role set ends_on = '2026-05-03' where person_id = $1`,
		[helper.person]
	);
	expect(await who(helper)).toContainEqual({ person: helper.person, meets: true, may: false });
});

test('L-21 whoever has left meets no child any more, and no declaration is asked for their sake', async () => {
	const { world, who, hasRole, helper, say } = await pathwayOf('2015-01-01');
	const manager = await world.worker('Mona', helper.organisation!, 'manager');
	const gone = await world.worker('Viggo', helper.organisation!, 'volunteer');
	await hasRole(gone.person);
	expect(await world.as(manager).see(findLastOrFirst())).toHaveLength(1);
	await database.owner.query(
		'update samspil.membership set active_until = $2 where person_id = $1',
		[gone.person, '2026-05-03']
	);
	expect(await world.as(manager).see(findLastOrFirst())).toEqual([]);
	await keepDeadlines(database.pools.jobs, TODAY, world.tenant);
	const due = await database.owner.query(
		`select from samspil.deadline where tenant_id = $1 and kind = 'child-declaration'`,
		[world.tenant]
	);
	expect(due.rowCount).toBe(0);
	await hasRole(helper.person);
	expect(await say(helper, helper, true)).toEqual(DONE);
	expect(await who(helper)).toContainEqual({ person: helper.person, meets: true, may: true });
});

test('L-21 an organisation that gets another name takes its register along, and goes on under the old one on a pathway', async () => {
	const { world, who, say, hasRole, helper } = await pathwayOf('2015-01-01');
	const manager = await world.worker('Mona', helper.organisation!, 'manager');
	await hasRole(helper.person, { changed_by_name: 'Mona' });
	expect(await say(helper, helper, true)).toEqual(DONE);
	const survivor = await world.organisation('voluntary', 'Det nye hus');
	await Promise.all([
		world.join(helper.person, helper.name, survivor, 'volunteer'),
		world.join(manager.person, manager.name, survivor, 'manager')
	]);
	await database.owner.query(
		'update samspil.tenant_organisation set merged_into = $2 where tenant_id = $3 and organisation_id = $1',
		[helper.organisation, survivor, world.tenant]
	);
	expect(await who(helper)).toContainEqual({ person: helper.person, meets: true, may: true });
	// under the former name nothing is kept any more, and nobody who reads the roles is said to have written them
	expect((await world.as(manager).see(findRegister()))[0]).toMatchObject({ keeps: false });
	const moved = await database.owner.query(
		'select organisation_id as at, changed_by_name as by from samspil.child_role where tenant_id = $1',
		[world.tenant]
	);
	expect(moved.rows).toEqual([{ at: survivor, by: 'Mona' }]);
});

test('L-21 it is not asked of somebody who is 15', async () => {
	const { say, who, helper, colleague } = await pathwayOf('2011-05-04');
	expect(await say(helper, colleague, false)).toEqual({ ok: false, reason: 'child-not-young' });
	expect(await who(helper)).toEqual([]);
});

test('L-21 nobody of an association is decided on as tovholder for a child under 15 without the certificate', async () => {
	const { world, hasRole, pathway, tovholder, colleague, leader } = await pathwayOf('2015-01-01');
	const decide = (as: Someone) =>
		world.as(as).act((acting) =>
			appointTovholder(
				acting,
				pathway,
				1,
				{
					person: colleague.person,
					organisation: colleague.organisation!,
					reason: 'Kender barnet',
					route: 'direct',
					agreedOn: TODAY,
					heardBy: 'Tove',
					citizenPart: 'present',
					citizenNote: '',
					handoverUntil: null
				},
				randomUUID()
			)
		);
	const lacks = { ok: false, reason: 'holder-without-certificate' };
	for (const who of [tovholder, leader]) expect(await decide(who)).toEqual(lacks);
	// whoever decides nothing here is told nothing of anybody's certificate
	expect(await decide(colleague)).toEqual({ ok: false, reason: 'no-such-pathway' });
	await hasRole(colleague.person);
	expect(await decide(tovholder)).toEqual({ ok: true, value: null });
});
