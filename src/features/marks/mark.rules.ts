/** What a pathway is about, and whether somebody has newly arrived, and when. */
import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day-text.ts';

/**
 * The five themes of the framework, which pathways are marked with too. The directory's eighteen (directory/theme.rules.ts) are another thing: by what offers are
 * sorted, finer and with a word each of them has in the exchange format.
 */
export const PATHWAY_THEMES = [
	'homelessness',
	'substance-use',
	'employment',
	'families',
	'youth'
] as const;
export type PathwayTheme = (typeof PATHWAY_THEMES)[number];

/** All that a list can be narrowed to. */
export const MARKS = [...PATHWAY_THEMES, 'newly-arrived'] as const;
export type Mark = (typeof MARKS)[number];

/** Whether a text from an address is one of them. */
export const isMark = (text: string | null): text is Mark =>
	(MARKS as readonly (string | null)[]).includes(text);

/** What a mark tells of, and so to whom a consent opens it. */
export const CATEGORY_OF: Record<Mark, Category> = {
	homelessness: 'housing',
	'substance-use': 'substance-use',
	employment: 'work',
	families: 'family',
	youth: 'situation',
	'newly-arrived': 'situation'
};

/** What is marked: the themes in their order, and the month of arrival as its first day; null where nobody has newly arrived. */
export type Marks = { themes: PathwayTheme[]; arrived: Day | null };

/** The same as one line, to tell whether two are alike: what the form saw. */
export const inOneLine = ({ themes, arrived }: Marks): string =>
	`${PATHWAY_THEMES.filter((each) => themes.includes(each)).join()}/${arrived ?? ''}`;

/** What comes on and what goes, to get from one to the other. A month that changes stays as a mark, and is written anew. */
export function changesBetween(before: Marks, after: Marks) {
	const asList = ({ themes, arrived }: Marks): Mark[] => [
		...themes,
		...(arrived ? ['newly-arrived' as const] : [])
	];
	const [had, has] = [asList(before), asList(after)];
	return {
		on: has.filter((each) => !had.includes(each)),
		off: had.filter((each) => !has.includes(each)),
		month: before.arrived !== null && after.arrived !== null && before.arrived !== after.arrived
	};
}

/** How many months back an arrival can be chosen. */
const MONTHS_BACK = 36;

/** The months that can be chosen on `today`, the newest first; and `kept`, which may be older. */
export function monthsToChoose(today: Day, kept: Day | null): Day[] {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	const months = Array.from({ length: MONTHS_BACK }, (_, back) => {
		const at = year * 12 + (month - 1) - back;
		return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
	});
	return kept && !months.includes(kept) ? [...months, kept] : months;
}

/** Whether a month is one that can be chosen. */
export const isMonth = (month: string, today: Day, kept: Day | null): boolean =>
	monthsToChoose(today, kept).includes(month);
