/**
 * Offers as a table for a spreadsheet: one line each, a semicolon between the cells, as Danish programs open it. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe: text stays text.
 */
import { cellsOf, type ComparedOffer } from './said-offer.ts';
import { asTyped } from './typed-offer.ts';

/** The first line: what stands in which cell. */
export const CSV_COLUMNS = [
	'id',
	'name',
	'provider',
	'targetGroup',
	'content',
	'nextStep',
	'admission',
	'contact',
	'phone',
	'email',
	'website',
	'address',
	'postalCode',
	'town',
	'area',
	'openingHours',
	'price',
	'languages',
	'themes',
	'isPreventive',
	'placesTotal',
	'placesFree',
	'validUntil',
	'group',
	'confirmedOn'
] as const;

/** One cell of a table: quoted where it must be, whatever stands between the cells, and never a formula. */
export function cellOf(text: string): string {
	const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",;\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The whole table, with the mark by which spreadsheets know that it is UTF-8. */
export function writeCsv(offers: readonly ComparedOffer[]): string {
	const lines = offers.map((offer) => {
		const cells: Record<string, string> = {
			...asTyped(offer),
			id: offer.id,
			themes: offer.themes.join(', '),
			group: offer.group,
			confirmedOn: cellsOf(offer).confirmedOn ?? ''
		};
		return CSV_COLUMNS.map((column) => cellOf(cells[column] ?? '')).join(';');
	});
	return `\uFEFF${[CSV_COLUMNS.join(';'), ...lines].join('\r\n')}\r\n`;
}
