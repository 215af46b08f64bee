/**
 * What an agreement has to be reminded of, when, and whom: its review, the last day to give notice, its expiry,
 * the talk about renewal, its end once notice is given, and each promise. Everyone at its own rhythm.
 */
import type { Day } from '#values/day.ts';
import { AGREEMENT_RHYTHMS, daysOf, stepOn, type AgreementPromise } from '#values/rhythm.ts';
import type { End } from './ending.rules.ts';
import { lastDayToGiveNotice, type NoticeTerms } from './notice.rules.ts';
import type { Obligation } from './obligation.rules.ts';
import type { Term } from './term.rules.ts';

/** Whom a reminder is for. */
export type Reminded =
	/** The named owner of the review. */
	| { is: 'review-owner' }
	/** Whoever is responsible for the agreement at each party. */
	| { is: 'every-party' }
	/** Whoever is responsible at one party. */
	| { is: 'party'; party: string };

/** What an agreement sets days for itself; goals, tasks and meetings have theirs on their own (progress.rules.ts). */
type OwnDay = Exclude<AgreementPromise, 'goal' | 'task' | 'meeting'>;

/** Something an agreement has set a day for. `about` is the id of the promise, where it is one. */
export type Due = {
	kind: OwnDay;
	dueOn: Day;
	about: string | null;
	whom: Reminded;
};

/** A reminder of it: `step` is how many days from the day it stands, and tells it from the others of its kind. */
export type Reminder = Due & { step: number };

/** The agreement in force as reminding needs it. */
export type Remindable = {
	term: Term;
	notice: NoticeTerms | null;
	/** The end that governs (endOf). */
	end: End | null;
	reviewOn: Day | null;
	/** The day on which the parties decide whether to renew. */
	renewalOn: Day | null;
	obligations: readonly Obligation[];
};

/**
 * Every day the agreement has set, by day. Once it ends by notice or breach, nobody is reminded of a notice,
 * an expiry or a renewal that no longer matters, nor of anything due after its last day.
 */
export function duesOf(agreement: Remindable): Due[] {
	const { term, notice, end, reviewOn, renewalOn, obligations } = agreement;
	const runsItsTerm = end === null || end.cause === 'expiry';
	const all = { is: 'every-party' } as const;
	const dues: (Due | null)[] = [
		due('review', reviewOn, { is: 'review-owner' }),
		...(runsItsTerm
			? [
					due('last-notice', notice && lastDayToGiveNotice(term, notice), all),
					due('expiry', term.until, all),
					due('renewal', renewalOn, all)
				]
			: [due('ending', end.lastDay, all)]),
		...obligations
			.filter(({ status }) => status === 'open' || status === 'under-way')
			.map(({ id, party, dueOn }) =>
				due('obligation', dueOn, party === null ? all : { is: 'party', party }, id)
			)
	];
	return dues
		.filter((each) => each !== null)
		.filter(({ dueOn }) => end === null || dueOn <= end.lastDay)
		.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/**
 * What to remind of today. A reminder stays the same until its next step, so that a day without reminding loses
 * nothing; it is told once for its kind, promise, day and step. An overdue review is told to every party.
 */
export const remindersOn = (agreement: Remindable, today: Day): Reminder[] =>
	duesOf(agreement).flatMap((each): Reminder[] => {
		const step = stepOn(AGREEMENT_RHYTHMS[each.kind], each.dueOn, today);
		if (step === null) return [];
		const isOverdueReview = each.kind === 'review' && step > 0;
		return [{ ...each, step, whom: isOverdueReview ? { is: 'every-party' } : each.whom }];
	});

/** The days from `today` on which something is brought up: for a calendar. */
export const reminderDays = (agreement: Remindable, today: Day): Day[] =>
	[
		...new Set(
			duesOf(agreement).flatMap(({ kind, dueOn }) => daysOf(AGREEMENT_RHYTHMS[kind], dueOn))
		)
	]
		.filter((day) => day >= today)
		.sort();

const due = (
	kind: OwnDay,
	dueOn: Day | null,
	whom: Reminded,
	about: string | null = null
): Due | null => (dueOn === null ? null : { kind, dueOn, about, whom });
