/**
 * Short answers: a day, an amount, a number, one choice, one person or organisation. Kept as text in one
 * spelling, so that two answers that mean the same are the same and have the same hash:
 *
 * | kind | kept as | means |
 * |---|---|---|
 * | date | `2026-05-01` | 1 May 2026 |
 * | money | `125050` | 1.250,50 kr., in øre |
 * | number | `12.5` | 12,5 |
 * | choice | the option's key | |
 * | person, organisation | the id in the register | |
 *
 * What cannot be read is kept as it was typed, so that nobody's typing is lost, and is refused when it is
 * to be saved (validity.rules.ts).
 */
import { isDay } from '#values/day-text.ts';
import type { Cell } from './template.rules.ts';

/** Øre an amount may be at most, either way: a hundred billion kroner. */
const MOST_OERE = 10_000_000_000_000;

/** What somebody typed, in the one spelling of its kind; as typed where it cannot be read. */
export function readCell(cell: Cell, typed: string): string {
	if (cell.kind === 'money') return spell(typed, 2, (number) => String(Math.round(number * 100)));
	if (cell.kind === 'number') return spell(typed, 6, String);
	return typed;
}

/** Whether the kept text is one of its kind. Empty is: it is an answer not given. */
export function isReadable(cell: Cell, text: string): boolean {
	if (text === '') return true;
	switch (cell.kind) {
		case 'date':
			return isDay(text);
		case 'money':
			return amountInOere(text) !== null;
		case 'number':
			return numberIn(text) !== null;
		default:
			return true;
	}
}

/** The amount a kept text means, in øre; null where it means none. */
export function amountInOere(text: string): number | null {
	const amount = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
	return Math.abs(amount) <= MOST_OERE ? amount : null;
}

/** The number a kept text means; null where it means none. */
export const numberIn = (text: string): number | null =>
	/^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : null;

/** The kept text as its inputs show it: amounts in kroner and decimals with a comma. Reading it again gives the same. */
export function writeCell(cell: Cell, text: string): string {
	if (cell.kind === 'money') {
		const oere = amountInOere(text);
		if (oere === null) return text;
		const kroner = Math.trunc(Math.abs(oere) / 100);
		const rest = Math.abs(oere) % 100;
		return `${oere < 0 ? '-' : ''}${kroner}${rest ? `,${String(rest).padStart(2, '0')}` : ''}`;
	}
	return cell.kind === 'number' && numberIn(text) !== null ? text.replace('.', ',') : text;
}

/**
 * A number as Danes write it (1.250,50), or as machines do (1250.5), in the spelling `say` gives it. A full stop
 * before exactly three digits divides thousands. `decimals` is how many may stand after the comma.
 */
function spell(typed: string, decimals: number, say: (number: number) => string): string {
	const bare = typed.replace(/\s|kr\.?$/gu, '').replace('−', '-');
	const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)
		? bare.replaceAll('.', '').replace(',', '.')
		: bare.replace(',', '.');
	const isRead = new RegExp(`^-?\\d{1,12}(\\.\\d{1,${decimals}})?$`).test(plain);
	return isRead ? say(Number(plain)) : typed;
}
