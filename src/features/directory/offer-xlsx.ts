/**
 * Offers as a workbook of the municipality's own: the words of our pages above the columns and in the cells, days as days and places as
 * numbers. Taken in again, it says the same.
 */
import { m } from '#messages';
import { writeXlsx, type Cell } from '#server/spreadsheets/write-xlsx.ts';
import { IMPORT_FIELDS, type ImportField } from './import-fields.rules.ts';
import { sayField } from './import-words.ts';
import { sayGroup, sayTheme } from './say-offer.ts';
import { cellsOf, type ComparedOffer } from './said-offer.ts';

/** All that an import knows, but for whom we write to: that is for those who keep the offer. What is closed is not in the file. */
const FIELDS = IMPORT_FIELDS.filter((field) => field !== 'keeperEmail' && field !== 'closed');

/** The workbook, in the reader's language. */
export function workbookOf(offers: readonly ComparedOffer[]): ReadableStream<Uint8Array> {
	const themes = (offer: ComparedOffer) => offer.themes.map(sayTheme).join(', ');
	function* rows() {
		for (const offer of offers) {
			const texts = cellsOf(offer);
			const cells: Partial<Record<ImportField, Cell | null>> = {
				group: sayGroup(offer.group),
				themes: themes(offer),
				isPreventive: offer.isPreventive ? m.offer_cell_yes() : m.offer_cell_no(),
				placesTotal: offer.placesTotal,
				placesFree: offer.placesFree,
				validUntil: offer.validUntil && { day: offer.validUntil },
				confirmedOn: texts.confirmedOn ? { day: texts.confirmedOn } : null
			};
			yield FIELDS.map((field) => (field in cells ? cells[field] : texts[field]) ?? '');
		}
	}
	return writeXlsx(m.offers_title(), FIELDS.map(sayField), rows());
}
