import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { eraseWaiting } from '#server/jobs/erase-waiting.ts';
import { takeFollowUp } from '#server/jobs/take-follow-up.ts';
import { newWorld } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { countFollowUp, mayFollowUp } from './follow-up.queries.ts';

const database = await testDatabase();

async function story() {
	const world = await newWorld(database);
	const all = await world.coordinatedPathway();
	const manager = await world.worker('Mette Manager', world.tenant, 'manager');
	await world.seat(all.collaboration, 'steering', manager);
	return { world, manager, ...all };
}

test('R-058 the project leader and the steering group read the numbers, and nobody else does', async () => {
	const { world, manager, leader, tovholder, helper, citizen } = await story();
	const administrator = await world.administrator();
	const officer = await world.worker('Dan Data', world.tenant, 'data-protection-officer');
	const neighbour = await newWorld(database);
	const stranger = await neighbour.worker('Nis Nabo', neighbour.tenant, 'project-leader');
	for (const reader of [leader, manager]) {
		expect(await world.as(reader).see(countFollowUp())).toHaveLength(1);
		expect(await world.as(reader).see(mayFollowUp())).toEqual([{ may: true }]);
	}
	for (const reader of [tovholder, helper, citizen, administrator, officer, stranger]) {
		expect(await world.as(reader).see(countFollowUp())).toEqual([]);
		expect(await world.as(reader).see(mayFollowUp())).toEqual([{ may: false }]);
	}
});

test('R-058 decided in time, later and not yet; with a consent and without; tasks by their date; the erased are counted', async () => {
	const { world, leader, tovholder, collaboration, pathway } = await story();
	const other = await world.worker('Ole Overtager', world.tenant);
	const open = async (name: string) =>
		world.pathway(await world.citizen(name, tovholder), collaboration, tovholder);
	// Registered on 5 January: decided on the fifteenth is late, and not at all is not yet.
	await world.handOver(await open('Bo'), tovholder, other, { until: null });
	await world.consent(await open('Cai'), [world.tenant], ['housing'], { until: '2026-02-01' });
	await database.owner.query(
		`insert into samspil.kept_numbers (tenant_id, collaboration_id, year, pathways, decided, decided_in_time, meetings_held, tasks_due, tasks_in_time)
		values ($1, $2, 2020, 10, 8, 6, 4, 5, 3)`,
		[world.tenant, collaboration]
	);
	const task = await world.task(pathway, 'housing', tovholder, 'Ring', tovholder);
	await database.owner.query("update samspil.task set due_on = '2026-05-03' where id = $1", [task]);
	await takeFollowUp(database.pools.jobs, '2026-05-04');
	const [counts] = await world.as(leader).see(countFollowUp());
	expect(counts).toMatchObject({
		takenOn: '2026-05-04',
		inTime: 6,
		late: 1 + 2,
		undecided: 2 + 2,
		consented: 1,
		unconsented: 2,
		closed: 10,
		meetingsHeld: 4,
		tasksInTime: 3,
		tasksLate: 1 + 2,
		frameworkCurrent: false
	});
	await database.owner.query(
		"update samspil.task set state = 'done', state_changed_at = '2026-05-03T20:00:00Z' where id = $1",
		[task]
	);
	// That of one pathway alone is not told before it is that of four others too.
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await world.as(leader).see(countFollowUp())).toMatchObject([
		{ takenOn: '2026-06-01', tasksInTime: 3, tasksLate: 3 }
	]);
	await forget(world.tenant);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await world.as(leader).see(countFollowUp())).toMatchObject([
		{ takenOn: '2026-06-01', tasksInTime: 4, tasksLate: 2 }
	]);
});

/** As if the numbers had never been taken. */
const forget = async (tenant: string) => {
	for (const table of ['follow_up_part', 'follow_up'])
		await database.owner.query(`delete from samspil.${table} where tenant_id = $1`, [tenant]);
};

