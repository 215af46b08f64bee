/**
 * Offers as a table for a spreadsheet: one line each, a semicolon between the cells, as Danish programs open it, in the words of our pages. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe: text stays text. Taken in again, it says the same.
 */
import { m } from '#messages';
import { IMPORT_FIELDS } from './import-fields.rules.ts';
import { sayField } from './import-words.ts';
import type { Said } from './imported-offer.rules.ts';
import { cellsOf, type ComparedOffer } from './said-offer.ts';
import { sayGroup, sayTheme } from './say-offer.ts';

/** All that an import knows, but for whom we write to: that is for those who keep the offer. What is closed is not in the file. */
export const FIELDS = IMPORT_FIELDS.filter(
	(field) => field !== 'keeperEmail' && field !== 'closed'
);

/** Each field of an offer in words of the reader's language. */
export const wordsOf = (offer: ComparedOffer): Said => ({
	...cellsOf(offer),
	group: sayGroup(offer.group),
	themes: offer.themes.map(sayTheme).join(', '),
	isPreventive: offer.isPreventive ? m.offer_cell_yes() : m.offer_cell_no()
});

/** One cell of a table: quoted where it must be, whatever stands between the cells, and never a formula. */
export function cellOf(text: string): string {
	const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",;\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The whole table in the reader's language, with the mark by which spreadsheets know that it is UTF-8. */
export function writeCsv(offers: readonly ComparedOffer[]): string {
	const lines = offers.map((offer) => {
		const words = wordsOf(offer);
		return FIELDS.map((field) => cellOf(words[field] ?? '')).join(';');
	});
	return `\uFEFF${[FIELDS.map((field) => cellOf(sayField(field))).join(';'), ...lines].join('\r\n')}\r\n`;
}
