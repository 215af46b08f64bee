import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
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
	const [counts] = await world.as(leader).see(countFollowUp());
	expect(counts).toMatchObject({
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
	expect(await world.as(leader).see(countFollowUp())).toMatchObject([
		{ tasksInTime: 4, tasksLate: 2 }
	]);
});
