/**
 * The lead of a collaboration, and how it is given on. There is one project leader, employed by the municipality
 * where that person has left, there is none, and an administrator chooses another.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Visitor } from '#values/visitor.ts';
import { mayLead, type LeadRefusal } from './collaboration.rules.ts';
import { canLead, type Member } from './groups.rules.ts';

/** Who leads, and the last day of that person's work in the municipality (null: none is known). */
export type Lead = { leader: string; leaderUntil: Day | null };

/** Who leads on `today`; null where the one who did has left the municipality. */
export const leaderOn = ({ leader, leaderUntil }: Lead, today: Day): string | null =>
	leaderUntil !== null && leaderUntil < today ? null : leader;

/** Somebody with a hat on, an administrator's among them. */
type Hat = Pick<Visitor, 'person' | 'hat' | 'organisation' | 'tenant' | 'function'>;

/**
 * Whether this hat may give the lead to somebody else: the project leader themselves; an administrator where the project
 * leader has left, since then nobody else can.
 */
export function mayHandOver(
	hat: Hat,
	lead: Lead,
	today: Day
): Outcome<true, LeadRefusal | 'leader-still-here'> {
	if (hat.hat !== 'administrator') return mayLead(hat, lead);
	return leaderOn(lead, today) === null ? done(true) : refused('leader-still-here');
}

/**
 * Decides who leads from now on: one of `people`, who work in the municipality today, and no volunteer.
 * @param host the municipality
 */
export function chooseLeader<Person extends Omit<Member, 'kind'>>(
	wanted: string,
	people: readonly Person[],
	host: string
): Outcome<Person, 'not-employed-here'> {
	const chosen = people.find((each) => each.person === wanted && isEmployed(each, host));
	return chosen ? done(chosen) : refused('not-employed-here');
}

/** Whether somebody who works in the municipality today could lead. */
export const isEmployed = (person: Omit<Member, 'kind'>, host: string): boolean =>
	canLead({ ...person, kind: 'municipality' }, host);
