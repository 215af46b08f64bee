import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { eraseWaiting } from '#server/jobs/erase-waiting.ts';
import { keep, remind } from '#features/deadlines/test-remind.ts';
import { verifyAudit } from '#server/audit/verify-audit.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tables } from '#server/tables.ts';
import { sortDue, stoppedBefore } from '../retention.rules.ts';
import {
	askErasure,
	decideErasure,
	letGo,
	liftHold,
	placeHold,
	setErasuresGoing,
	setRetention,
	takeBackErasure
} from './keep-retention.ts';
import {
	countDue,
	countKept,
	countOnTheirWay,
	findRetention,
	listDue,
	listErasures,
	listHolds,
	listHoldsOf,
	listRequests
} from './retention.queries.ts';

const database = await testDatabase();
const WHY = 'En klagesag er i gang';
const OVER = 'Klagesagen er afgjort';

/** A pathway that was closed five years ago, in a municipality with a data protection officer. */
async function closedPathway(closedOn = '2021-05-01') {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	const administrator = await world.administrator();
	await close(world, story.pathway, closedOn);
	return { world, officer, administrator, ...story };
}
type World = Awaited<ReturnType<typeof newWorld>>;

async function close(world: World, pathway: string, on: string) {
	await world.insert('closing', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		ground: 'moved-away',
		plan: 'Flytter',
		citizen_part: 'together',
		changed_by_name: 'x',
		closed_at: `${on}T10:00:00Z`,
		closed_by_name: 'x'
	});
	await database.owner.query("update samspil.pathway set state = 'closed' where id = $1", [
		pathway
	]);
}
const isThere = async (pathway: string) =>
	(await database.owner.query('select from samspil.pathway where id = $1', [pathway])).rowCount ===
	1;
const stateOf = async (tenant: string) =>
	(
		await database.owner.query(
			'select state from samspil.erasure where tenant_id = $1 order by let_go_at',
			[tenant]
		)
	).rows.map(({ state }) => state);

let idle: Promise<unknown>;
beforeAll(() => (idle = eraseWaiting(database.pools.jobs)));

test('L-12 the data protection officer sets how long, and nobody else', async () => {
	const { world, officer, administrator, leader, tovholder, citizen } = await closedPathway();
	for (const somebody of [administrator, leader, tovholder, citizen])
		expect(await world.as(somebody).act((acting) => setRetention(acting, '60', 0))).toMatchObject({
			ok: false,
			reason: 'not-there'
		});
	const set = (months: string, version: number) =>
		world.as(officer).act((acting) => setRetention(acting, months, version));
	expect(await set('60', 0)).toMatchObject({ ok: true });
	expect(await set('12', 0)).toMatchObject({ ok: false, reason: 'stale' });
	expect(await set('72', 1)).toMatchObject({ ok: true });
	expect(await world.as(officer).see(findRetention())).toMatchObject([
		{ months: 72, version: 2, by: 'Dan Data' }
	]);
});

test('L-12 the officer sees what is due by number and day, from that very day, and how much stands on it', async () => {
	const { world, officer, leader, administrator, pathway } = await closedPathway('2021-05-05');
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	const due = async (day: string) =>
		sortDue(await world.as(officer).see(listDue('2026-12-31')), day).due.map(
			(each) => each.pathway
		);
	expect(await due('2026-05-04')).toEqual([]);
	expect(await due('2026-05-05')).toEqual([pathway]);
	const [row] = await world.as(officer).see(listDue('2026-12-31'));
	expect(Object.keys(row!).sort()).toEqual([
		'closedOn',
		'goesOn',
		'held',
		'letGo',
		'number',
		'pathway'
	]);
	const counts = await world.as(officer, '2026-05-05').see(countDue('2026-05-05'));
	expect(counts).toContainEqual({ kind: 'entry', rows: 2 });
	for (const somebody of [leader, administrator]) {
		expect(await world.as(somebody).see(listDue('2026-12-31'))).toEqual([]);
		expect(await world.as(somebody).see(countKept([pathway]))).toEqual([]);
	}
	// The officer reads nothing of what stands there.
	const read = await database.owner.query(
		'select person_id from samspil.pathway_access where pathway_id = $1 and person_id = $2',
		[pathway, officer.person]
	);
	expect(read.rows).toEqual([]);
});

