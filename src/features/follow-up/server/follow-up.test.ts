import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
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
	// That of one pathway alone is not told before four others have something to tell.
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await world.as(leader).see(countFollowUp())).toMatchObject([
		{ takenOn: '2026-05-04', tasksInTime: 3, tasksLate: 3 }
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
	expect(await seen()).toMatchObject({ takenOn: '2026-06-01', undecided: 9, homelessness: 7 });
});

test('R-058 L-13 what one to four pathways have become is not told, and not asked about twice a month', async () => {
	const { seen, others, mark } = await taken(8);
	const before = await seen();
	for (const { pathway } of others.slice(0, 4)) await mark(pathway);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await seen()).toEqual(before);
	await mark(others[4]!.pathway);
	await takeFollowUp(database.pools.jobs, '2026-06-02');
	expect(await seen()).toEqual(before);
	await takeFollowUp(database.pools.jobs, '2026-07-01');
	expect(await seen()).toMatchObject({ takenOn: '2026-07-01', homelessness: 5 });
});

test('L-13 that somebody comes under protection is not read from the numbers, nor that such a pathway is erased', async () => {
	const { world, seen, others } = await taken(8);
	const before = await seen();
	const protect = (citizen: string) =>
		database.owner.query('update samspil.citizen set is_protected = true where id = $1', [citizen]);
	await protect(others[0]!.citizen);
	await takeFollowUp(database.pools.jobs, '2026-06-01');
	expect(await seen()).toEqual(before);
	// Erased, as it is at last: nothing is left of it, not even among what is kept as numbers.
	const gone = others[0]!.pathway;
	await database.owner.query(
		`delete from samspil.follow_up_part where tenant_id = $1 and pathway_id = $2`,
		[world.tenant, gone]
	);
	const changes = async () =>
		(
			await database.owner.query('select * from samspil.follow_up_changes($1, $2, $3)', [
				world.tenant,
				(await seen()).id,
				'2026-07-01'
			])
		).rows[0];
	expect(await changes()).toEqual({ course: 1, activity: 1 });
	// One that is kept as a number is no difference.
	await database.owner.query(
		`insert into samspil.kept_numbers (tenant_id, collaboration_id, year, pathways) values ($1, $2, 2026, 1)`,
		[world.tenant, (await seen()).id]
	);
	expect(await changes()).toEqual({ course: 0, activity: 0 });
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