/** A collaboration of `many` open pathways, whose numbers were taken on 4 May. */
async function taken(many: number) {
	const all = await story();
	const { world, tovholder, collaboration, leader } = all;
	const open = async (name: string) => {
		const citizen = await world.citizen(name, tovholder);
		return {
			citizen: citizen.citizen,
			pathway: await world.pathway(citizen, collaboration, tovholder)
		};
	};
	const others = [];
	for (let number = 1; number < many; number++) others.push(await open(`Borger ${number}`));
	await takeFollowUp(database.pools.jobs, '2026-05-04');
	const seen = async () => (await world.as(leader).see(countFollowUp()))[0]!;
	const mark = async (pathway: string) =>
		world.insert('pathway_mark', {
			tenant_id: world.tenant,
			pathway_id: pathway,
			mark: 'homelessness',
			scope_id: await world.scopeOf(pathway, 'housing'),
			category: 'housing'
		});
	return { ...all, open, others, seen, mark };
}

test('R-058 the numbers are those of a day, and taken anew in a new month alone', async () => {
	const { open, seen, others, mark } = await taken(8);
	const before = await seen();
	expect(before).toMatchObject({ takenOn: '2026-05-04', undecided: 8, homelessness: 0 });
	for (const { pathway } of others) await mark(pathway);
	await open('Ny');
	expect(await seen()).toEqual(before);
	await takeFollowUp(database.pools.jobs, '2026-05-31');
	expect(await seen()).toEqual(before);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await seen()).toMatchObject({ takenOn: '2026-06-01', undecided: 8, homelessness: 7 });
});

/** What is shown, without its day. */
const numbersOf = ({ takenOn: _day, ...numbers }: { takenOn: unknown }) => numbers;

test('R-058 L-13 what one to four pathways have become is not told, nor on which day the fifth did', async () => {
	const { seen, others, mark } = await taken(12);
	const before = await seen();
	for (const { pathway } of others.slice(0, 4)) await mark(pathway);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await seen()).toEqual({ ...before, takenOn: '2026-06-01' });
	await mark(others[4]!.pathway);
	for (const day of ['2026-06-02', '2026-06-30'] as const)
		await takeFollowUp(database.pools.jobs, day);
	expect(await seen()).toEqual({ ...before, takenOn: '2026-06-01' });
	expect(await takeFollowUp(database.pools.jobs, '2026-07-01')).toBeGreaterThan(0);
	expect(await seen()).toEqual({ ...before, takenOn: '2026-07-01', homelessness: 5 });
	// whoever takes them again takes nothing more
	expect(await takeFollowUp(database.pools.jobs, '2026-07-01')).toBe(0);
});

test('L-13 the theme of the one that began is not read where four others got a consent', async () => {
	const { world, seen, others, mark, open } = await taken(20);
	for (const { pathway } of others.slice(0, 7)) await mark(pathway);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	const before = await seen();
	expect(before).toMatchObject({ undecided: 20, homelessness: 7 });
	for (const { pathway } of others.slice(10, 14))
		await world.consent(pathway, [world.tenant], ['housing'], { until: '2026-12-01' });
	await mark((await open('Den kendte')).pathway);
	await takeFollowUp(database.pools.jobs, '2026-07-01');
	expect(numbersOf(await seen())).toEqual(numbersOf(before));
});

test('L-13 that somebody comes under protection is not read from the numbers, until five have', async () => {
	const { seen, others } = await taken(20);
	const before = await seen();
	const protect = (some: typeof others) =>
		database.owner.query('update samspil.citizen set is_protected = true where id = any ($1)', [
			some.map(({ citizen }) => citizen)
		]);
	await protect(others.slice(0, 1));
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(numbersOf(await seen())).toEqual(numbersOf(before));
	await protect(others.slice(0, 5));
	await takeFollowUp(database.pools.jobs, '2026-07-01');
	expect(await seen()).toMatchObject({ undecided: 15 });
});

