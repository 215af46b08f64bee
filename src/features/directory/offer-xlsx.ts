/**
 * Offers as a workbook of the municipality's own: the words of our pages above the columns and in the cells, days as days and places as
 * numbers. Taken in again, it says the same.
 */
import { m } from '#messages';
import { writeXlsx, type Cell } from '#server/spreadsheets/write-xlsx.ts';
import type { ImportField } from './import-fields.rules.ts';
import { sayField } from './import-words.ts';
import { FIELDS, wordsOf } from './offer-csv.ts';
import type { ComparedOffer } from './said-offer.ts';

/** The workbook, in the reader's language. */
export function workbookOf(offers: readonly ComparedOffer[]): ReadableStream<Uint8Array> {
	function* rows() {
		for (const offer of offers) {
			const words = wordsOf(offer);
			const cells: Partial<Record<ImportField, Cell | null>> = {
				placesTotal: offer.placesTotal,
				placesFree: offer.placesFree,
				validUntil: offer.validUntil && { day: offer.validUntil },
				confirmedOn: words.confirmedOn ? { day: words.confirmedOn } : null
			};
			yield FIELDS.map((field) => (field in cells ? cells[field] : words[field]) ?? '');
		}
	}
	return writeXlsx(m.offers_title(), FIELDS.map(sayField), rows());
}
