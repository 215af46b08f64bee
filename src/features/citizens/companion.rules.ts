/**
 * A companion (bisidder) stands by the citizen's side and sees what the citizen has opened. The citizen invites; for a citizen
 * without an account the tovholder does it, on what the two have agreed.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Whoever would invite, and the pathway they would open a part of. */
export type Opening = {
	state: 'open' | 'closed';
	isCitizen: boolean;
	isTovholder: boolean;
	/** The citizen has an account, and so decides in person. */
	hasAccount: boolean;
	/** The inviter's own address. */
	ownEmail: string;
	/** Companions now, and invitations of the last day. */
	companions: number;
};

export type CompanionRefusal =
	| 'not-there'
	| 'pathway-closed'
	| 'citizen-decides'
	| 'own-companion-address'
	| 'too-many-companions';

/** More than anybody brings; a bound for whoever would send mail through us. */
export const MOST_COMPANIONS = 10;

/** Decides whether somebody may be invited at `email`; `agreed`: the inviter says what was agreed with the citizen. */
export function mayInvite(
	{ state, isCitizen, isTovholder, hasAccount, ownEmail, companions }: Opening,
	email: string,
	agreed: boolean
): Outcome<null, CompanionRefusal> {
	if (!isCitizen && !isTovholder) return refused('not-there');
	if (state !== 'open') return refused('pathway-closed');
	if (!isCitizen && (hasAccount || !agreed)) return refused('citizen-decides');
	if (email === ownEmail) return refused('own-companion-address');
	if (companions >= MOST_COMPANIONS) return refused('too-many-companions');
	return done(null);
}
