import { expect, test } from 'vitest';
import { answer, complete, template } from './example-template.rules.ts';
import { namesIn, seatKey, seatOf } from './names.rules.ts';

const organisations = [
	{ id: 'shelter', name: 'Nattely' },
	{ id: 'bank', name: 'Banken' },
	{ id: 'hall', name: 'Hallen' }
];
const bo = { person: 'bo', organisation: 'shelter', name: 'Bo', organisationName: 'Nattely' };
const eva = { person: 'eva', organisation: 'hall', name: 'Eva', organisationName: 'Hallen' };

test('everybody an answer points to keeps the name they had, and nobody else is named', () => {
	const answers = {
		...complete,
		lead: answer({ kind: 'person', text: 'bo.shelter' }),
		deeds: answer({ kind: 'rows', rows: [{ id: '1', cells: { what: 'x', where: 'hall' } }] })
	};
	expect(namesIn(template, answers, organisations, [bo, eva])).toEqual({
		organisations: { shelter: 'Nattely', hall: 'Hallen' },
		people: { 'bo.shelter': 'Bo, Nattely' }
	});
});

test('a seat is one key and back; anything else is no seat', () => {
	expect(seatOf(seatKey(bo))).toEqual({ person: 'bo', organisation: 'shelter' });
	for (const key of ['', 'bo', '.', 'bo.', 'bo.shelter.x']) expect(seatOf(key)).toBe(undefined);
});
