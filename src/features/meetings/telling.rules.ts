/**
 * Whoever comes to a meeting and has no account is sent nothing: the tovholder tells them by hand (L-30). Nobody may be forgotten
 * for want of a mail address, the citizen least of all.
 */
import { addDays, type Day } from '#values/day.ts';

/** Days within which minutes are handed over: ours, as long as the explanation of them may take. */
const DAYS_FOR_MINUTES = 7;

/** Those of a meeting's list to whom no mail goes: a guest, and a citizen without an account. */
export const withoutMail = <Each extends { person: string | null }>(
	participants: readonly Each[]
): Each[] => participants.filter(({ person }) => person === null);

/**
 * The day by which they have been told of what was sent `today`: of a meeting to come as long before it as the others know its agenda
 * or at once where that is over; of one that is called off at once; of minutes within a week.
 */
export function tellBy(
	kind: 'invitation' | 'change' | 'cancellation' | 'minutes',
	lastAgendaDay: Day,
	today: Day
): Day {
	if (kind === 'minutes') return addDays(today, DAYS_FOR_MINUTES);
	return kind === 'cancellation' || lastAgendaDay < today ? today : lastAgendaDay;
}
