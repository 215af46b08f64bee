/**
 * Whether the text holds something written like a Danish personal number: six digits that are a day, a month and a year, then
 * four more. A document of the collaboration level never holds one, nor does what is written on a pathway (L-7).
 */
export function holdsCprNumber(text: string): boolean {
	// the id of somebody chosen can look like one by chance
	const said = text.replaceAll(AN_ID, '');
	for (const [, day, month] of said.matchAll(/(?<!\d)(\d\d)(\d\d)\d\d[- ]?\d{4}(?!\d)/g))
		if (Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12)
			return true;
	return false;
}

const AN_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