test('L-12 what is let go is erased by the job; let go twice is once, and a list that has changed is not', async () => {
	const { world, officer, tovholder, citizen, pathway } = await closedPathway();
	await idle;
	const go = (shown: string) => world.as(officer).act((acting) => letGo(acting, shown));
	expect(await go(pathway)).toMatchObject({ ok: false, reason: 'stale' }); // nobody has said how long
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	expect(await world.as(tovholder).act((acting) => letGo(acting, pathway))).toMatchObject({
		reason: 'not-there'
	});
	expect(await go(pathway)).toMatchObject({ ok: true });
	expect(await go(pathway)).toMatchObject({ ok: true });
	expect(await eraseWaiting(database.pools.jobs)).toBe(1);
	expect(await eraseWaiting(database.pools.jobs)).toBe(0);
	expect(await isThere(pathway)).toBe(false);
	expect(await stateOf(world.tenant)).toEqual(['done']);
	expect(await go(pathway)).toMatchObject({ reason: 'stale' });
	// The citizen had this pathway alone: the account is gone as well, and the session with it.
	const left = await database.owner.query(
		'select from samspil.person where id = $1 union all select from identity."user" where id = $1',
		[citizen.person]
	);
	expect(left.rowCount).toBe(0);
	expect(await world.as(officer).see(listErasures())).toMatchObject([
		{ state: 'done', why: 'retention', by: 'Dan Data' }
	]);
});

test('L-12 a hold stops it: before it is let go, and between that and the erasure', async () => {
	const { world, officer, tovholder, pathway } = await closedPathway();
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	const hold = randomUUID();
	const held = await world.as(tovholder).act((acting) => placeHold(acting, hold, { pathway }, WHY));
	expect(held).toMatchObject({ ok: true });
	expect(await world.as(officer).act((acting) => letGo(acting, pathway))).toMatchObject({
		reason: 'stale'
	});
	expect(await world.as(officer).see(listHolds())).toMatchObject([{ id: hold, reason: WHY }]);
	await world.as(officer).act((acting) => liftHold(acting, hold, 1, OVER));
	await world.as(officer).act((acting) => letGo(acting, pathway));
	const number = (await world.as(officer).see(listDue(TODAY)))[0]!.number;
	const again = await world
		.as(officer)
		.act((acting) => placeHold(acting, randomUUID(), { number: String(number) }, WHY));
	expect(again).toMatchObject({ ok: true });
	expect(await eraseWaiting(database.pools.jobs)).toBe(0);
	expect(await isThere(pathway)).toBe(true);
	expect(await stateOf(world.tenant)).toEqual(['stopped']);
});

test('L-12 the tovholder hears a month before it may go, once; not while it is held, nor once it is let go', async () => {
	const { world, officer, tovholder, pathway } = await closedPathway('2021-05-01');
	const told = async (today: string) => {
		await remind(database.pools.jobs, today);
		const { rows } = await database.owner.query(
			`select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'retention-soon'`,
			[world.tenant]
		);
		return rows;
	};
	expect(await told(TODAY)).toEqual([]); // nobody has said how long
	await world.as(officer).act((acting) => setRetention(acting, '61', 0)); // until 1 June 2026
	const hold = randomUUID();
	await world.as(tovholder).act((acting) => placeHold(acting, hold, { pathway }, WHY));
	expect(await told('2026-05-04')).toEqual([]);
	await world.as(officer).act((acting) => liftHold(acting, hold, 1, OVER));
	expect(await told('2026-05-01')).toEqual([]);
	const once = [{ person: tovholder.person, path: `/pathways/${pathway}/retention` }];
	expect(await told('2026-05-02')).toEqual(once);
	expect(await told('2026-05-20')).toEqual(once);
});

