import { expect, test } from 'vitest';
import { printVersion, type PrintedVersion } from './print-version.ts';

const version: PrintedVersion = {
	municipality: 'Solby Kommune',
	number: 2,
	outcome: null,
	outcomeAt: null,
	hash: 'a'.repeat(64),
	summary: '',
	submittedBy: 'Lene Leder',
	submittedAt: new Date('2026-05-30T22:30:00Z'),
	content: { answers: {}, names: {} },
	approvals: [],
	nextUpdate: null
};
/** What the first page says first of a version that has ended so. */
const first = (ended: Partial<PrintedVersion>) => {
	const { facts, draftMark } = printVersion({ ...version, ...ended }, 'da');
	return [facts[0]!.text, draftMark];
};
const AT = new Date('2026-06-02T22:30:00Z');

test('the first page says how far the version is, by the day in Denmark, and marks what is not approved', () => {
	expect(first({})).toEqual(['Hos styregruppen', 'Udkast']);
	expect(first({ outcome: 'established', outcomeAt: AT })).toEqual(['Godkendt 3. juni 2026', null]);
	expect(first({ outcome: 'returned', outcomeAt: AT })).toEqual([
		'Sendt tilbage 3. juni 2026',
		'Udkast'
	]);
	expect(first({ outcome: 'withdrawn', outcomeAt: AT })).toEqual([
		'Trukket tilbage 3. juni 2026',
		'Udkast'
	]);
});
