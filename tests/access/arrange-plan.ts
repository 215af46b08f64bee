/** The plan of a pathway, in the category that the covered partner reads. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Lays down its first edition; answers the id and the hash that an answer carries. */
export async function arrangePlan(
	world: World,
	pathway: string,
	tovholder: Someone,
	words: string
): Promise<{ id: string; hash: string }> {
	const id = randomUUID();
	await world.insert('pathway_plan', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		number: 1,
		aim: `Et hjem med ${words}`,
		steps: 'Vi leder sammen',
		cooperation: 'Vi ringer om mandagen',
		involvement: 'Før hvert møde',
		owners: '[]',
		citizen_owns: true,
		hash: Buffer.alloc(32),
		written_by: tovholder.person,
		written_by_name: tovholder.name,
		written_by_organisation_name: 'Solby Kommune'
	});
	const { rows } = await world.database.owner.query(
		`select encode(hash, 'hex') as hash from samspil.pathway_plan where id = $1`,
		[id]
	);
	return { id, hash: rows[0].hash };
}
