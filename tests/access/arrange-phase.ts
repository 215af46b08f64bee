/** A phase that a pathway is in. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Opens the fourth; answers the id of the time that has begun. */
export async function arrangePhase(
	world: World,
	pathway: string,
	tovholder: Someone
): Promise<string> {
	const id = randomUUID();
	await world.insert('pathway_phase', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'progress'),
		phase: 4,
		opened_on: '2026-01-20',
		opened_by: tovholder.person,
		opened_by_name: tovholder.name
	});
	return id;
}
