/**
 * What an agreement has to be reminded of and whom: its review, the last day to give notice, its expiry, the talk about
 * renewal, its end once notice is given, and each promise. When each is brought up, its rhythm says (values/rhythm.ts).
 */
import type { Day } from '#values/day.ts';
import type { AgreementPromise } from '#values/rhythm.ts';
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

/** What an agreement sets days for itself; goals, tasks, meetings and decisions have theirs on their own. */
type OwnDay = Exclude<AgreementPromise, 'removal' | 'goal' | 'task' | 'meeting' | 'decision'>;

/** Something an agreement has set a day for. `about` is the id of the promise, where it is one. */
export type Due = {
	kind: OwnDay;
	dueOn: Day;
	about: string | null;
	whom: Reminded;
};

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

const due = (
	kind: OwnDay,
	dueOn: Day | null,
	whom: Reminded,
	about: string | null = null
): Due | null => (dueOn === null ? null : { kind, dueOn, about, whom });