test('only who holds the threads, or the officer, holds a pathway back or lifts that', async () => {
	const { world, officer, tovholder, helper, leader, administrator, citizen, pathway } =
		await closedPathway();
	for (const somebody of [helper, leader, administrator, citizen])
		expect(
			await world.as(somebody).act((acting) => placeHold(acting, randomUUID(), { pathway }, WHY))
		).toMatchObject({ ok: false, reason: 'not-there' });
	expect(
		await world.as(tovholder).act((acting) => placeHold(acting, randomUUID(), { number: '1' }, WHY))
	).toMatchObject({ reason: 'no-such-number' });
	const hold = randomUUID();
	await world.as(tovholder).act((acting) => placeHold(acting, hold, { pathway }, WHY));
	for (const somebody of [helper, leader, administrator, citizen]) {
		expect(await world.as(somebody).act((acting) => liftHold(acting, hold, 1, OVER))).toMatchObject(
			{
				reason: 'not-there'
			}
		);
	}
	// Whom it is about reads it; who has nothing to do with it does not.
	expect(await world.as(citizen).see(listHolds())).toHaveLength(1);
	for (const somebody of [helper, leader, administrator])
		expect(await world.as(somebody).see(listHolds())).toEqual([]);
	expect(
		await world.as(officer).act((acting) => placeHold(acting, randomUUID(), { pathway }, WHY))
	).toMatchObject({ reason: 'not-there' }); // by its number, not by an id
});

test('a citizen asks to be erased: the officer hears of it without a name, and answers; a hold stops a yes', async () => {
	const { world, officer, tovholder, citizen, pathway } = await closedPathway();
	const ask = () => world.as(citizen).act((acting) => askErasure(acting, randomUUID(), pathway));
	expect(await ask()).toMatchObject({ ok: true });
	expect(await ask()).toMatchObject({ ok: true });
	const [request, ...more] = await world.as(officer).see(listRequests());
	expect(more).toEqual([]);
	expect(request).toMatchObject({ isCitizensOwn: true, by: '' });
	const decide = (decision: 'granted' | 'refused', reason = '') =>
		world
			.as(officer)
			.act((acting) => decideErasure(acting, request!.id, request!.version, decision, reason));
	expect(await decide('refused')).toMatchObject({ reason: 'refusal-without-reason' });
	const hold = randomUUID();
	await world.as(tovholder).act((acting) => placeHold(acting, hold, { pathway }, WHY));
	expect(await decide('granted')).toMatchObject({ reason: 'pathway-held' });
	await world.as(tovholder).act((acting) => liftHold(acting, hold, 1, OVER));
	await database.owner.query("update samspil.pathway set state = 'open' where id = $1", [pathway]);
	expect(await decide('granted')).toMatchObject({ reason: 'pathway-still-open' });
	await database.owner.query("update samspil.pathway set state = 'closed' where id = $1", [
		pathway
	]);
	expect(await decide('granted')).toMatchObject({ ok: true });
	expect(await eraseWaiting(database.pools.jobs)).toBe(1);
	expect(await isThere(pathway)).toBe(false);
	expect(await world.as(officer).see(listRequests())).toEqual([]);
});

test('every pathway of the citizen goes with a yes, and nothing of anybody else', async () => {
	const { world, officer, tovholder, citizen, collaboration, pathway } = await closedPathway();
	const second = await world.pathway(citizen, collaboration, tovholder);
	await close(world, second, '2026-04-01');
	const other = await world.citizen('Bo', tovholder);
	const others = await world.pathway(other, collaboration, tovholder);
	await world.entry(others, 'housing', tovholder, 'bliver');
	await world.as(tovholder).act((acting) => askErasure(acting, randomUUID(), second));
	const [request] = await world.as(officer).see(listRequests());
	expect(request).toMatchObject({ isCitizensOwn: false, by: tovholder.name });
	await world
		.as(officer)
		.act((acting) => decideErasure(acting, request!.id, request!.version, 'granted', ''));
	expect(await eraseWaiting(database.pools.jobs)).toBe(2);
	expect([await isThere(pathway), await isThere(second)]).toEqual([false, false]);
	expect(await isThere(others)).toBe(true);
	const kept = await database.owner.query('select from samspil.entry where pathway_id = $1', [
		others
	]);
	expect(kept.rowCount).toBe(1);
});

