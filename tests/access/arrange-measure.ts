/** Something that is done for a citizen, in the category that the covered partner reads. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Writes it for `author`, done by the organisation of `doer`; answers the id. */
export async function arrangeMeasure(
	world: World,
	pathway: string,
	author: Someone,
	doer: Someone,
	name: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('entry', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		kind: 'measure',
		title: `Hjælp til ${name}`,
		body: 'Hver uge',
		area: 'general',
		goal: '',
		starts_on: '2026-01-10',
		done_by: doer.organisation,
		done_by_name: 'De, der gør det',
		author_id: author.person,
		author_organisation_id: author.organisation,
		author_name: author.name,
		author_organisation_name: 'Solby Kommune'
	});
	return id;
}
