/** Somebody around a citizen, whom the citizen has said yes to. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Puts them on the map; answers the id. */
export async function arrangeRelation(
	world: World,
	pathway: string,
	tovholder: Someone,
	name: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('network_relation', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		side: 'private',
		name,
		relation: 'nabo',
		closeness: 2,
		involve: 'yes',
		agreed_on: '2026-01-06',
		contact: '12 34 56 78',
		written_by: tovholder.person,
		changed_by_name: tovholder.name
	});
	return id;
}
