import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import {
	INVITATION_DAYS,
	invitationPath,
	newInvitationToken
} from '#server/identity/invitation-token.ts';
import { queueMail } from '#server/mail.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayServe, type Place, type PlaceRefusal } from '../membership.rules.ts';
import {
	askWhetherMember,
	findInvitation,
	insertInvitation,
	revokeExpired,
	revokeInvitation
} from './invitation.queries.ts';
import { findOrganisation } from './organisation.queries.ts';

/** Who is invited to which organisation as what; the id is made with the form. */
export type Invitation = Place & { id: string; name: string; email: string; organisation: string };

/** Why nobody was invited. */
export type InvitationRefusal =
	| PlaceRefusal
	| 'no-such-organisation'
	| 'address-already-invited'
	| 'already-a-member';

/**
 * Invites somebody by mail to join an organisation of this municipality; answers the invitation's id. Somebody who has
 * an account gets one more hat. Refuses a project leader outside the municipality, and an address that has an
 * open invitation to this organisation or belongs to somebody who is in it already; the same form sent twice invites once.
 */
export async function invitePerson(
	acting: Acting,
	invitation: Invitation
): Promise<Outcome<string, InvitationRefusal>> {
	const organisation = await acting.first(findOrganisation(invitation.organisation));
	if (!organisation || organisation.mergedHere || !acting.visitor.tenant)
		return refused('no-such-organisation');
	const at = { organisation: organisation.id, tenant: acting.visitor.tenant };
	const place = mayServe(invitation.function, at);
	if (!place.ok) return place;

	const known = await acting.first(askWhetherMember(invitation.email, organisation.id));
	if (known?.isMember) return refused('already-a-member');

	await acting.run(revokeExpired(invitation.email, organisation.id));
	const { token, hash } = newInvitationToken();
	const written = await acting.run(
		insertInvitation({ ...invitation, tokenHash: hash, days: INVITATION_DAYS })
	);
	if (written === 0) {
		const same = await acting.first(findInvitation(invitation.id));
		return same?.email === invitation.email ? done(same.id) : refused('address-already-invited');
	}
	await acting.run(
		queueMail({
			kind: 'invitation',
			to: { address: invitation.email },
			words: {
				name: invitation.name,
				inviter: acting.visitor.name,
				organisation: organisation.name,
				path: invitationPath(token)
			}
		})
	);
	await acting.run(record('invitation.sent', invitation.id, { function: invitation.function }));
	return done(invitation.id);
}

/** Takes an invitation back: its link opens nothing from now. Refuses where it was used. */
export async function takeInvitationBack(
	acting: Acting,
	id: string
): Promise<Outcome<string, 'no-such-invitation' | 'invitation-closed'>> {
	const before = await acting.first(findInvitation(id));
	if (!before) return refused('no-such-invitation');
	if (before.revokedAt) return done(id);
	if ((await acting.run(revokeInvitation(id))) === 0) return refused('invitation-closed');
	await acting.run(record('invitation.revoked', id));
	return done(id);
}

/**
 * Sends an invitation that was not used once more, with a new link that lasts as long as the first did; the old link
 * opens nothing any more. `next` is the new invitation's id. Refuses where it was used.
 */
export async function inviteAgain(
	acting: Acting,
	id: string,
	next: string
): Promise<Outcome<string, InvitationRefusal | 'no-such-invitation' | 'invitation-closed'>> {
	const before = await acting.first(findInvitation(id));
	if (!before?.organisation || !before.function) return refused('no-such-invitation');
	if (before.usedAt) return refused('invitation-closed');
	await acting.run(revokeInvitation(id));
	return invitePerson(acting, {
		...before,
		organisation: before.organisation,
		function: before.function,
		id: next
	});
}
