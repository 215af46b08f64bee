/** Who holds the threads for a while when a tovholder leaves, so that no pathway is without one. */
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Member } from './groups.rules.ts';
import { isEmployed } from './lead.rules.ts';

/** Whether somebody could hold threads that the municipality looks after: not whoever reviews how they are used. */
export const canStandIn = (person: Omit<Member, 'kind'>, host: string): boolean =>
	isEmployed(person, host) && person.function !== 'data-protection-officer';

/**
 * Decides who stands in: one of `people`, who work in the municipality today, no volunteer, and not the data protection
 * officer; or nobody in particular
 * (null), which is the project leader.
 * @param host the municipality
 */
export function chooseStandIn(
	wanted: string | null,
	people: readonly Omit<Member, 'kind'>[],
	host: string
): Outcome<string | null, 'not-employed-here'> {
	if (wanted === null) return done(null);
	return people.some((each) => each.person === wanted && canStandIn(each, host))
		? done(wanted)
		: refused('not-employed-here');
}

/** Who stands in today: the one who is named while they work there, else the project leader while they do; else null. */
export function standsInOn(
	{ standIn, leader }: { standIn: string | null; leader: string },
	people: readonly Omit<Member, 'kind'>[],
	host: string
): { person: string; by: 'named' | 'leader' } | null {
	const works = (who: string) =>
		people.some((each) => each.person === who && canStandIn(each, host));
	if (standIn !== null && works(standIn)) return { person: standIn, by: 'named' };
	return works(leader) ? { person: leader, by: 'leader' } : null;
}
