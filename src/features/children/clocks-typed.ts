/** The clocks of a notification as its form shows them: days and times by the clock of Denmark. */
import { dayOf, timeOf, type Day } from '#values/day.ts';

/** Instants as JSON carries them; null where nothing is known. */
type Kept = { receivedAt: string | null; assessedAt: string | null; receiptedOn: Day | null };

/** What is kept, an answer for each question; empty where nothing is known. */
export const clocksTyped = ({ receivedAt, assessedAt, receiptedOn }: Kept) => ({
	receivedOn: receivedAt === null ? '' : dayOf(new Date(receivedAt)),
	receivedTime: receivedAt === null ? '' : timeOf(new Date(receivedAt)),
	assessedOn: assessedAt === null ? '' : dayOf(new Date(assessedAt)),
	assessedTime: assessedAt === null ? '' : timeOf(new Date(assessedAt)),
	receiptedOn: receiptedOn ?? ''
});
