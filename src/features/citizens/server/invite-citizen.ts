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
	findMadeInvitation,
	insertCitizenInvitation,
	revokeOpenInvitations
} from './invitation.queries.ts';

/** Who is invited; the id is made with the form. */
export type CitizenInvitation = { id: string; email: string; byMail: boolean };

/**
 * Answers the path of the link to hand over, which is kept nowhere and can be shown once; null where it goes by mail.
 * A mailed link is shown to nobody, since it proves that the address is the citizen's. An earlier link that was not used
 * opens nothing from now. Refuses where the citizen has an account, and one's own address.
 */
export async function inviteCitizen(
	acting: Acting,
	pathway: string,
	{ id, email, byMail }: CitizenInvitation
): Promise<Outcome<string | null, 'not-there' | 'citizen-has-account' | 'own-address'>> {
	const found = await acting.first(findCitizenToInvite(pathway));
	if (!found?.isTovholder) return refused('not-there');
	if (found.hasAccount) return refused('citizen-has-account');
	if (email === found.ownEmail) return refused('own-address');
	const same = await acting.first(findMadeInvitation(id));
	if (same?.byMail && same.email === email) return done(null);
	const { citizen, name } = found;
	await acting.run(revokeOpenInvitations(citizen));
	const { token, hash } = newInvitationToken();
	const path = invitationPath(token);
	await acting.run(
		insertCitizenInvitation({
			citizen,
			id: same ? crypto.randomUUID() : id,
			name,
			email,
			byMail,
			tokenHash: hash,
			days: INVITATION_DAYS
		})
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
	return done(byMail ? null : path);
}
