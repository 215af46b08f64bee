/**
 * The simple confirmation by which an activity agreement is agreed: one word from each side, without
 * signature or second factor. Volunteers who are in no register confirm by word of mouth, and somebody of the
 * other side writes down who said yes.
 */
import { isActive } from '#features/organisations/membership.rules.ts';
import type { State } from './life.rules.ts';
import { dayOf } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Membership } from './signing.rules.ts';

/** A side of the agreement. `isRegistered`: it has people here who can confirm for themselves. */
export type Side = { party: string; isRegistered: boolean };

/** A side's yes to this content: who wrote it down, and who said it where that is somebody else. */
export type Confirmation = {
	party: string;
	person: string;
	saidBy: string | null;
	hash: string;
	at: Date;
};

/** A confirmation somebody wants to give, or to write down for others. */
export type ConfirmationWish = {
	person: string;
	/** The organisation whose hat they wear. */
	organisation: string;
	/** The side that says yes. */
	party: string;
	/** Who said yes, where the side is in no register. */
	saidBy: string;
	read: string;
	at: Date;
};

export type ConfirmationRefusal =
	| 'not-open-for-signing'
	| 'not-a-party'
	| 'not-a-member-today'
	| 'version-changed'
	| 'who-said-yes-missing'
	| 'confirmed-already';

/** Decides whether a side's yes can be noted. */
export function confirm(
	wish: ConfirmationWish,
	version: { state: State; hash: string; sides: readonly Side[] },
	given: readonly Confirmation[],
	memberships: readonly Membership[]
): Outcome<Confirmation, ConfirmationRefusal> {
	const { person, organisation, party, at } = wish;
	if (version.state !== 'submitted') return refused('not-open-for-signing');
	const side = version.sides.find((each) => each.party === party);
	const own = version.sides.find((each) => each.party === organisation && each.isRegistered);
	if (!side || !own || (side.isRegistered && side !== own)) return refused('not-a-party');
	const isThere = memberships.some(
		(each) =>
			each.person === person && each.organisation === organisation && isActive(each, dayOf(at))
	);
	if (!isThere) return refused('not-a-member-today');
	if (wish.read !== version.hash) return refused('version-changed');
	const saidBy = side.isRegistered ? null : wish.saidBy.trim();
	if (saidBy === '') return refused('who-said-yes-missing');
	if (given.some((each) => each.hash === version.hash && each.party === party))
		return refused('confirmed-already');
	return done({ party, person, saidBy, hash: version.hash, at });
}

/** The sides whose yes to this content is still missing; empty: it is agreed. */
export const confirmationsAwaited = (
	sides: readonly Side[],
	given: readonly Confirmation[],
	hash: string
): Side[] =>
	sides.filter(({ party }) => !given.some((each) => each.party === party && each.hash === hash));
