import { expect, test } from 'vitest';
import { plainDocument } from '#server/print/plain-document.ts';
import type { DayRow } from '../log.rules.ts';
import { printLog } from './print-log.ts';

const ROW: DayRow = {
	day: '2026-05-04',
	name: 'Hans Hjælper',
	organisation: 'Værestedet',
	action: 'plan.answered',
	reason: 'tovholder',
	isMe: false
};
const words = (rows: DayRow[], isCut = false) =>
	JSON.stringify(plainDocument(printLog(rows, isCut, 7, new Date('2026-05-05T10:00:00Z'), 'da')));

test('L-19 the record on paper says who did what on which day and why they could, and whom it calls “you”', () => {
	const said = words([ROW]);
	for (const each of [
		'4. maj 2026',
		'Hans Hjælper, Værestedet',
		'svarede på planen',
		'er borgeren'
	])
		expect(said).toContain(each);
	expect(said).not.toContain('Her står det nyeste');
	expect(words([ROW], true)).toContain('Her står det nyeste');
});

test('L-19 what whoever prints it only looked at is left out, as on the citizen’s paper', () => {
	// whoever packs it has read it too
	expect(words([{ ...ROW, isMe: true, action: 'plan.read' }])).toContain('Hans Hjælper');
});
