/** A short answer or a cell of a list in the words of the reader: days, amounts and names as people write them. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { isDay } from '#values/day-text.ts';
import { sayDay, sayMoney, sayNumber } from '#values/say.ts';
import type { Names } from './content.rules.ts';
import { amountInOere, numberIn } from './short.rules.ts';
import type { Cell } from './template.rules.ts';

/** What the ids in answers are called: organisations and people, and rows by their first cell. */
export type Called = { names: Names; titles: Record<string, string> };

/** The kept text of a cell, to read; what its kind cannot read is said as it stands. Empty stays empty. */
export function sayCell(cell: Cell, text: string, { names, titles }: Called): string {
	if (text === '') return '';
	switch (cell.kind) {
		case 'text':
			return text;
		case 'date':
			return isDay(text) ? sayDay(text, getLocale()) : text;
		case 'money': {
			const amount = amountInOere(text);
			return amount === null ? text : sayMoney(amount, getLocale());
		}
		case 'number': {
			const number = numberIn(text);
			const said = number === null ? text : sayNumber(number, getLocale());
			return [said, cell.unit].filter(Boolean).join(' ');
		}
		case 'choice':
			return cell.options.find(({ key }) => key === text)?.label ?? m.document_unknown_name();
		case 'person':
			return names.people[text] ?? m.document_unknown_name();
		case 'organisation':
			return names.organisations[text] ?? m.document_unknown_name();
		case 'row':
			return titles[text] ?? m.document_unknown_name();
	}
}
