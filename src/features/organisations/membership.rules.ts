/** What somebody is in an organisation, and how that changes and ends. */
import { addDays, type Day } from '#values/day-text.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const MEMBER_FUNCTIONS = [
	'project-leader',
	'manager',
	'employee',
	'volunteer',
	'data-protection-officer'
] as const;
export type MemberFunction = (typeof MEMBER_FUNCTIONS)[number];

/** What may be changed on a membership. `canBind`: may sign for the organisation. */
export type Place = { title: string; function: MemberFunction; canBind: boolean };

/** An organisation as seen from the municipality it works in; the municipality itself has the tenant's id. */
export type Workplace = { organisation: string; tenant: string };

/** What only the municipality's own people can be. */
const MUNICIPAL: readonly MemberFunction[] = ['project-leader', 'data-protection-officer'];

/** What somebody can be in this organisation: some only in the municipality itself. */
export const functionsIn = ({ organisation, tenant }: Workplace): MemberFunction[] =>
	MEMBER_FUNCTIONS.filter((each) => !MUNICIPAL.includes(each) || organisation === tenant);

export type PlaceRefusal = 'project-leader-elsewhere' | 'officer-elsewhere';

/** Whether somebody can be this in this organisation. Refuses what only the municipality's own people can be. */
export const mayServe = (
	is: MemberFunction,
	at: Workplace
): Outcome<MemberFunction, PlaceRefusal> =>
	functionsIn(at).includes(is)
		? done(is)
		: refused(is === 'project-leader' ? 'project-leader-elsewhere' : 'officer-elsewhere');

export type EndRefusal = 'ends-before-it-began' | 'has-ended';

/**
 * The last day of a membership that is to end: `lastDay`, through which the person still works, or yesterday where it
 * is null: then access stops at once. Refuses a day before the membership began, and to prolong what has ended.
 */
export function endMembership(
	membership: { activeFrom: Day; activeUntil: Day | null },
	lastDay: Day | null,
	today: Day
): Outcome<Day, EndRefusal> {
	const until = lastDayOf(lastDay, today);
	if (membership.activeUntil !== null && membership.activeUntil < today)
		return refused('has-ended');
	// Somebody who began today and stops at once has yesterday as the last day: a membership that never counted.
	if (until < addDays(membership.activeFrom, -1)) return refused('ends-before-it-began');
	return done(until);
}

/** The last day of a membership that ends with `lastDay`, or at once where there is none. */
export const lastDayOf = (lastDay: Day | null, today: Day): Day => lastDay ?? addDays(today, -1);

/** Whether a membership gives its hat on `day`. */
export const isActive = (
	{ activeFrom, activeUntil }: { activeFrom: Day; activeUntil: Day | null },
	day: Day
): boolean => activeFrom <= day && (activeUntil === null || activeUntil >= day);
