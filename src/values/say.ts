/**
 * How days, times, amounts and numbers are said to people, in the language they read.
 *
 * Danish as Danish offices write it: "22. november 2026 kl. 14.30", "1.250,00 kr.". Always the day and
 * the clock of Denmark, also when the server or the browser stands elsewhere.
 */
import { dayOf, TIME_ZONE, type Day } from './day-text.ts';

/** A language the interface speaks. */
export type Language = 'da' | 'en';

const REGION = { da: 'da-DK', en: 'en-GB' } as const;

/** "22. november 2026", "22 November 2026". */
export function sayDay(day: Day, language: Language): string {
	const key = `${day} ${language}`;
	const known = saidDays.get(key);
	if (known) return known;
	if (saidDays.size >= MOST_DAYS) saidDays.clear();
	const said = dayFormat(language, 'day').format(noonOf(day));
	saidDays.set(key, said);
	return said;
}

/** Pages say the same few hundred days over and over. */
const saidDays = new Map<string, string>();
const MOST_DAYS = 5_000;

/** With its weekday, for what one must turn up to: "søndag den 22. november 2026", "Sunday 22 November 2026". */
export const sayWeekday = (day: Day, language: Language): string =>
	[
		dayFormat(language, 'weekday').format(noonOf(day)),
		...(language === 'da' ? ['den'] : []),
		sayDay(day, language)
	].join(' ');

/** Short, for tables with many: "22.11.2026", "22/11/2026". */
export const sayShortDay = (day: Day, language: Language): string =>
	dayFormat(language, 'short').format(noonOf(day));

/** A month by its number from 0, short: "jan.", "Jan". */
export const sayMonth = (month: number, language: Language): string =>
	dayFormat(language, 'month').format(new Date(Date.UTC(2026, month, 15)));

/** The month that a day is of: "november 2026", "November 2026". */
export const sayMonthOfYear = (day: Day, language: Language): string =>
	dayFormat(language, 'monthOfYear').format(noonOf(day));

/** A time of day ("14:30") as people write it: "kl. 14.30", "14:30". */
export const sayTime = (time: string, language: Language): string =>
	language === 'da' ? `kl. ${time.replace(':', '.')}` : time;

/** From one time of day to another: "kl. 14.30–15.30", "14:30–15:30". */
export const sayHours = (from: string, to: string, language: Language): string =>
	`${sayTime(from, language)}–${sayTime(to, language).replace('kl. ', '')}`;

/** The time of day of an instant, by the clock of Denmark: "kl. 14.30", "14:30". */
export const sayClock = (instant: Date, language: Language): string =>
	sayTime(clockFormat().format(instant), language);

/** An instant by the clock of Denmark: "22. november 2026 kl. 14.30", "22 November 2026, 14:30". */
export function sayMoment(instant: Date, language: Language): string {
	const day = sayDay(dayOf(instant), language);
	const time = sayClock(instant, language);
	return language === 'da' ? `${day} ${time}` : `${day}, ${time}`;
}

/**
 * An instant so that nobody can take it for another, also in the hour that comes twice:
 * "22. november 2026 kl. 14.30.05 (UTC+1)", "22 November 2026, 14:30:05 (UTC+1)".
 */
export function sayExactMoment(instant: Date, language: Language): string {
	const day = sayDay(dayOf(instant), language);
	const parts = exactFormat().formatToParts(instant);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		parts.find((each) => each.type === type)?.value ?? '';
	const clock = ['hour', 'minute', 'second'] as const;
	const zone = part('timeZoneName').replace('GMT', 'UTC');
	return language === 'da'
		? `${day} kl. ${clock.map(part).join('.')} (${zone})`
		: `${day}, ${clock.map(part).join(':')} (${zone})`;
}

/** An amount of money, told in øre: "1.250,00 kr.", "DKK 1,250.00". */
export const sayMoney = (amountInOere: number, language: Language): string =>
	moneyFormat(language).format(amountInOere / 100);

/** A number with the separators of the language: "1.250,5", "1,250.5". */
export const sayNumber = (number: number, language: Language): string =>
	numberFormat(language).format(number);

/** A day has no zone; noon in UTC is the same day to a formatter that reads UTC. */
const noonOf = (day: Day) => new Date(`${day}T12:00:00Z`);

const SHAPES = {
	day: { day: 'numeric', month: 'long', year: 'numeric' },
	weekday: { weekday: 'long' },
	month: { month: 'short' },
	monthOfYear: { month: 'long', year: 'numeric' },
	short: { day: '2-digit', month: '2-digit', year: 'numeric' }
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs far more than using it, and a page may say a hundred days.
const dayFormat = remembered(
	(language: Language, shape: keyof typeof SHAPES) =>
		new Intl.DateTimeFormat(REGION[language], { ...SHAPES[shape], timeZone: 'UTC' })
);
const clockFormat = remembered(
	() =>
		new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: TIME_ZONE })
);
const exactFormat = remembered(
	() =>
		new Intl.DateTimeFormat('en-GB', {
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			timeZone: TIME_ZONE,
			timeZoneName: 'shortOffset'
		})
);
const moneyFormat = remembered(
	(language: Language) =>
		new Intl.NumberFormat(REGION[language], {
			style: 'currency',
			currency: 'DKK',
			currencyDisplay: language === 'da' ? 'symbol' : 'code'
		})
);
const numberFormat = remembered((language: Language) => new Intl.NumberFormat(REGION[language]));

function remembered<Words extends string[], Format>(make: (...words: Words) => Format) {
	const made = new Map<string, Format>();
	return (...words: Words): Format => {
		const key = words.join(' ');
		const known = made.get(key) ?? make(...words);
		made.set(key, known);
		return known;
	};
}