test('L-12 a pathway that cannot be erased is in nobody’s way, says so, and is set going again by the officer alone', async () => {
	const [stuck, other] = [await closedPathway(), await closedPathway()];
	for (const { world, officer, pathway } of [stuck, other]) {
		await world.as(officer).act((acting) => setRetention(acting, '60', 0));
		await world.as(officer).act((acting) => letGo(acting, pathway));
	}
	const { world, officer, pathway } = stuck;
	await database.owner.query(
		'create table samspil.in_the_way (tenant_id uuid, about uuid, foreign key (tenant_id, about) references samspil.pathway)'
	);
	await database.owner.query('insert into samspil.in_the_way values ($1, $2)', [
		world.tenant,
		pathway
	]);
	const told: string[] = [];
	await eraseWaiting(database.pools.jobs, ({ message }) => void told.push(message));
	expect(told).toEqual(['erasing broke 23503 pathway']);
	expect([await isThere(pathway), await isThere(other.pathway)]).toEqual([true, false]);
	const stopped = async (now = new Date()) =>
		(await world.as(officer).see(countOnTheirWay(stoppedBefore(now))))[0]!.stopped;
	expect(await stopped()).toBe(1);
	const notices = await database.owner.query(
		"select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'erasure-stopped'",
		[world.tenant]
	);
	expect(notices.rows).toEqual([{ person: officer.person, path: '/retention' }]);
	await database.owner.query('drop table samspil.in_the_way');
	await eraseWaiting(database.pools.jobs);
	expect(await isThere(pathway)).toBe(true);
	for (const who of [stuck.tovholder, stuck.leader, other.officer])
		await world
			.as(who)
			.act((acting) => setErasuresGoing(acting, new Date()))
			.catch(() => undefined);
	expect(await stopped()).toBe(1);
	expect(await world.as(officer).act((acting) => setErasuresGoing(acting, new Date()))).toEqual({
		ok: true,
		value: true
	});
	// What nobody has been at for long has come to a stop too.
	expect([await stopped(), await stopped(new Date(Date.now() + 121 * 60_000))]).toEqual([0, 1]);
	await eraseWaiting(database.pools.jobs);
	expect(await isThere(pathway)).toBe(false);
	expect(await stopped(new Date(Date.now() + 121 * 60_000))).toBe(0);
});

