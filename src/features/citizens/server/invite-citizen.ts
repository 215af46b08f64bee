/** Invites a citizen to the citizen's own page: a link that the tovholder hands over, by mail or in person. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import {
	INVITATION_DAYS,
	invitationPath,
	newInvitationToken
} from '#server/identity/invitation-token.ts';
import { queueMail } from '#server/mail.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	findCitizenToInvite,
	insertCitizenInvitation,
	revokeOpenInvitations
} from './invitation.queries.ts';

/**
 * Answers the path of the link, which is kept nowhere and can be shown once. An earlier link that was not used opens
 * nothing from now. Refuses where the citizen has an account.
 */
export async function inviteCitizen(
	acting: Acting,
	pathway: string,
	{ email, byMail }: { email: string; byMail: boolean }
): Promise<Outcome<{ path: string }, 'not-there' | 'citizen-has-account'>> {
	const found = await acting.first(findCitizenToInvite(pathway));
	if (!found?.isTovholder) return refused('not-there');
	if (found.hasAccount) return refused('citizen-has-account');
	const { citizen, name } = found;
	await acting.run(revokeOpenInvitations(citizen));
	const { token, hash } = newInvitationToken();
	const path = invitationPath(token);
	await acting.run(
		insertCitizenInvitation({ citizen, name, email, tokenHash: hash, days: INVITATION_DAYS })
	);
	if (byMail)
		await acting.run(
			queueMail({
				kind: 'citizen-invitation',
				to: { address: email },
				words: { name, inviter: acting.visitor.name, path }
			})
		);
	await acting.run(recordPathway('citizen.invited', pathway));
	return done({ path });
}
