/** A half-yearly round of the framework that is open, and what everybody may read of it: `owner` looks after one section, `leader` after the others. */
import { randomUUID } from 'node:crypto';
import { frameworkTemplate } from '../../src/features/framework/framework-template.rules.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** The round of the tenant's framework. */
export async function arrangeRound(
	{ tenant, insert, database }: World,
	leader: Someone,
	owner: Someone
) {
	const { rows } = await database.owner.query(
		'select id from samspil.framework where tenant_id = $1',
		[tenant]
	);
	const framework = rows[0].id;
	for (const { key, fields } of frameworkTemplate.sections) {
		const who = key === 'audience' ? owner : leader;
		await insert('framework_section_owner', {
			tenant_id: tenant,
			framework_id: framework,
			section: key,
			fields: fields.map((field) => field.key),
			person_id: who.person,
			organisation_id: who.organisation,
			person_name: who.name
		});
	}
	await insert('framework_opening', {
		tenant_id: tenant,
		framework_id: framework,
		sections: ['audience'],
		fields: ['age', 'social-problems'],
		changed_by_name: leader.name
	});
	await insert('framework_round', {
		tenant_id: tenant,
		id: randomUUID(),
		framework_id: framework,
		opened_on: '2026-01-05',
		due_on: '2026-02-02',
		words: '',
		opened_by_name: leader.name
	});
}
