/** Themes and arrival in the reader's language. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Day } from '#values/day.ts';
import { sayMonthOfYear } from '#values/say.ts';
import type { Mark, Marks } from './mark.rules.ts';

const MARK = {
	homelessness: m.framework_theme_homelessness,
	'substance-use': m.framework_theme_substance_use,
	employment: m.framework_theme_employment,
	families: m.framework_theme_families,
	youth: m.framework_theme_youth,
	'newly-arrived': m.mark_newly_arrived
} satisfies Record<Mark, () => string>;

/** What a mark is called. */
export const sayMark = (mark: Mark): string => MARK[mark]();

/** A month, by its first day: March 2026. */
export const sayMonth = (month: Day): string => sayMonthOfYear(month, getLocale());

/** Each of it in a sentence of its own; none where nothing is marked. `isMine`: said to the citizen. */
export const sayAbout = ({ themes, arrived }: Marks, isMine: boolean): string[] => {
	const said = themes.map(sayMark).join(', ');
	const about = isMine ? m.mark_about_mine({ themes: said }) : m.mark_about({ themes: said });
	const month = arrived && sayMonth(arrived);
	return [
		...(said ? [about] : []),
		...(month ? [isMine ? m.mark_arrived_mine({ month }) : m.mark_arrived_in({ month })] : [])
	];
};

/** All of it in one line; empty where nothing is marked. */
export const sayMarks = ({ themes, arrived }: Marks): string =>
	[
		...themes.map(sayMark),
		...(arrived ? [m.mark_arrived_in({ month: sayMonth(arrived) })] : [])
	].join(', ');
