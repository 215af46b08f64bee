/** Contact with the citizen and with relatives, and when it has been quiet for too long. */
import type { Channel } from '#features/pathways/entry.rules.ts';
import { addDays, daysBetween, laterOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

export const CONTACTED = ['citizen', 'relative'] as const;
export type Contacted = (typeof CONTACTED)[number];

/** A contact as it is written. */
export type Contact = {
	on: Day;
	channel: Channel;
	contacted: Contacted;
	/** False: somebody tried, and did not get hold of them. */
	reached: boolean;
	note: string;
};

/** Days without word from the citizen after which it is told, where nothing else is agreed. */
export const USUAL_SILENCE = 21;
/** The most days that can be agreed on. */
export const LONGEST_SILENCE = 365;

/** Contacts on one page. */
export const PAGE_OF_CONTACTS = 50;

/** A contact that may be kept: it has been. */
export const shapeContact = (
	contact: Contact,
	today: Day
): Outcome<Contact, 'contact-in-the-future'> =>
	contact.on > today ? refused('contact-in-the-future') : done(contact);

/** How quiet it is around a citizen. */
export type Silence = {
	/** Days since anybody heard from the citizen, or since the pathway began. */
	days: number;
	/** The first day on which it is told. */
	from: Day;
	isLong: boolean;
};

/**
 * How long it has been since the citizen was reached (`lastHeard`; null where nobody has yet), counted from the beginning of
 * the pathway at the earliest. It is long once more than `after` days have gone: the day itself still counts as in time. A
 * last day ahead of `today`, from a clock that went wrong, is today.
 */
export function silenceOf(lastHeard: Day | null, begunOn: Day, after: number, today: Day): Silence {
	const since = lastHeard === null ? begunOn : laterOf(lastHeard, begunOn);
	const from = addDays(since, after + 1);
	return { days: Math.max(0, daysBetween(since, today)), from, isLong: today >= from };
}