test('L-12 L-13 no number moves by an erasure, of the protected either; the erased are counted as what they came to, all as one', async () => {
	const { world, seen, others } = await taken(20);
	const before = await seen();
	const { owner, pools } = database;
	const close = (some: typeof others) =>
		owner.query(`update samspil.pathway set state = 'closed' where id = any ($1)`, [
			some.map(({ pathway }) => pathway)
		]);
	const erase = async (some: typeof others) => {
		await owner.query(
			`insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id) select $1, 'retention', 'Dan Data', unnest($2::uuid[])`,
			[world.tenant, some.map(({ pathway }) => pathway)]
		);
		expect(await eraseWaiting(pools.jobs)).toBe(some.length);
	};
	await close(others.slice(0, 3));
	await erase(others.slice(0, 3));
	expect(await seen()).toEqual(before);
	await takeFollowUp(pools.jobs, '2026-06-01');
	expect(numbersOf(await seen())).toEqual(numbersOf(before));
	// Four more are closed: with those erased they are five.
	await close(others.slice(3, 7));
	await takeFollowUp(pools.jobs, '2026-07-01');
	expect(await seen()).toMatchObject({ closed: 7, unconsented: before.unconsented - 7 });
	// What was shown as closed is erased: nothing moves, and nothing is counted twice.
	const shown = await seen();
	await erase(others.slice(3, 6));
	// One of them came under protection: nothing is kept of it, and that is not read either.
	await owner.query('update samspil.citizen set is_protected = true where id = $1', [
		others[6]!.citizen
	]);
	await erase(others.slice(6, 7));
	await takeFollowUp(pools.jobs, '2026-08-01');
	expect(numbersOf(await seen())).toEqual(numbersOf(shown));
});

test('R-058 two processes that take the numbers at the same time come to the same, and neither breaks', async () => {
	const { pools } = database;
	const { seen, others, mark } = await taken(12);
	for (const { pathway } of others.slice(0, 6)) await mark(pathway);
	await Promise.all([1, 2, 3].map(() => takeFollowUp(pools.jobs, '2026-06-01')));
	expect(await seen()).toMatchObject({ takenOn: '2026-06-01', undecided: 12, homelessness: 6 });
});

test('R-058 L-12 numbers are taken while a pathway is being erased: each waits for the other, and what is shown has both', async () => {
	const { owner, pools } = database;
	const { collaboration, seen, others, mark } = await taken(12);
	for (const { pathway } of others) await mark(pathway);
	const erasing = await owner.connect();
	await erasing.query('begin');
	// as count_what_it_came_to does (1351), with the rest of the erasure between the two
	await erasing.query('select from samspil.follow_up where collaboration_id = $1 for update', [
		collaboration
	]);
	const taking = takeFollowUp(pools.jobs, '2026-06-01');
	await expect
		.poll(async () => {
			const { rows } = await owner.query<{ waits: boolean }>(
				`select exists (select from pg_stat_activity where query like '%take_follow_up%' and wait_event_type = 'Lock') as waits`
			);
			return rows[0]!.waits;
		})
		.toBe(true);
	await erasing.query('delete from samspil.follow_up_part where pathway_id = $1', [
		others[0]!.pathway
	]);
	await erasing.query('commit');
	erasing.release();
	await taking;
	expect(await seen()).toMatchObject({ takenOn: '2026-06-01', homelessness: others.length });
});

test('R-058 a collaboration whose numbers cannot be taken is in no other’s way, and is told of', async () => {
	const { owner, pools } = database;
	const [first, second] = [await taken(5), await taken(5)].toSorted((one, other) =>
		one.world.tenant < other.world.tenant ? -1 : 1
	);
	await owner.query(
		`alter table samspil.follow_up add constraint broken check (tenant_id <> '${first!.world.tenant}' or taken_on <> '2026-06-01')`
	);
	try {
		await expect(takeFollowUp(pools.jobs, '2026-06-01')).rejects.toThrow('broken');
		expect(await second!.seen()).toMatchObject({ takenOn: '2026-06-01' });
	} finally {
		await owner.query('alter table samspil.follow_up drop constraint broken');
	}
});

test('R-058 a collaboration that was never counted says so, and no number', async () => {
	const { world, leader } = await story();
	expect(await world.as(leader).see(countFollowUp())).toMatchObject([
		{ takenOn: null, undecided: 0, frameworkCurrent: false }
	]);
});

test('R-058 nobody reads the numbers or what each pathway counted as but by asking for the counts', async () => {
	const { world, leader } = await taken(2);
	for (const table of ['follow_up', 'follow_up_part'])
		await expect(
			world.as(leader).see(ask(sql`select * from samspil.${sql.raw(table)}`))
		).rejects.toThrow('permission denied');
});
