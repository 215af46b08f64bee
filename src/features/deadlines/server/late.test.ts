/** What is late of others, as whoever is one step above reads it. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import { listLateAbove } from './late.queries.ts';

const database = await testDatabase();

test('R-122 whoever hears of a decision that is late reads since when and whose it is; nobody else, and nothing of the citizen', async () => {
	const world = await newWorld(database);
	const { tenant } = world;
	const { collaboration, leader, pathway, tovholder, helper } = await world.coordinatedPathway();
	const manager = await world.worker('Henrik', tenant, 'manager');
	const former = await world.worker('Gitte', tenant, 'manager');
	await world.seat(collaboration, 'steering', manager);
	const late = { tenant_id: tenant, kind: 'tovholder', subject_id: pathway };
	for (const due_on of [addDays(TODAY, -10), TODAY]) {
		await world.insert('deadline', {
			...late,
			due_on,
			about: pathway,
			seen: 'led',
			collaboration_id: collaboration,
			path: `/collaborations/${collaboration}/allotments`
		});
		const people: [Someone, string][] = [
			[leader, 'acts'],
			[manager, 'hears'],
			[former, 'hears']
		];
		for (const [{ person, organisation }, part] of people)
			await world.insert('deadline_person', {
				...late,
				due_on,
				person_id: person,
				organisation_id: organisation,
				part
			});
	}
	expect(await world.as(manager).see(listLateAbove())).toEqual([
		{
			kind: 'tovholder',
			dueOn: addDays(TODAY, -10),
			collaboration: expect.any(String),
			acts: [leader.name]
		}
	]);
	// who has no seat any more, who must act, and those of the pathway
	for (const other of [former, leader, tovholder, helper])
		expect(await world.as(other).see(listLateAbove())).toEqual([]);
});
