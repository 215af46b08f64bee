/**
 * Calendar days as they are written. What needs no calendar stands here and not in day.ts, whose calendar weighs more
 * than most pages: components that only say a day import this.
 */

/** A calendar day as ISO 8601 text, '2026-05-01': days compare correctly as text and carry no time zone. */
export type Day = string;

/** The zone every date and time of the model is read in. */
export const TIME_ZONE = 'Europe/Copenhagen';

/** The day in Denmark on which `instant` falls. */
export const dayOf = (instant: Date): Day => DAY_IN_DENMARK.format(instant);

/** Asked once for each request and each moment on a page; this language's short form is the one of ISO 8601. */
const DAY_IN_DENMARK = new Intl.DateTimeFormat('en-CA', {
	timeZone: TIME_ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** `day` and `count` days later; earlier when `count` is negative. */
export function addDays(day: Day, count: number): Day {
	const midnight = new Date(`${day}T00:00:00Z`);
	midnight.setUTCDate(midnight.getUTCDate() + count);
	return midnight.toISOString().slice(0, 10);
}

/** The later of two days. */
export const laterOf = (one: Day, other: Day): Day => (one.localeCompare(other) > 0 ? one : other);

/** Whether `text` is a real calendar day between the years 1900 and 2199: what a form may send. */
export function isDay(text: string): boolean {
	if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
	const midnight = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/**
 * A day as people in Denmark write one, day first: 3.2.1990, 03-02-1990, 3/2 1990. A browser without a calendar to pick from,
 * as one of text alone, sends what was typed. The same day as ISO 8601 text; anything else as it came.
 */
export function dayTyped(text: string): string {
	const [, day, month, year] =
		/^(\d\d?)(?:\. ?|[-/ ])(\d\d?)(?:\. ?|[-/ ])(\d{4})$/.exec(text.trim()) ?? [];
	return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}
