/**
 * Whether the text holds something written like a Danish personal number: six digits that are a day, a month and a year, then
 * four more, in any of the ways people write them. A document of the collaboration level never holds one, nor does what is
 * written on a pathway (L-7). A number given while somebody has none, whose day is counted from 61, is one too.
 */
export function holdsCprNumber(text: string): boolean {
	// the id of somebody chosen, or the hash of what is signed, can look like one by chance
	const said = text.replaceAll(AN_ID, '');
	for (const pattern of WAYS)
		for (const [all, day, month] of said.matchAll(pattern))
			if (isDayAndMonth(day, month) && !isDateAndMore(all)) return true;
	return false;
}

/** "12.10.25 - 1430" and "01.01.24-2026" are a date with a time, and from a date to a year. */
const isDateAndMore = (said: string) =>
	/^\d\d[./-]\d\d[./-]\d\d(\s+\p{Pd}\s+([01]\d|2[0-3])\s?[0-5]\d|\s*\p{Pd}\s*(19|20)\d\d)$/u.test(
		said
	);

const isDayAndMonth = (day: string | undefined, month: string | undefined) =>
	((Number(day) >= 1 && Number(day) <= 31) || (Number(day) >= 61 && Number(day) <= 91)) &&
	Number(month) >= 1 &&
	Number(month) <= 12;

/** What is written between the birth date and the last four: any hyphen or dash, with spaces or without. */
const DASH = String.raw`[\t\p{Zs}]*[\p{Pd}\u2212][\t\p{Zs}]*`;
const LAST_FOUR = String.raw`\d\d[\t\p{Zs}]?\d\d(?!\d)`;

const WAYS = [
	// 0101901234, 010190-1234, 010190 – 12 34, 010190/1234
	new RegExp(String.raw`(?<!\d)(\d\d)(\d\d)\d\d(?:${DASH}|[\t\p{Zs}]{1,3}|/)?${LAST_FOUR}`, 'gu'),
	// 01.01.90-1234, 01 01 90-1234: without the dash it could be a date and a time
	new RegExp(
		String.raw`(?<!\d)(\d\d)[./\p{Pd}\p{Zs}](\d\d)[./\p{Pd}\p{Zs}]\d\d${DASH}${LAST_FOUR}`,
		'gu'
	),
	// 01 01 90 1234
	/(?<!\d)(\d\d)\p{Zs}(\d\d)\p{Zs}\d\d\p{Zs}{1,3}\d{4}(?!\d)/gu
];

const AN_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32,}\b/g;
