/** A theory of change in an agreement in force, and the link by which others read it. */
import { randomUUID } from 'node:crypto';
import type { Answers } from '../../src/features/documents/template.rules.ts';
import type { World } from '../../src/server/database/test-world.ts';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';

/** What the agreement says of it. */
export const THEORY: Answers = {
	'theory-elements': {
		value: {
			kind: 'rows',
			rows: [{ id: 'e1', cells: { element: 'Døren er åben', step: 'activity', towards: '' } }]
		},
		notApplicable: null
	}
};

/** The link, and the secret in its address. */
export async function arrangeTheory(
	world: World,
	agreement: string
): Promise<{ theoryLink: string; shared: string }> {
	const [theoryLink, shared] = [randomUUID(), randomUUID()];
	await world.insert('theory_link', {
		tenant_id: world.tenant,
		id: theoryLink,
		document_id: agreement,
		token_hash: hashInvitationToken(shared),
		meant_for: 'Bestyrelsen',
		made_by_name: 'Nogen',
		made_by_organisation_name: 'Partner'
	});
	return { theoryLink, shared };
}
