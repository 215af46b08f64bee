/** Two doubts about somebody who is not named, by two organisations to the same contact. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Answers what the doubt is called. */
export async function arrangeDoubt(
	world: World,
	asker: Someone,
	contact: Someone,
	question: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('doubt', {
		tenant_id: world.tenant,
		id,
		question,
		asked_by: asker.person,
		organisation_id: asker.organisation,
		to_person_id: contact.person,
		to_organisation_id: contact.organisation
	});
	return id;
}
