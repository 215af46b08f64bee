import { expect, test } from 'vitest';
import {
	amountOfCell,
	cellOf,
	dayAt,
	dayOfCell,
	isUnanswered,
	numberAt,
	numberOfCell,
	peopleAt,
	personAt,
	personOfCell,
	rowsAt,
	textAt
} from './answered.rules.ts';
import { answer, complete, template } from './example-template.rules.ts';
import { answerTo, emptyValue, fieldsOf } from './template.rules.ts';

const answers = {
	about: answer({ kind: 'text', text: '  Alle ' }),
	start: answer({ kind: 'date', text: '2027-01-01' }),
	visits: answer({ kind: 'number', text: '2.5' }),
	lead: answer({ kind: 'person', text: 'bo.solby' }),
	leads: answer({ kind: 'people', people: ['bo.solby', 'nonsense'] }),
	plans: answer({
		kind: 'rows',
		rows: [
			{ id: '1', cells: { what: ' Leje ', due: '2027-02-30', price: '12500', who: 'ida.natly' } },
			{ id: '2', cells: { what: ' ' } }
		]
	}),
	hidden: { value: { kind: 'text' as const, text: 'Noget' }, notApplicable: 'Nej' }
};
const [row] = rowsAt(answers, 'plans');

test('an answer is read as what it means', () => {
	expect(textAt(answers, 'about')).toBe('Alle');
	expect(dayAt(answers, 'start')).toBe('2027-01-01');
	expect(numberAt(answers, 'visits')).toBe(2.5);
	expect(personAt(answers, 'lead')).toEqual({ person: 'bo', organisation: 'solby' });
	expect(peopleAt(answers, 'leads')).toEqual([{ person: 'bo', organisation: 'solby' }]);
	expect(cellOf(row!, 'what')).toBe('Leje');
	expect(amountOfCell(row!, 'price')).toBe(12_500);
	expect(personOfCell(row!, 'who')).toEqual({ person: 'ida', organisation: 'natly' });
});

test('what is not answered, not readable or said not to apply says nothing', () => {
	expect(textAt(answers, 'nothing')).toBe('');
	expect(textAt(answers, 'hidden')).toBe('');
	expect(dayAt(answers, 'about')).toBeNull();
	expect(numberAt(answers, 'start')).toBeNull();
	expect(personAt(answers, 'about')).toBeNull();
	expect(dayOfCell(row!, 'due')).toBeNull();
	expect(numberOfCell(row!, 'what')).toBeNull();
	expect(rowsAt(answers, 'about')).toEqual([]);
	expect(peopleAt(answers, 'plans')).toEqual([]);
});

test('rows on which nothing is written are not told', () => {
	expect(rowsAt(answers, 'plans').map(({ id }) => id)).toEqual(['1']);
});

test('every kind of question is unanswered before anybody has touched it, and answered after', () => {
	const all = fieldsOf(template);
	expect(all.filter((field) => !isUnanswered(emptyValue(field)))).toEqual([]);
	const given = all.filter((field) => complete[field.key]);
	expect(given.filter((field) => isUnanswered(answerTo(field, complete).value))).toEqual([]);
});
