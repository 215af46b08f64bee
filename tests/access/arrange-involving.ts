/** What partners and those who are asked have said around the pathways of the access matrix. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** A partner has told that something has changed, and nobody has seen it; answers the id. */
export async function arrangeChange(
	world: World,
	pathway: string,
	by: Someone,
	words: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('partner_change', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		organisation_id: by.organisation,
		words,
		told_by: by.person,
		told_by_name: by.name,
		told_by_organisation_name: 'x'
	});
	return id;
}