test('whoever is killed at any step has lost nothing, and several at once erase it once', async () => {
	const { world, officer, tovholder, pathway } = await closedPathway();
	await world.as(tovholder).read(recordPathway('pathway.read', pathway));
	await world.as(officer).act((acting) => setRetention(acting, '60', 0));
	await world.as(officer).act((acting) => letGo(acting, pathway));
	const client = await database.pools.jobs.connect();
	let steps = 0;
	for (let did = ''; did !== 'nothing'; steps++) {
		// killed in the middle of the step: PostgreSQL takes back what it did
		await client.query('begin');
		await client.query('select samspil.erase_step()');
		await client.query('rollback');
		did = (await client.query('select samspil.erase_step() as did')).rows[0].did;
		// from the first step on nobody reads half of it
		const open = await world.as(tovholder).see({
			compile: () => ({
				sql: `select id from samspil.pathway where id = '${pathway}'`,
				parameters: [],
				query: undefined as never,
				queryId: undefined as never
			})
		} as never);
		expect(open).toEqual([]);
	}
	client.release();
	expect(steps).toBeGreaterThan(5);
	const kept = await database.owner.query(
		'select sum(pathways)::int as pathways from samspil.kept_numbers where tenant_id = $1',
		[world.tenant]
	);
	expect(kept.rows).toEqual([{ pathways: 1 }]);

	// Who lives under protection is not counted afterwards either.
	const hidden = await closedPathway();
	await database.owner.query('update samspil.citizen set is_protected = true where id = $1', [
		hidden.citizen.citizen
	]);
	await hidden.world.as(hidden.officer).act((acting) => setRetention(acting, '60', 0));
	await hidden.world.as(hidden.officer).act((acting) => letGo(acting, hidden.pathway));
	await eraseWaiting(database.pools.jobs);
	expect(await isThere(hidden.pathway)).toBe(false);
	const counted = await database.owner.query(
		'select from samspil.kept_numbers where tenant_id = $1',
		[hidden.world.tenant]
	);
	expect(counted.rowCount).toBe(0);

	const second = await closedPathway();
	await second.world.as(second.officer).act((acting) => setRetention(acting, '60', 0));
	await second.world.as(second.officer).act((acting) => letGo(acting, second.pathway));
	const gone = await Promise.all([1, 2, 3].map(() => eraseWaiting(database.pools.jobs)));
	await eraseWaiting(database.pools.jobs);
	expect(await isThere(second.pathway)).toBe(false);
	expect(gone.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1);
	const { faults } = await verifyAudit(database.owner as never);
	expect(faults).toEqual([]);
});

test('a row of the record that is emptied without a word is found', async () => {
	const { world, tovholder, pathway } = await closedPathway();
	await world.as(tovholder).read(recordPathway('pathway.read', pathway));
	const client = await database.owner.connect();
	try {
		await client.query('begin');
		await client.query(
			`update samspil.audit_event set emptied = gen_random_uuid(), pathway_id = null, object_id = null, reason = '', detail = '{}' where tenant_id = $1`,
			[world.tenant]
		);
		const { faults } = await verifyAudit(client);
		expect(faults).toContainEqual(
			expect.objectContaining({ tenant: world.tenant, kind: 'changed' })
		);
	} finally {
		await client.query('rollback');
		client.release();
	}
	await expect(
		database.owner.query(
			`update samspil.audit_event set emptied = gen_random_uuid(), action = 'x' where tenant_id = $1`,
			[world.tenant]
		)
	).rejects.toThrow('append-only');
});

test('the job erases nothing by itself: nobody but the officer lets go', async () => {
	const { world, pathway } = await closedPathway();
	for (const pool of [database.pools.jobs, database.pools.app])
		await expect(
			pool.query(
				`insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id) values ('${world.tenant}', 'retention', 'x', '${pathway}')`
			)
		).rejects.toThrow('permission denied');
	expect(await eraseWaiting(database.pools.jobs)).toBe(0);
	expect(await isThere(pathway)).toBe(true);
	await expect(database.pools.app.query('select samspil.erase_step()')).rejects.toThrow(
		'permission denied'
	);
});

