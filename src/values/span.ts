/** From when to when something is, for those who must turn up to it. Not among the words of the frame, which brings no calendar. */
import { dayOf, timeOf } from './day.ts';
import { sayHours, sayTime, sayWeekday, type Language } from './say.ts';

/**
 * By the clock of Denmark: "søndag den 22. november 2026 kl. 14.30–15.15", "Sunday 22 November 2026 14:30–15:15". Without
 * `until` only when it begins.
 */
export const saySpan = (from: Date, until: Date | undefined, language: Language): string =>
	`${sayWeekday(dayOf(from), language)} ${until ? sayHours(timeOf(from), timeOf(until), language) : sayTime(timeOf(from), language)}`;
