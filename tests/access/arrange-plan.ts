/** An activity on the municipality's action plan, held once, and another that only the group around the framework knows. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** On the plan of the tenant's framework: `responsible` answers for both, `by` wrote them. */
export async function arrangePlan(world: World, by: Someone, responsible: Someone) {
	const { tenant, insert, database } = world;
	const { rows } = await database.owner.query(
		'select id from samspil.framework where tenant_id = $1',
		[tenant]
	);
	async function activity(what: string, standing: 'planned' | 'done') {
		const id = randomUUID();
		await insert('plan_activity', {
			tenant_id: tenant,
			id,
			framework_id: rows[0].id,
			what,
			goals: ['shared-view'],
			timing: 'yearly',
			begins_on: '2026-01-01',
			times_a_year: 4,
			responsible_organisation_id: responsible.organisation,
			responsible_person_id: responsible.person,
			responsible_name: responsible.name,
			standing,
			proposed_by: by.person,
			proposed_by_name: by.name,
			changed_by_name: by.name
		});
		return id;
	}
	const [planned, other] = [
		await activity('Netværksmøde', 'planned'),
		await activity('Fælles introduktion', 'done')
	];
	const occurrence = randomUUID();
	await insert('plan_occurrence', {
		tenant_id: tenant,
		id: occurrence,
		activity_id: planned,
		held_on: '2026-02-02',
		recorded_by: responsible.person,
		recorded_by_name: responsible.name
	});
	return { activity: planned, other, occurrence };
}
