import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import {
	endMembership,
	lastDayOf,
	mayServe,
	type EndRefusal,
	type Place,
	type PlaceRefusal
} from '../membership.rules.ts';
import { findMembership, updateLastDay, updatePlace } from './membership.queries.ts';

/** Which membership: a person has one in each of their organisations. */
export type MembershipId = { person: string; organisation: string };

/** A place as it is saved, with who saved it last. */
export type SavedPlace = Place & {
	tenant: string;
	version: number;
	activeUntil: Day | null;
	changedAt: Date;
	changedBy: string;
};

/**
 * Changes what somebody is in an organisation. Refuses a project leader outside the municipality; answers what
 * is saved where somebody else changed it since `version`; the same change sent twice is done once.
 */
export async function changePlace(
	acting: Acting,
	{ person, organisation }: MembershipId,
	version: number,
	place: Place
): Promise<Outcome<true, PlaceRefusal | 'no-such-membership'> | Stale<SavedPlace>> {
	const before = await acting.first(findMembership(person, organisation));
	if (!before) return refused('no-such-membership');
	const may = mayServe(place.function, { organisation, tenant: before.tenant });
	if (!may.ok) return may;
	if (isSame(before, place)) return done(true);
	if ((await acting.run(updatePlace(person, organisation, version, place))) === 0) {
		const saved = (await acting.first(findMembership(person, organisation)))!;
		return isSame(saved, place) ? done(true) : stale(saved);
	}
	await acting.run(
		record('membership.changed', person, {
			organisation,
			function: place.function,
			canBind: place.canBind
		})
	);
	return done(true);
}

/**
 * Ends a membership: at once, or with `lastDay`. Everything the hat opened closes with it. Refuses as the rule does;
 * answers what is saved where somebody else changed it since `version`.
 */
export async function leaveOrganisation(
	acting: Acting,
	{ person, organisation }: MembershipId,
	version: number,
	lastDay: Day | null
): Promise<Outcome<true, EndRefusal | 'no-such-membership'> | Stale<SavedPlace>> {
	const before = await acting.first(findMembership(person, organisation));
	if (!before) return refused('no-such-membership');
	// The same form twice, or ended so from another window.
	if (before.activeUntil === lastDayOf(lastDay, acting.today)) return done(true);
	const end = endMembership(before, lastDay, acting.today);
	if (!end.ok) return end;
	if ((await acting.run(updateLastDay(person, organisation, version, end.value))) === 0)
		return stale((await acting.first(findMembership(person, organisation)))!);
	await acting.run(record('membership.ended', person, { organisation, lastDay: end.value }));
	return done(true);
}

const isSame = (saved: Place, place: Place) =>
	saved.title === place.title &&
	saved.function === place.function &&
	saved.canBind === place.canBind;
