import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import { remind } from '#features/deadlines/test-remind.ts';

const database = await testDatabase();
const { owner, pools } = database;

/** A framework that is in nobody's hands but the leader's, with a manager in its steering group and an owner of one section. */
async function story() {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Nattely');
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const manager = await world.worker('Mads Chef', world.tenant, 'manager');
	const helper = await world.worker('Aviâja', shelter);
	const collaboration = await world.collaboration(leader, shelter);
	await world.seat(collaboration, 'steering', manager);
	const framework = randomUUID();
	await world.insert('framework', {
		tenant_id: world.tenant,
		id: framework,
		collaboration_id: collaboration,
		template_version: 1
	});
	const activity = async (row: Record<string, unknown>) => {
		const id = randomUUID();
		await world.insert('plan_activity', {
			tenant_id: world.tenant,
			id,
			framework_id: framework,
			what: 'Netværksmøde',
			goals: ['shared-view'],
			responsible_organisation_id: shelter,
			responsible_person_id: helper.person,
			responsible_name: helper.name,
			standing: 'planned',
			proposed_by: leader.person,
			proposed_by_name: leader.name,
			changed_by_name: leader.name,
			...row
		});
		return id;
	};
	const told = async (who: Someone) =>
		(
			await owner.query(
				`select kind, path from samspil.notice where tenant_id = $1 and person_id = $2 order by created_at, kind`,
				[world.tenant, who.person]
			)
		).rows.map(({ kind }) => kind);
	return { world, leader, manager, helper, framework, activity, told };
}

test('R-074 whoever looks after a section is told a week before and once it is late, and then the project leader too', async () => {
	const { world, leader, manager, helper, framework, told } = await story();
	await world.insert('framework_section_owner', {
		tenant_id: world.tenant,
		framework_id: framework,
		section: 'plans',
		fields: ['plan-types'],
		person_id: helper.person,
		organisation_id: helper.organisation,
		person_name: helper.name
	});
	const round = randomUUID();
	await world.insert('framework_round', {
		tenant_id: world.tenant,
		id: round,
		framework_id: framework,
		opened_on: TODAY,
		due_on: addDays(TODAY, 20),
		opened_by_name: leader.name
	});
	for (const days of [0, 12]) await remind(pools.jobs, addDays(TODAY, days));
	expect(await told(helper)).toEqual([]);
	for (const days of [13, 14, 20]) await remind(pools.jobs, addDays(TODAY, days));
	expect(await told(helper)).toEqual(['framework-section-soon']);
	expect(await told(leader)).toEqual([]);
	await remind(pools.jobs, addDays(TODAY, 21));
	expect(await told(helper)).toEqual(['framework-section-soon', 'framework-section-late']);
	expect(await told(leader)).toEqual([]);
	for (const days of [25, 28]) await remind(pools.jobs, addDays(TODAY, days));
	expect(await told(helper)).toHaveLength(2);
	expect(await told(leader)).toEqual(['deadline-late']);
	expect(await told(manager)).toEqual([]);
});

test('R-074 a section that was seen to is nothing to remind of', async () => {
	const { world, leader, helper, framework, told } = await story();
	await world.insert('framework_section_owner', {
		tenant_id: world.tenant,
		framework_id: framework,
		section: 'plans',
		fields: ['plan-types'],
		person_id: helper.person,
		organisation_id: helper.organisation,
		person_name: helper.name
	});
	const round = randomUUID();
	await world.insert('framework_round', {
		tenant_id: world.tenant,
		id: round,
		framework_id: framework,
		opened_on: TODAY,
		due_on: TODAY,
		opened_by_name: leader.name
	});
	await world.insert('framework_section_check', {
		tenant_id: world.tenant,
		round_id: round,
		section: 'plans',
		outcome: 'still-right',
		mark: 'a'.repeat(64),
		checked_by: helper.person,
		checked_by_name: helper.name
	});
	await remind(pools.jobs, addDays(TODAY, 3));
	expect(await told(helper)).toEqual([]);
});

test('R-073 an activity is brought up a week before, and when it is late the project leader hears of it too', async () => {
	const { leader, helper, activity, told } = await story();
	await activity({ timing: 'day', begins_on: addDays(TODAY, 10) });
	await activity({ timing: 'day', begins_on: addDays(TODAY, 10), standing: 'proposed' });
	await activity({ timing: 'day', begins_on: addDays(TODAY, 10), standing: 'done' });
	await remind(pools.jobs, addDays(TODAY, 2));
	expect(await told(helper)).toEqual([]);
	for (const days of [3, 4, 10]) await remind(pools.jobs, addDays(TODAY, days));
	expect(await told(helper)).toEqual(['framework-activity-soon']);
	expect(await told(leader)).toEqual([]);
	await remind(pools.jobs, addDays(TODAY, 11));
	expect(await told(helper)).toEqual(['framework-activity-soon', 'framework-activity-late']);
	expect(await told(leader)).toEqual([]);
	await remind(pools.jobs, addDays(TODAY, 16));
	expect(await told(helper)).toHaveLength(2);
	expect(await told(leader)).toEqual(['deadline-late']);
});

test('R-176 of what comes again each time is brought up by itself, and not where it was held', async () => {
	const { world, helper, activity, told } = await story();
	const id = await activity({ timing: 'yearly', begins_on: '2026-01-01', times_a_year: 4 });
	const hold = (on: string) =>
		world.insert('plan_occurrence', {
			tenant_id: world.tenant,
			id: randomUUID(),
			activity_id: id,
			held_on: on,
			recorded_by: helper.person,
			recorded_by_name: helper.name
		});
	await hold('2026-02-01');
	// The first time was due on 1 April, the second is on 2 July.
	for (const day of ['2026-03-30', '2026-04-02', '2026-06-24']) await remind(pools.jobs, day);
	expect(await told(helper)).toEqual([]);
	await remind(pools.jobs, '2026-06-25');
	expect(await told(helper)).toEqual(['framework-activity-soon']);
	await hold('2026-06-28');
	for (const day of ['2026-07-03', '2026-09-23']) await remind(pools.jobs, day);
	expect(await told(helper)).toEqual(['framework-activity-soon']);
	await remind(pools.jobs, '2026-10-02');
	expect(await told(helper)).toEqual(['framework-activity-soon', 'framework-activity-late']);
});
