/**
 * What an agreement says about its own life, read from its answers: when it begins and ends, how notice is given, and
 * when it is looked at again. Every template asks these questions under the same keys; one that does not ask has no
 * such fact.
 */
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { numberIn } from '#features/documents/short.rules.ts';
import { seatOf, type Seat } from '#features/documents/names.rules.ts';
import { textOf } from '#features/documents/template.rules.ts';
import { isDay, type Day } from '#values/day.ts';
import { SIX_MONTHS, type NoticeTerms } from './notice.rules.ts';

/** The keys of the questions that these facts are read from, and the kind of each. */
export const FACT_FIELDS = {
	/** date: the first day in force. */
	startsOn: 'starts-on',
	/** date: the last day in force. */
	endsOn: 'ends-on',
	/** number of years: the length said in words. */
	statedYears: 'stated-years',
	/** number of months. */
	noticeMonths: 'notice-months',
	/** choice, next-month or same-day: when the months of a notice received on the 1st begin. */
	receivedOnFirst: 'received-on-first',
	/** date: when it is looked at again. */
	reviewOn: 'review-on',
	/** person: who sees to that. */
	reviewOwner: 'review-owner'
} as const;

/** What an agreement says about its own life. */
export type Facts = {
	startsOn: Day | null;
	endsOn: Day | null;
	statedYears: number | null;
	notice: NoticeTerms;
	reviewOn: Day | null;
	reviewOwner: Seat | null;
};

/** The longest notice there is, in months: ten years. */
const LONGEST_NOTICE = 120;

/** Whether a notice of so many months can be worked with: whole months, none to ten years of them. */
export const isNotice = (months: number): boolean =>
	Number.isInteger(months) && months >= 0 && months <= LONGEST_NOTICE;

/**
 * The facts that a document's answers tell. Where it says nothing of notice it is six months to the 1st, and where it says what
 * cannot be worked with too: nothing of the kind is sent (agreement-check.rules.ts).
 */
export function factsOf({ answers }: Pick<FrozenDocument, 'answers'>): Facts {
	const text = (key: keyof typeof FACT_FIELDS) => {
		const answer = answers[FACT_FIELDS[key]];
		return answer && answer.notApplicable === null ? (textOf(answer.value) ?? '') : '';
	};
	const day = (key: keyof typeof FACT_FIELDS) => (isDay(text(key)) ? text(key) : null);
	const months = numberIn(text('noticeMonths'));
	return {
		startsOn: day('startsOn'),
		endsOn: day('endsOn'),
		statedYears: numberIn(text('statedYears')),
		notice: {
			months: months !== null && isNotice(months) ? months : SIX_MONTHS.months,
			receivedOnFirst:
				text('receivedOnFirst') === 'same-day' ? 'same-day' : SIX_MONTHS.receivedOnFirst
		},
		reviewOn: day('reviewOn'),
		reviewOwner: seatOf(text('reviewOwner')) ?? null
	};
}
