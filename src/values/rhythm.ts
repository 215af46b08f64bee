/**
 * How often a promise with a date is brought up: on which days before the date, on it, and after it.
 *
 * Each step is told once. Where several have come at once (the date was written down late, or nobody was there
 * to tell), only the last is told.
 */
import { addDays, type Day } from './day.ts';

/** Days from the date, in order: -30 a month before, 0 on the day itself, 7 a week after. */
export type Rhythm = readonly number[];

/** What has its own rhythm in an agreement, by what it is about. */
export const AGREEMENT_RHYTHMS = {
	/** A review is prepared a month ahead, and asked for until it is held. */
	review: [-30, -7, 0, 7, 30],
	/** The last day to give notice: no use in telling it afterwards. */
	'last-notice': [-90, -30, -7, -1],
	/** An agreement that expires by itself: time enough to make the next. */
	expiry: [-365, -180, -90, -30],
	/** The day on which the parties decide whether to go on. */
	renewal: [-60, -14, 0, 7],
	/** An agreement that ends by notice or breach: what must be wound up by then. */
	ending: [-60, -14, 0],
	/** Something one party has promised. */
	obligation: [-14, 0, 7, 30],
	/** A name to come off what another party keeps. */
	removal: [-14, 0, 7, 30],
	/** Something one person has to do. */
	task: [-7, 0, 7, 30],
	/** Something all want to have reached. */
	goal: [-30, 0],
	/** A meeting of a series: time to call it. */
	meeting: [-7],
	/** A decision to be looked at again. */
	decision: [-14, 0, 7, 30]
} as const satisfies Record<string, Rhythm>;
export type AgreementPromise = keyof typeof AGREEMENT_RHYTHMS;

/**
 * The step that holds today: the last one whose day has come; null before the first. After the date itself a
 * step of before it holds no more.
 */
export function stepOn(rhythm: Rhythm, dueOn: Day, today: Day): number | null {
	const come = rhythm.filter((days) => addDays(dueOn, days) <= today);
	const last = come.at(-1);
	if (last === undefined || (last < 0 && today > dueOn)) return null;
	return last;
}