test('L-12 a hold is lifted for a reason that is kept, the other side is told, and what the officer holds back is not the tovholder’s to lift', async () => {
	const { world, officer, tovholder, citizen, pathway } = await closedPathway();
	const [{ number }] = (
		await database.owner.query('select number from samspil.pathway where id = $1', [pathway])
	).rows;
	const lift = (who: typeof officer, hold: string, version: number, why: string) =>
		world.as(who).act((acting) => liftHold(acting, hold, version, why));
	const told = async () =>
		(
			await database.owner.query(
				`select person_id as person, path from samspil.notice where tenant_id = $1 and kind = 'hold-lifted' order by created_at`,
				[world.tenant]
			)
		).rows;
	const officers = randomUUID();
	expect(
		await world.as(officer).act((acting) => placeHold(acting, officers, { number }, WHY))
	).toMatchObject({ ok: true });
	expect(await lift(tovholder, officers, 1, OVER)).toMatchObject({ reason: 'not-there' });
	expect(await world.as(tovholder).see(listHoldsOf(pathway))).toMatchObject([
		{ byOfficer: true, liftedAt: null }
	]);
	expect(await lift(officer, officers, 1, 'kort')).toMatchObject({
		reason: 'lift-reason-too-short'
	});
	expect(await lift(officer, officers, 1, OVER)).toMatchObject({ ok: true });
	const toCitizen = { person: citizen.person, path: '/me/erasure' };
	expect(await told()).toEqual(
		expect.arrayContaining([
			{ person: tovholder.person, path: `/pathways/${pathway}/retention` },
			toCitizen
		])
	);
	expect(await told()).toHaveLength(2);
	const own = randomUUID();
	await world.as(tovholder).act((acting) => placeHold(acting, own, { pathway }, WHY));
	expect(await lift(tovholder, own, 1, OVER)).toMatchObject({ ok: true });
	expect(await lift(tovholder, own, 1, OVER)).toMatchObject({ ok: true });
	// another reason than the one that counts is not lost without a word
	expect(await lift(tovholder, own, 1, 'En helt anden grund')).toMatchObject({ reason: 'stale' });
	expect((await told()).slice(2)).toEqual(
		expect.arrayContaining([{ person: officer.person, path: '/retention' }, toCitizen])
	);
	expect(await told()).toHaveLength(4);
	expect(await world.as(tovholder).see(listHoldsOf(pathway))).toMatchObject([
		{ byOfficer: false, liftedWhy: OVER },
		{ byOfficer: true, liftedWhy: OVER }
	]);
	// whoever was first: what both hold back is the officer's to lift, and both reasons stand
	const both = randomUUID();
	await world.as(tovholder).act((acting) => placeHold(acting, both, { pathway }, WHY));
	for (const again of [1, 2])
		expect(
			await world
				.as(officer)
				.act((acting) => placeHold(acting, randomUUID(), { number }, 'En sag ved Datatilsynet')),
			`time ${again}`
		).toMatchObject({ ok: true });
	expect(await lift(tovholder, both, 2, OVER)).toMatchObject({ reason: 'not-there' });
	const [held] = await world.as(tovholder).see(listHoldsOf(pathway));
	expect(held).toMatchObject({ byOfficer: true, version: 2, liftedAt: null });
	expect(held!.reason).toContain(WHY);
	expect(held!.reason).toContain('En sag ved Datatilsynet');
	expect(await lift(officer, both, 2, OVER)).toMatchObject({ ok: true });
});

test('the citizen takes the wish to be erased back before it is answered, and can ask anew; nobody takes it back for them', async () => {
	const { world, officer, tovholder, helper, citizen, pathway } = await closedPathway();
	const request = randomUUID();
	await world.as(citizen).act((acting) => askErasure(acting, request, pathway));
	const back = (who: typeof officer, id = request) =>
		world.as(who).act((acting) => takeBackErasure(acting, id));
	for (const other of [tovholder, helper, officer])
		expect(await back(other)).toMatchObject({ reason: 'not-there' });
	expect(await back(citizen)).toMatchObject({ ok: true });
	expect(await back(citizen)).toMatchObject({ ok: true });
	expect(await world.as(officer).see(listRequests())).toEqual([]);
	expect(
		await world.as(officer).act((acting) => decideErasure(acting, request, 1, 'granted', ''))
	).toMatchObject({ ok: false });
	expect(await isThere(pathway)).toBe(true);
	const anew = randomUUID();
	await world.as(tovholder).act((acting) => askErasure(acting, anew, pathway));
	expect(await world.as(officer).see(listRequests())).toMatchObject([{ id: anew }]);
	// the tovholder wrote it down, and takes it back for the citizen
	expect(await back(tovholder, anew)).toMatchObject({ ok: true });
});

