/** Who decides for somebody under 18, and from when they do themselves. Days are Danish days. */
import { addMonths, type Day } from '#values/day.ts';

/** Shared by two, one alone, a guardian that the authorities have appointed, or none at all. */
export const CUSTODIES = ['shared', 'sole', 'appointed', 'none'] as const;
export type Custody = (typeof CUSTODIES)[number];

/** A guardian, as far as who decides is concerned. */
export type Holder = { id: string; custody: Custody };

/** L-17: from this age a child's own view stands beside what is decided. */
export const HEARD_FROM = 10;
/** From this age a young person says yes or no to what is shared about them. */
export const SAYS_IT_FROM = 15;
export const ADULT_FROM = 18;

/** The day on which somebody reaches an age in years: who was born on 29 February does on the last of February. */
export const turns = (birthDate: Day, years: number): Day => addMonths(birthDate, years * 12);

/** Whether somebody has reached an age on a day. */
export const hasTurned = (birthDate: Day, years: number, day: Day): boolean =>
	turns(birthDate, years) <= day;

/** Those who have custody or are the guardian. */
export const holdersOf = <Guardian extends Holder>(guardians: readonly Guardian[]): Guardian[] =>
	guardians.filter(({ custody }) => custody !== 'none');

/** Whether all are written down who must say yes for a child: at least one; and who shares custody shares it with another one. */
export function areAllKnown(guardians: readonly Holder[]): boolean {
	const sharing = guardians.filter(({ custody }) => custody === 'shared');
	return holdersOf(guardians).length > 0 && sharing.length !== 1;
}
