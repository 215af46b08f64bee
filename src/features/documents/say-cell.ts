/** A short answer or a cell of a list in the words of the reader: days, amounts and names as people write them. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { isDay } from '#values/day-text.ts';
import { sayDay, sayMoney, sayNumber, type Language } from '#values/say.ts';
import type { Names } from './content.rules.ts';
import { amountInOere, numberIn } from './short.rules.ts';
import type { Cell } from './template.rules.ts';

/**
 * What the ids in answers are called: organisations and people, and rows by their first cell. `language`: that of the
 * document, where it is not to be said in the reader's.
 */
export type Called = {
	names: Names;
	titles: Record<string, string>;
	language?: Language | undefined;
};

/** The kept text of a cell, to read; what its kind cannot read is said as it stands. Empty stays empty. */
export function sayCell(
	cell: Cell,
	text: string,
	{ names, titles, language = getLocale() }: Called
): string {
	if (text === '') return '';
	const unknown = () => m.document_unknown_name({}, { locale: language });
	switch (cell.kind) {
		case 'text':
			return text;
		case 'date':
			return isDay(text) ? sayDay(text, language) : text;
		case 'money': {
			const amount = amountInOere(text);
			return amount === null ? text : sayMoney(amount, language);
		}
		case 'number': {
			const number = numberIn(text);
			const said = number === null ? text : sayNumber(number, language);
			return [said, cell.unit].filter(Boolean).join(' ');
		}
		case 'choice':
			return cell.options.find(({ key }) => key === text)?.label ?? unknown();
		case 'person':
			return names.people[text] ?? unknown();
		case 'organisation':
			return names.organisations[text] ?? unknown();
		case 'row':
			return titles[text] ?? unknown();
		case 'agreement':
			return names.kept?.[text]?.title ?? m.document_agreement_kept({}, { locale: language });
		case 'series':
			return names.kept?.[text]?.title ?? m.document_series_kept({}, { locale: language });
		case 'file':
			return names.kept?.[text]?.title ?? m.document_file_kept({}, { locale: language });
	}
}
