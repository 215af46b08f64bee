/** Something packed for the journal of the one who holds the threads. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Packs the document; answers the id of the package. */
export async function arrangePackage(
	world: World,
	pathway: string,
	tovholder: Someone,
	document: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('journal_package', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		organisation_id: tovholder.organisation,
		organisation_name: 'Solby Kommune',
		documents: JSON.stringify([{ key: document, hash: 'ab' }]),
		taken_by: tovholder.person,
		taken_by_name: tovholder.name
	});
	return id;
}
