/** A promise as pages show it. */
import type { Day } from '#values/day.ts';
import { standingOfObligation, type ObligationStatus } from './obligation.rules.ts';
import { sayPromiseStatus } from './say-agreement.ts';

/** What is shown of a promise everywhere. */
export type ShownPromise = ReturnType<typeof showPromise>;

type Promised = {
	id: string;
	what: string;
	dueOn: Day | null;
	status: ObligationStatus;
	evidence: string;
	changedBy: string;
	changedAt: Date;
};

/** The promise with how it stands on `today`, in the words of the reader. */
export const showPromise = (promise: Promised, today: Day) => ({
	id: promise.id,
	what: promise.what,
	dueOn: promise.dueOn,
	standing: standingOfObligation(promise, today),
	status: sayPromiseStatus(promise.status),
	evidence: promise.evidence,
	changedBy: promise.changedBy,
	changedAt: promise.changedAt
});
