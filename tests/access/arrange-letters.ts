/** What is on its way to somebody in the world of the access matrix: an invitation, and a code to begin anew with. */
import { randomUUID } from 'node:crypto';
import { hashCode } from '../../src/features/accounts/server/issue-new-start.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';

/** An open invitation and its mail in the outbox. */
export async function arrangeLetters({ tenant, insert }: World, administrator: Someone) {
	const token = randomUUID();
	const invitation = randomUUID();
	const mail = randomUUID();
	const address = `${invitation}@example.test`;
	await insert('invitation', {
		tenant_id: tenant,
		id: invitation,
		kind: 'member',
		organisation_id: tenant,
		email: address,
		name: 'Ina Inviteret',
		function: 'employee',
		token_hash: hashInvitationToken(token),
		invited_by: administrator.person,
		expires_at: '2099-01-01'
	});
	await insert('mail', {
		tenant_id: tenant,
		id: mail,
		kind: 'invitation',
		address,
		words: JSON.stringify({ path: `/invitations/${token}`, name: 'Ina Inviteret' }),
		state: 'sent'
	});
	return { token, invitation, mail };
}

/** Who the companion is on the pathway, and an open invitation of the citizen's to somebody else. */
export async function arrangeCompanions(
	{ tenant, insert, database }: World,
	pathway: string,
	citizen: Someone,
	name: string
) {
	const { rows } = await database.owner.query(
		'select id from samspil.companion where tenant_id = $1 and pathway_id = $2',
		[tenant, pathway]
	);
	const invitation = randomUUID();
	await insert('invitation', {
		tenant_id: tenant,
		id: invitation,
		kind: 'companion',
		pathway_id: pathway,
		categories: ['housing'],
		email: `${invitation}@example.test`,
		name,
		token_hash: hashInvitationToken(invitation),
		invited_by: citizen.person,
		expires_at: '2099-01-01'
	});
	return { companion: rows[0].id as string, invitation };
}

/** The chair has begun anew, and the manager of the municipality is asked whether it was her. */
export async function arrangeNewStart(
	{ tenant, insert }: World,
	chair: Someone,
	{ administrator, steering }: { administrator: Someone; steering: Someone }
): Promise<string> {
	const id = randomUUID();
	await insert('new_start', {
		tenant_id: tenant,
		id,
		person_id: chair.person,
		code_hash: hashCode(id),
		issued_by: administrator.person,
		issued_by_name: administrator.name,
		expires_at: '2099-01-01',
		used_at: '2026-01-08'
	});
	await insert('new_start_witness', {
		tenant_id: tenant,
		new_start_id: id,
		person_id: steering.person
	});
	return id;
}

/** A message of the citizen's to whoever holds the threads, without an answer. */
export async function arrangeMessage(
	{ tenant, insert }: World,
	pathway: string,
	citizen: Someone,
	body: string
): Promise<string> {
	const id = randomUUID();
	await insert('tovholder_message', {
		tenant_id: tenant,
		id,
		pathway_id: pathway,
		person_id: citizen.person,
		person_name: citizen.name,
		body
	});
	return id;
}
