/**
 * A companion (bisidder) stands by the citizen's side and sees what the citizen has opened. The citizen invites; for a citizen
 * without an account the tovholder does it, on what the two have agreed. For a child of under 15 it is agreed with all who have
 * custody or are the guardian, as everything that opens something about a child (decision 0800).
 */
import {
	areAllKnown,
	hasTurned,
	holdersOf,
	SAYS_IT_FROM,
	type Holder
} from '#features/children/custody.rules.ts';
import type { Day } from '#values/day.ts';
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
	birthDate: Day;
	/** Who is written down as a guardian. */
	guardians: readonly Holder[];
};

/** Whether somebody is too young to let a companion in alone. */
export const isChild = ({ birthDate }: Pick<Opening, 'birthDate'>, today: Day): boolean =>
	!hasTurned(birthDate, SAYS_IT_FROM, today);

export type CompanionRefusal =
	| 'not-there'
	| 'pathway-closed'
	| 'citizen-decides'
	| 'guardians-say-it'
	| 'custody-not-known'
	| 'all-with-custody-say-it'
	| 'own-companion-address'
	| 'too-many-companions';

/** More than anybody brings; a bound for whoever would send mail through us. */
export const MOST_COMPANIONS = 10;

/** Decides whether somebody may be invited at `email`; `agreed`: what the inviter says was agreed, and for a child with whom. */
export function mayInvite(
	opening: Opening,
	email: string,
	agreed: { guardians: readonly string[] } | null,
	today: Day
): Outcome<null, CompanionRefusal> {
	const { state, isCitizen, isTovholder, hasAccount, ownEmail, companions } = opening;
	if (!isCitizen && !isTovholder) return refused('not-there');
	if (state !== 'open') return refused('pathway-closed');
	if (isChild(opening, today)) {
		if (isCitizen || !agreed) return refused('guardians-say-it');
		if (!areAllKnown(opening.guardians)) return refused('custody-not-known');
		if (!holdersOf(opening.guardians).every(({ id }) => agreed.guardians.includes(id)))
			return refused('all-with-custody-say-it');
	} else if (!isCitizen && (hasAccount || !agreed)) return refused('citizen-decides');
	if (email === ownEmail) return refused('own-companion-address');
	if (companions >= MOST_COMPANIONS) return refused('too-many-companions');
	return done(null);
}