test('L-12 a wish to be erased that the tovholder writes down for the citizen, or takes back, is told to the citizen, once each; of their own they are told nothing', async () => {
	const { world, tovholder, citizen, pathway } = await closedPathway();
	const told = async () => {
		const { rows } = await database.owner.query<{ kind: string; path: string; mails: number }>(
			`select n.kind, n.path, (select count(*)::int from samspil.mail m where m.tenant_id = n.tenant_id and m.person_id = n.person_id) as mails
			from samspil.notice n where n.tenant_id = $1 and n.person_id = $2 order by n.created_at, n.id`,
			[world.tenant, citizen.person]
		);
		for (const { path } of rows) expect(path).toBe(`/me/erasure?pathway=${pathway}`);
		for (const { mails } of rows) expect(mails).toBe(rows.length);
		return rows.map(({ kind }) => kind);
	};
	const both = async (who: typeof tovholder, request = randomUUID()) => {
		for (const _ of ['once', 'twice'])
			expect(
				await world.as(who).act((acting) => askErasure(acting, request, pathway))
			).toMatchObject({ ok: true });
		for (const _ of ['once', 'twice'])
			expect(await world.as(who).act((acting) => takeBackErasure(acting, request))).toMatchObject({
				ok: true
			});
	};
	await both(citizen);
	expect(await told()).toEqual([]);
	await both(tovholder);
	expect(await told()).toEqual(['erasure-asked-for-you', 'erasure-taken-back-for-you']);
	// What the tovholder wrote down, the citizen may take back themselves.
	const written = randomUUID();
	await world.as(tovholder).act((acting) => askErasure(acting, written, pathway));
	await world.as(citizen).act((acting) => takeBackErasure(acting, written));
	expect(await told()).toHaveLength(3);
	// Whoever has no page of their own is told by whoever wrote it down: there is nowhere to send it.
	await database.owner.query('update samspil.citizen set person_id = null where tenant_id = $1', [
		world.tenant
	]);
	await both(tovholder);
	expect(await told()).toHaveLength(3);
});

test('L-12 a wish to be erased is to be answered within a month, by the officers alone, and by nobody once it is answered or taken back', async () => {
	const { world, officer, administrator, leader, tovholder, citizen, pathway } =
		await closedPathway();
	const due = async (who: typeof officer) => {
		await keep(database.pools.jobs, TODAY, world.tenant);
		const rows = await world
			.as(who)
			.see(
				tables
					.selectFrom('deadline')
					.where('kind', '=', 'erasure-answer')
					.select(['due_on as dueOn', 'path', 'pathway_id as pathway'])
			);
		return rows;
	};
	const ask = async () => {
		const id = randomUUID();
		await world.as(citizen).act((acting) => askErasure(acting, id, pathway));
		await database.owner.query(
			`update samspil.erasure_request set asked_at = '2026-04-20T22:30:00Z' where id = $1`,
			[id]
		);
		return id;
	};
	const wish = await ask();
	expect(await due(officer)).toEqual([{ dueOn: '2026-05-21', path: '/retention', pathway: null }]);
	const elsewhere = await closedPathway();
	for (const other of [administrator, leader, tovholder, citizen, elsewhere.officer])
		expect(await due(other)).toEqual([]);
	await remind(database.pools.jobs, '2026-05-14');
	const { rows } = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'erasure-answer-soon'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person: officer.person }]);
	await world.as(citizen).act((acting) => takeBackErasure(acting, wish));
	expect(await due(officer)).toEqual([]);
	const anew = await ask();
	expect(await due(officer)).toHaveLength(1);
	await world
		.as(officer)
		.act((acting) => decideErasure(acting, anew, 1, 'refused', 'Det skal gemmes efter loven'));
	expect(await due(officer)).toEqual([]);
	// With everything that stood on it goes what waits.
	await ask();
	await database.owner.query('delete from samspil.erasure_request where pathway_id = $1', [
		pathway
	]);
	expect(await due(officer)).toEqual([]);
});
