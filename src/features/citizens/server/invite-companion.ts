/** Invites somebody to be the citizen's companion, and takes an invitation back. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import {
	INVITATION_DAYS,
	invitationPath,
	newInvitationToken
} from '#server/identity/invitation-token.ts';
import { queueMail } from '#server/mail.queries.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayInvite, type CompanionRefusal } from '../companion.rules.ts';
import {
	findCompanionInvitation,
	findOpening,
	insertCompanionInvitation,
	revokeCompanionInvitations
} from './companion.queries.ts';

/** Who is invited and to what; the id is made with the form. */
export type CompanionInvitation = {
	id: string;
	name: string;
	email: string;
	categories: Category[];
	byMail: boolean;
	/** What the tovholder and the citizen have agreed; null where the citizen invites. */
	agreed: Agreed | null;
};
/** `guardians`: of a child under 15, those with custody that it was agreed with, by their ids. */
type Agreed = { on: Day; note: string; guardians: string[] };

/**
 * Answers the path of the link to hand over, which is kept nowhere and can be shown once; null where it goes by mail. The
 * mail says nothing of the citizen, and not who invites (L-8). An earlier link to the same address opens nothing from now.
 * Nobody is a companion before they have said yes.
 */
export async function inviteCompanion(
	acting: Acting,
	pathway: string,
	{ id, name, email, categories, byMail, agreed }: CompanionInvitation
): Promise<Outcome<string | null, CompanionRefusal>> {
	const same = await acting.first(findCompanionInvitation(pathway, id));
	if (same?.byMail && same.email === email) return done(null);
	const opening = await acting.first(findOpening(pathway));
	if (!opening) return refused('not-there');
	const allowed = mayInvite(opening, email, agreed, acting.today);
	if (!allowed.ok) return allowed;
	await acting.run(revokeCompanionInvitations(pathway, { email }));
	const { token, hash } = newInvitationToken();
	const path = invitationPath(token);
	const made = same ? crypto.randomUUID() : id;
	await acting.run(
		insertCompanionInvitation(pathway, {
			id: made,
			name,
			email,
			categories,
			byMail,
			agreed: opening.isCitizen ? null : agreed,
			tokenHash: hash,
			days: INVITATION_DAYS
		})
	);
	if (byMail)
		await acting.run(
			queueMail({ kind: 'companion-invitation', to: { address: email }, words: { name, path } })
		);
	await acting.run(recordPathway('companion.invited', pathway, made, { categories }));
	return done(byMail ? null : path);
}

/** Takes an invitation back before it was used: its link opens nothing from now. */
export async function takeInvitationBack(
	acting: Acting,
	pathway: string,
	invitation: string
): Promise<Outcome<true, 'not-there' | 'invitation-closed'>> {
	const found = await acting.first(findCompanionInvitation(pathway, invitation));
	if (!found) return refused('not-there');
	if (found.revokedAt) return done(true);
	const revoked = await acting.run(revokeCompanionInvitations(pathway, { id: invitation }));
	if (revoked === 0) return refused('invitation-closed');
	await acting.run(recordPathway('companion.withdrawn', pathway, invitation));
	return done(true);
}
