/** What the parties of an agreement have promised: each promise with its party, its day and how it goes. */
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** How a promise goes, as its party tells it. A dropped one was given up by all, at a review. */
export const OBLIGATION_STATUSES = ['open', 'under-way', 'kept', 'dropped'] as const;
export type ObligationStatus = (typeof OBLIGATION_STATUSES)[number];

/** One promise. `party` is null where all parties have made it together. */
export type Obligation = {
	id: string;
	agreement: string;
	party: string | null;
	what: string;
	dueOn: Day | null;
	status: ObligationStatus;
};

/** How a promise stands on a day. */
export type ObligationStanding =
	| 'overdue'
	| 'due-soon'
	| 'running'
	| 'undated'
	| 'kept'
	| 'dropped';

/** Days ahead in which a promise is due soon. */
const SOON = 30;

/** How the promise stands on `today`: its own day is still in time. */
export function standingOfObligation(
	{ status, dueOn }: Pick<Obligation, 'status' | 'dueOn'>,
	today: Day
): ObligationStanding {
	if (status === 'kept' || status === 'dropped') return status;
	if (dueOn === null) return 'undated';
	if (dueOn < today) return 'overdue';
	return dueOn <= addDays(today, SOON) ? 'due-soon' : 'running';
}

/** Whether the promise is the organisation's to keep: made by it, or by all parties together. */
export const isOurs = ({ party }: Pick<Obligation, 'party'>, organisation: string): boolean =>
	party === null || party === organisation;

/** What a party tells of one of its promises. */
export type Report = { status: Exclude<ObligationStatus, 'dropped'>; evidence: string };

export type ReportRefusal = 'not-your-promise' | 'given-up-already' | 'evidence-missing';

/**
 * Decides whether an organisation may tell how a promise goes: its own, or one made together. That it is kept
 * is told with what shows it; giving it up is for all, at a review.
 * @param parties the parties of the agreement
 */
export function reportOn(
	obligation: Obligation,
	report: Report,
	organisation: string,
	parties: readonly string[]
): Outcome<Report, ReportRefusal> {
	if (!parties.includes(organisation) || !isOurs(obligation, organisation))
		return refused('not-your-promise');
	if (obligation.status === 'dropped') return refused('given-up-already');
	const evidence = report.evidence.trim();
	if (report.status === 'kept' && evidence === '') return refused('evidence-missing');
	return done({ status: report.status, evidence });
}
