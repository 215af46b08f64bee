/** Handing over the threads, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import type { Decision } from '../tovholder.rules.ts';
import { appointTovholder } from './appoint-tovholder.ts';
import { addToPool, notePresented, removeFromPool } from './keep-pool.ts';
import { findOwnEntry } from './entry.queries.ts';
import { findHead, showPathway } from './pathway.queries.ts';
import { rewriteEntry } from './rewrite-entry.ts';
import { writeEntry } from './write-entry.ts';
import {
	findAllotment,
	listCandidates,
	listHolders,
	listPool,
	listUndecided
} from './tovholder.queries.ts';

const database = await testDatabase();

const NOTE = {
	kind: 'note',
	title: '',
	body: 'Talte om boligen',
	startsOn: null,
	endsOn: null,
	area: null,
	channel: null
} as const;

const decisionFor = (
	{ person, organisation }: Someone,
	change: Partial<Decision> = {}
): Decision => ({
	person,
	organisation: organisation!,
	reason: 'De ses hver uge',
	route: 'direct',
	citizenPart: 'present',
	citizenNote: '',
	agreedOn: '2026-05-04',
	heardBy: 'Lea',
	handoverUntil: null,
	...change
});
const appoint = (
	world: World,
	by: Someone,
	pathway: string,
	decision: Decision,
	version = 1,
	today = TODAY
) =>
	world
		.as(by, today)
		.act((acting) => appointTovholder(acting, pathway, version, decision, crypto.randomUUID()));
const DONE = { ok: true, value: null };
const isOpenTo = async (world: World, someone: Someone, pathway: string, today = TODAY) =>
	(await world.as(someone, today).see(findHead(pathway))).length === 1;

test('R-112, R-114: the threads go over in one moment, and the one before reads nothing more', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	expect(await appoint(world, tovholder, pathway, decisionFor(helper))).toEqual(DONE);
	const [now, before] = await world.as(helper).see(listHolders(pathway));
	expect(now).toMatchObject({
		name: 'Hans Hjælper',
		kind: 'final',
		until: null,
		reason: 'De ses hver uge',
		citizenPart: 'present',
		decidedBy: 'Tove Tovholder'
	});
	expect(before!.until).toEqual(now!.since);
	expect(await isOpenTo(world, tovholder, pathway)).toBe(false);
	expect(await isOpenTo(world, helper, pathway)).toBe(true);
	expect(await world.as(helper).see(findAllotment(pathway))).toMatchObject([
		{ decidedOn: TODAY, tovholder: 'Hans Hjælper', version: 2 }
	]);
});

test('R-112: during a hand-over the one before reads on, until its last day and no longer', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const decision = decisionFor(helper, { handoverUntil: '2026-05-20' });
	const own = randomUUID();
	await world.as(tovholder).act((acting) => writeEntry(acting, pathway, own, 'housing', NOTE));
	await appoint(world, tovholder, pathway, decision);
	expect(await isOpenTo(world, tovholder, pathway, '2026-05-20')).toBe(true);
	expect(await isOpenTo(world, tovholder, pathway, '2026-05-21')).toBe(false);
	// Reads, and writes nothing; the page says so.
	const write = (someone: Someone) =>
		world.as(someone).act((acting) => writeEntry(acting, pathway, randomUUID(), 'housing', NOTE));
	expect(await write(tovholder)).toEqual({ ok: false, reason: 'no-such-pathway' });
	expect((await write(helper)).ok).toBe(true);
	// What they wrote themselves is not there to be changed either, whatever version it is changed from.
	expect(await world.as(tovholder).see(findOwnEntry(pathway, own))).toEqual([]);
	const { title, body, startsOn, endsOn } = { ...NOTE, body: 'Skrevet om' };
	for (const version of [1, 2])
		expect(
			await world
				.as(tovholder)
				.act((acting) =>
					rewriteEntry(acting, pathway, own, version, { title, body, startsOn, endsOn })
				)
		).toEqual({ ok: false, reason: 'no-such-entry' });
	expect(await world.as(tovholder).see(showPathway(pathway))).toMatchObject([
		{ isOn: false, readsUntil: '2026-05-20' }
	]);
	expect(await world.as(helper).see(showPathway(pathway))).toMatchObject([
		{ isOn: true, readsUntil: null }
	]);
	const again = await appoint(world, tovholder, pathway, decisionFor(tovholder), 2);
	expect(again).toEqual({ ok: false, reason: 'no-such-pathway' });
});

test('R-120: the project leader decides without reading anything of the citizen', async () => {
	const world = await newWorld(database);
	const { leader, helper, pathway, collaboration } = await world.coordinatedPathway();
	expect(await world.as(leader).see(listUndecided(collaboration))).toMatchObject([
		{ pathway, number: 1, due: '2026-01-12', temporary: 'Tove Tovholder' }
	]);
	expect(await appoint(world, leader, pathway, decisionFor(helper))).toEqual(DONE);
	expect(await isOpenTo(world, leader, pathway)).toBe(false);
	expect(await world.as(leader).see(listUndecided(collaboration))).toEqual([]);
});

test('R-137: the citizen, the partners, the new and the former tovholder are told, without content', async () => {
	const world = await newWorld(database);
	const { leader, tovholder, helper, citizen, pathway } = await world.coordinatedPathway();
	const next = await world.worker('Nina Ny', world.tenant);
	await appoint(world, leader, pathway, decisionFor(next));
	const notices = tables.selectFrom('notice').select(['kind', 'path']);
	const here = `/pathways/${pathway}`;
	expect(await world.as(next).see(notices)).toEqual([{ kind: 'tovholder-appointed', path: here }]);
	expect(await world.as(helper).see(notices)).toEqual([
		{ kind: 'tovholder-appointed', path: here }
	]);
	expect(await world.as(citizen).see(notices)).toEqual([
		{ kind: 'tovholder-appointed', path: '/me' }
	]);
	expect(await world.as(tovholder).see(notices)).toEqual([
		{ kind: 'tovholder-handed-over', path: '/pathways' }
	]);
	const { rows } = await database.owner.query(
		'select words::text from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toHaveLength(4);
	expect(rows.map(({ words }) => words).join()).not.toMatch(/Amina|Nina|Tove/);
});

test('two who decide at the same moment: one decides, the other is told so', async () => {
	const world = await newWorld(database);
	const { leader, tovholder, helper, pathway } = await world.coordinatedPathway();
	const other = await world.worker('Olga Anden', world.tenant);
	const answers = await Promise.all([
		appoint(world, leader, pathway, decisionFor(other)),
		appoint(world, tovholder, pathway, decisionFor(helper))
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	const reasons = answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]));
	expect(['decided-meanwhile', 'no-such-pathway']).toContain(reasons[0]);
	const { rows } = await database.owner.query(
		'select count(*)::int as holders from samspil.tovholder where pathway_id = $1',
		[pathway]
	);
	expect(rows).toEqual([{ holders: 2 }]);
});

test('nobody else decides: a partner, the citizen, a colleague, another leader, a guessed id', async () => {
	const world = await newWorld(database);
	const { helper, citizen, colleague, pathway } = await world.coordinatedPathway();
	const otherLeader = await world.worker('Lars Leder', world.tenant, 'project-leader');
	await world.collaboration(otherLeader);
	const next = await newWorld(database);
	const theirs = await next.coordinatedPathway();
	const no = { ok: false, reason: 'no-such-pathway' };
	for (const someone of [helper, citizen, colleague, otherLeader, await world.administrator()])
		expect(await appoint(world, someone, pathway, decisionFor(helper))).toEqual(no);
	expect(await appoint(next, theirs.leader, pathway, decisionFor(helper))).toEqual(no);
	expect(await appoint(next, theirs.leader, randomUUID(), decisionFor(helper))).toEqual(no);
});

test('R-101: the threads are handed to somebody who is at work, or to nobody', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const gone = await world.worker('Gorm', world.tenant);
	await database.owner.query(
		"update samspil.membership set active_until = '2026-05-03' where person_id = $1",
		[gone.person]
	);
	expect(await appoint(world, tovholder, pathway, decisionFor(gone))).toEqual({
		ok: false,
		reason: 'not-at-work'
	});
	const elsewhere = { ...helper, organisation: world.tenant };
	expect(await appoint(world, tovholder, pathway, decisionFor(elsewhere))).toEqual({
		ok: false,
		reason: 'not-at-work'
	});
	expect(await isOpenTo(world, tovholder, pathway)).toBe(true);
});

test('PostgreSQL itself refuses a tovholder written past the decision, and a hand-over without end', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const forged = tables.insertInto('tovholder').values({
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		person_id: helper.person,
		organisation_id: helper.organisation!,
		person_name: 'x',
		organisation_name: 'x',
		kind: 'final',
		since: new Date(),
		route: 'direct'
	});
	for (const someone of [tovholder, helper])
		await expect(world.as(someone).act((acting) => acting.run(forged))).rejects.toThrow();
	const change = tables.updateTable('tovholder').set({ handover_until: '2030-01-01' });
	await expect(world.as(tovholder).act((acting) => acting.run(change))).rejects.toThrow(
		'permission denied'
	);
	const decision = decisionFor(helper, { handoverUntil: '2026-06-04' });
	expect(await appoint(world, tovholder, pathway, decision)).toEqual({
		ok: false,
		reason: 'handover-too-long'
	});
});

test('R-115, R-116: only the project leader keeps the pool, and notes when the role was presented', async () => {
	const world = await newWorld(database);
	const { leader, tovholder, helper, collaboration } = await world.coordinatedPathway();
	const member = { person: helper.person, organisation: helper.organisation! };
	const add = (by: Someone) =>
		world.as(by).act((acting) => addToPool(acting, collaboration, member));
	expect(await add(tovholder)).toEqual({ ok: false, reason: 'no-such-collaboration' });
	expect(await add(leader)).toEqual(DONE);
	expect(await add(leader)).toEqual(DONE);
	const waits = async (who: Someone) => {
		const [waiting] = await world.as(who).see(findWaiting());
		return [waiting!.unpresented, waiting!.firstPoolIn];
	};
	expect(await waits(leader)).toEqual([1, collaboration]);
	for (const other of [tovholder, helper]) expect(await waits(other)).toEqual([0, null]);
	const present = (on: string) =>
		world.as(leader).act((acting) => notePresented(acting, collaboration, member, on));
	expect(await present('2026-05-02')).toEqual(DONE);
	expect(await waits(leader)).toEqual([0, null]);
	expect(await present('2026-05-02')).toEqual(DONE);
	expect(await present('2026-05-03')).toEqual({ ok: false, reason: 'changed-meanwhile' });
	expect(await world.as(leader).see(listPool(collaboration))).toMatchObject([
		{ name: 'Hans Hjælper', presentedOn: '2026-05-02', since: TODAY }
	]);
	expect(await world.as(tovholder).see(listCandidates(collaboration, 'kim'))).toMatchObject([
		{ name: 'Hans Hjælper', isInPool: true },
		{ name: 'Kim Kollega', isInPool: false }
	]);
	// Taken out as they stood: from a page that shows that the role has not been presented yet, nobody is.
	const remove = (presented: string | null) =>
		world.as(leader).act((acting) => removeFromPool(acting, collaboration, member, presented));
	expect(await remove(null)).toEqual({ ok: false, reason: 'changed-meanwhile' });
	expect(await world.as(leader).see(listPool(collaboration))).toHaveLength(1);
	expect(await remove('2026-05-02')).toEqual(DONE);
	expect(await remove('2026-05-02')).toEqual(DONE);
	expect(await world.as(leader).see(listPool(collaboration))).toEqual([]);
	expect(await present('2026-05-02')).toEqual({ ok: false, reason: 'changed-meanwhile' });
	expect(await add(leader)).toEqual(DONE);
	expect(await world.as(leader).see(listPool(collaboration))).toMatchObject([
		{ presentedOn: null }
	]);
});
