/** A framework in force, and the next version of it before the steering group. */
import { createHash, randomUUID } from 'node:crypto';
import { freeze } from '../../src/features/documents/content.rules.ts';
import {
	frameworkTemplate,
	PARTNERS_FIELD,
	WAYS_FIELD
} from '../../src/features/framework/framework-template.rules.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import { dayNow } from '../../src/values/day.ts';

/** The row of the framework that says by which way it is told. */
export const WAY = 'staff-meeting';

/** Established by the two managers, naming `partners`; led by `leader`, told by `teller` at a meeting, which they did. */
export async function arrangeFramework(
	world: World,
	collaboration: string,
	{
		leader,
		teller,
		managers,
		partners
	}: { leader: Someone; teller: Someone; managers: Someone[]; partners: string[] }
) {
	const { tenant, insert } = world;
	const framework = randomUUID();
	await insert('framework', {
		tenant_id: tenant,
		id: framework,
		collaboration_id: collaboration,
		template_version: frameworkTemplate.edition
	});
	const content = freeze(
		frameworkTemplate,
		{
			[PARTNERS_FIELD]: {
				value: { kind: 'organisations', organisations: partners },
				notApplicable: null
			},
			[WAYS_FIELD]: {
				value: {
					kind: 'rows',
					rows: [
						{
							id: WAY,
							cells: {
								way: 'Personalemøde',
								audience: 'Frontpersonalet',
								person: `${teller.person}.${teller.organisation}`
							}
						}
					]
				},
				notApplicable: null
			}
		},
		{ organisations: {}, people: {} }
	);
	const hash = createHash('sha256').update(JSON.stringify(content)).digest();

	async function version(number: number) {
		const id = randomUUID();
		await insert('framework_version', {
			tenant_id: tenant,
			id,
			framework_id: framework,
			number,
			content: JSON.stringify(content),
			hash,
			proposed_next_update_on: '2026-06-01',
			proposed_person_id: leader.person,
			proposed_organisation_id: tenant,
			submitted_by_name: leader.name
		});
		return id;
	}

	const established = await version(1);
	for (const { person, organisation, name } of managers)
		await insert('framework_decision', {
			tenant_id: tenant,
			version_id: established,
			person_id: person,
			organisation_id: organisation,
			person_name: name,
			organisation_name: 'x',
			outcome: 'approve',
			hash
		});
	const { owner } = world.database;
	// PostgreSQL counts the approvals itself, by the day of the one who acts.
	const client = await owner.connect();
	try {
		await client.query('begin');
		await client.query(`select set_config('samspil.today', current_date::text, true)`);
		await client.query(
			`update samspil.framework_version set outcome = 'established', outcome_at = now() where id = $1`,
			[established]
		);
		await client.query(
			`update samspil.framework set state = 'established', established_version_id = $2, established_on = current_date,
				next_update_on = current_date + 60, next_update_person_id = $3, next_update_organisation_id = $4 where id = $1`,
			[framework, established, leader.person, tenant]
		);
		await client.query('commit');
	} finally {
		client.release();
	}
	const telling = randomUUID();
	await insert('framework_telling', {
		tenant_id: tenant,
		id: telling,
		version_id: established,
		way_id: WAY,
		told_on: dayNow(),
		told_by: teller.person,
		told_by_name: teller.name
	});
	const call = randomUUID();
	const partner = partners[0]!;
	await insert('framework_call', {
		tenant_id: tenant,
		id: call,
		version_id: established,
		organisation_id: partner,
		told_on: dayNow(),
		spoke_with: 'Inge på kontoret',
		is_read: false,
		written_by: leader.person,
		written_by_name: leader.name
	});
	const file = randomUUID();
	const bytes = Buffer.from('%PDF-1.7 skabelon');
	await insert('framework_file', {
		tenant_id: tenant,
		id: file,
		framework_id: framework,
		name: 'Skabelon.pdf',
		file: bytes,
		size: bytes.length,
		hash: createHash('sha256').update(bytes).digest(),
		kind: 'pdf',
		pages: 1,
		added_by: leader.person,
		added_by_organisation: tenant,
		added_by_name: leader.name
	});
	return {
		established,
		open: await version(2),
		hash: hash.toString('hex'),
		file,
		telling,
		call,
		partner
	};
}
