/**
 * Danish public holidays and workdays. The holidays that move are counted from Easter Sunday, which is computed
 * (docs/decisions/0007-holidays.md says why no package and no table).
 *
 * Four more days are closed in many places without being public holidays: which of them count is a setting.
 */
import { addDays, weekdayOf, type Day } from './day.ts';

/** A public holiday by its name in messages, `holiday_…`. */
export type HolidayName =
	| 'new-years-day'
	| 'maundy-thursday'
	| 'good-friday'
	| 'easter-sunday'
	| 'easter-monday'
	| 'great-prayer-day'
	| 'ascension-day'
	| 'whit-sunday'
	| 'whit-monday'
	| 'christmas-day'
	| 'second-christmas-day';

/** One public holiday of one year. */
export type Holiday = { day: Day; name: HolidayName };

/** Days on which many are closed although they are no public holidays: 1 May, 5 June, 24 and 31 December. */
export const CLOSING_DAYS = {
	'labour-day': '05-01',
	'constitution-day': '06-05',
	'christmas-eve': '12-24',
	'new-years-eve': '12-31'
} as const;
export type ClosingDay = keyof typeof CLOSING_DAYS;

/** What counts as a workday. Monday to Friday always do; in law a Saturday often does. */
export type Workweek = { saturdays: boolean; closed: readonly ClosingDay[] };

/** Monday to Friday without public holidays: what holds where nobody has set anything else. */
export const ORDINARY_WEEK: Workweek = { saturdays: false, closed: [] };

/** How a rule counts its days: each day of the calendar, or those alone on which people are at work. */
export const COUNTED_DAYS = ['calendar', 'workdays'] as const;
export type CountedDays = (typeof COUNTED_DAYS)[number];

/** The last year in which Great Prayer Day was a public holiday (bill L 13 of 2022–23 ended it). */
const LAST_GREAT_PRAYER_DAY = 2023;

/** Days from Easter Sunday to each holiday that moves with it. */
const MOVING: readonly (readonly [HolidayName, number])[] = [
	['maundy-thursday', -3],
	['good-friday', -2],
	['easter-sunday', 0],
	['easter-monday', 1],
	['great-prayer-day', 26],
	['ascension-day', 39],
	['whit-sunday', 49],
	['whit-monday', 50]
];

/** Easter Sunday of a year of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
export function easterOf(year: number): Day {
	const golden = year % 19;
	const [century, inCentury] = [Math.floor(year / 100), year % 100];
	const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
	const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
	const toSunday =
		(32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
	const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
	return addDays(`${year}-03-22`, epact + toSunday - 7 * late);
}

/** The public holidays of a year, in its order. */
export function holidaysOf(year: number): Holiday[] {
	const easter = easterOf(year);
	const moving = MOVING.filter(
		([name]) => name !== 'great-prayer-day' || year <= LAST_GREAT_PRAYER_DAY
	).map(([name, days]): Holiday => ({ day: addDays(easter, days), name }));
	return [
		{ day: `${year}-01-01`, name: 'new-years-day' },
		...moving,
		{ day: `${year}-12-25`, name: 'christmas-day' },
		{ day: `${year}-12-26`, name: 'second-christmas-day' }
	];
}

/** The public holiday that `day` is; null on all others. */
export const holidayOn = (day: Day): HolidayName | null =>
	holidaysByDay(Number(day.slice(0, 4))).get(day) ?? null;

/** Whether `day` is one of those days on which many are closed without its being a public holiday. */
export const isClosed = (day: Day, closed: readonly ClosingDay[]): boolean =>
	closed.some((each) => day.endsWith(CLOSING_DAYS[each]));

/** Whether people are at work on `day`. */
export function isWorkday(day: Day, { saturdays, closed }: Workweek = ORDINARY_WEEK): boolean {
	const weekday = weekdayOf(day);
	if (weekday === 7 || (weekday === 6 && !saturdays)) return false;
	return !isClosed(day, closed) && holidayOn(day) === null;
}

/** The day that lies `count` workdays after `day`, which itself does not count. */
export function addWorkdays(day: Day, count: number, week: Workweek = ORDINARY_WEEK): Day {
	let [at, left] = [day, count];
	while (left > 0) {
		at = addDays(at, 1);
		if (isWorkday(at, week)) left -= 1;
	}
	return at;
}

/** The day that lies `count` counted days before `day`, which itself does not count. */
export function daysBefore(day: Day, count: number, days: CountedDays): Day {
	if (days === 'calendar') return addDays(day, -count);
	let [at, left] = [day, count];
	while (left > 0) {
		at = addDays(at, -1);
		if (isWorkday(at)) left -= 1;
	}
	return at;
}

/** `day`, or the last workday before it where people are not at work that day. */
export const workdayUpTo = (day: Day, week: Workweek = ORDINARY_WEEK): Day =>
	isWorkday(day, week) ? day : workdayUpTo(addDays(day, -1), week);

/** The next workday, where people are not at work on `day`; null where they are. */
export const workdayInstead = (day: Day, week: Workweek = ORDINARY_WEEK): Day | null =>
	isWorkday(day, week) ? null : addWorkdays(day, 1, week);

// A series of meetings or a count of workdays asks about the days of one year again and again.
const known = new Map<number, ReadonlyMap<Day, HolidayName>>();

function holidaysByDay(year: number): ReadonlyMap<Day, HolidayName> {
	const days = known.get(year) ?? new Map(holidaysOf(year).map(({ day, name }) => [day, name]));
	known.set(year, days);
	return days;
}
