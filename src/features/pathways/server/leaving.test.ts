/** What ends with a membership, and stays ended when the person comes back. */
import { expect, test } from 'vitest';
import { tellOwnWords } from '#features/citizens/server/tell-own-words.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { findHead } from './pathway.queries.ts';
import { appointTovholder } from './appoint-tovholder.ts';
import { bringColleague } from './keep-colleagues.ts';
import { listUndecided } from './tovholder.queries.ts';

const database = await testDatabase();

const leave = (world: World, { person, organisation }: Someone, lastDay: string | null) =>
	database.owner.query(
		'update samspil.membership set active_until = $4 where tenant_id = $1 and person_id = $2 and organisation_id = $3',
		[world.tenant, person, organisation, lastDay]
	);
const opens = async (world: World, someone: Someone, pathway: string, day?: string) =>
	(await world.as(someone, day).see(findHead(pathway))).length > 0;
const told = async (person: string) =>
	(
		await database.owner.query(
			`select n.kind, n.path from samspil.notice n where n.person_id = $1 order by n.created_at`,
			[person]
		)
	).rows;
const mailed = async ({ person }: Someone) =>
	(await database.owner.query('select from samspil.mail where person_id = $1', [person])).rowCount;

test('whoever is invited back opens nothing of what they had: not as a partner, not as tovholder, no seat', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway, collaboration } = await world.coordinatedPathway();
	await world.seat(collaboration, 'project', helper);
	for (const each of [helper, tovholder]) {
		expect(await opens(world, each, pathway)).toBe(true);
		await leave(world, each, '2026-05-03');
		expect(await opens(world, each, pathway)).toBe(false);
		await leave(world, each, null);
		expect(await opens(world, each, pathway)).toBe(false);
	}
	const { rows } = await database.owner.query(
		'select until from samspil.group_member where person_id = $1',
		[helper.person]
	);
	expect(rows).toEqual([{ until: '2026-05-03' }]);
});

test('R-122 the project leader hears that a tovholder stops, and has a week from then to decide on another', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, citizen, leader, pathway, collaboration } =
		await world.coordinatedPathway();
	await database.owner.query(
		`update samspil.allotment set decided_on = '2026-01-10' where pathway_id = $1`,
		[pathway]
	);
	await leave(world, tovholder, '2026-05-20');
	expect(await opens(world, tovholder, pathway, '2026-05-20')).toBe(true);
	const [line] = await world.as(leader).see(listUndecided(collaboration));
	expect(line).toMatchObject({ pathway, due: '2026-05-27', leftOn: '2026-05-20', version: 2 });
	const path = `/collaborations/${collaboration}/allotments`;
	expect(await told(leader.person)).toEqual([{ kind: 'tovholder-left', path }]);

	// Gone: what the citizen tells is not mailed to somebody who works there no more.
	const words = { id: crypto.randomUUID(), question: 'wishes' as const, body: 'Ro' };
	await world.as(citizen, '2026-05-21').act((acting) => tellOwnWords(acting, pathway, words));
	expect(await mailed(tovholder)).toBe(0);

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
			.as(leader, '2026-05-21')
			.act((acting) => appointTovholder(acting, pathway, 2, decision, crypto.randomUUID()))
	).toMatchObject({ ok: true });
	expect(await world.as(leader).see(listUndecided(collaboration))).toEqual([]);
	expect(await opens(world, helper, pathway, '2026-05-21')).toBe(true);
});

test('a last day that is moved moves what stood on it', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	for (const each of [tovholder, helper]) {
		await leave(world, each, '2026-05-10');
		await leave(world, each, '2026-05-20');
		expect(await opens(world, each, pathway, '2026-05-20')).toBe(true);
		expect(await opens(world, each, pathway, '2026-05-21')).toBe(false);
	}
});

test('a place that was to end of itself ends then, however late the last day is moved to', async () => {
	const world = await newWorld(database);
	const { helper, pathway } = await world.coordinatedPathway();
	const plan = (until: string) =>
		database.owner.query(
			'update samspil.partner_person set until = $2 where person_id = $1 and pathway_id = $3',
			[helper.person, until, pathway]
		);
	await plan('2026-05-15');
	await leave(world, helper, '2026-05-10');
	expect(await opens(world, helper, pathway, '2026-05-11')).toBe(false);
	await leave(world, helper, '2026-05-12');
	expect(await opens(world, helper, pathway, '2026-05-12')).toBe(true);
	await leave(world, helper, '2026-05-20');
	expect(await opens(world, helper, pathway, '2026-05-15')).toBe(true);
	expect(await opens(world, helper, pathway, '2026-05-16')).toBe(false);

	// Of itself on the very last day: it does not follow when that is moved.
	await plan('2026-05-20');
	await leave(world, helper, '2026-05-25');
	expect(await opens(world, helper, pathway, '2026-05-20')).toBe(true);
	expect(await opens(world, helper, pathway, '2026-05-21')).toBe(false);
});

test('whoever is brought while their last day is known stays as long as that day is moved', async () => {
	const world = await newWorld(database);
	const { helper, colleague, pathway } = await world.coordinatedPathway();
	await leave(world, colleague, '2026-05-10');
	expect(
		await world.as(helper).act((acting) => bringColleague(acting, pathway, colleague.person))
	).toEqual({ ok: true, value: true });
	await leave(world, colleague, '2026-05-20');
	expect(await opens(world, colleague, pathway, '2026-05-20')).toBe(true);
	expect(await opens(world, colleague, pathway, '2026-05-21')).toBe(false);
});

test('who has no place here any more is not written to, whatever still names them', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	await leave(world, helper, '2026-05-03');
	const { tellPeople } = await import('#server/tell-involved.ts');
	await world
		.as(tovholder)
		.act((acting) => tellPeople(acting, [helper.person], 'task-given', `/pathways/${pathway}`));
	expect(await told(helper.person)).toEqual([]);
	expect(await mailed(helper)).toBe(0);
});
