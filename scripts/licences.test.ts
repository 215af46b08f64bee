import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAllowed, LIST, listAsText, listPackages } from './list-licences.mjs';

test('the kept list of dependencies is current (node scripts/list-licences.mjs writes it)', () => {
	expect(readFileSync(LIST, 'utf8')).toBe(listAsText(listPackages()));
});

test('every package has a licence that we allow', () => {
	expect(listPackages().filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

test.each([
	['MIT', true],
	['GPL-3.0-only', false],
	['', false],
	['(MIT OR GPL-3.0-only)', true],
	['GPL-3.0-only OR MIT', true],
	['MIT AND GPL-3.0-only', false],
	['(MIT AND OFL-1.1 AND Apache-2.0)', true],
	['(GPL-2.0-only OR (MIT AND Zlib))', true],
	['SEE LICENSE IN LICENSE', false]
])('%j allowed: %j', (licence, allowed) => {
	expect(isAllowed(licence)).toBe(allowed);
});

test('we are under the European Union Public Licence 1.2, whole', () => {
	const licence = readFileSync('LICENSE', 'utf8');
	expect(licence).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
	for (let article = 1; article <= 15; article++)
		expect(licence).toMatch(new RegExp(`^${article}\\.[A-Z]`, 'm'));
	expect(licence).toContain('Appendix');
});
