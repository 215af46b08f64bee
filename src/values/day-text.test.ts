import { expect, test } from 'vitest';
import { dayTyped, isDay } from './day-text.ts';

test.each(['1900-01-01', '2026-11-22', '2024-02-29', '2000-02-29', '2199-12-31'])(
	'%s is a day',
	(text) => expect(isDay(text)).toBe(true)
);

test.each([
	'',
	'0000-01-01',
	'1899-12-31',
	'2200-01-01',
	'9999-12-31',
	'2026-02-29',
	'2100-02-29',
	'2026-04-31',
	'2026-13-01',
	'2026-00-10',
	'2026-01-00',
	'2026-1-1',
	' 2026-01-01',
	'2026-01-01T00:00:00Z',
	'i morgen'
])('“%s” is none', (text) => expect(isDay(text)).toBe(false));

test.each([
	'3.2.1990',
	'03.02.1990',
	'3. 2. 1990',
	'03-02-1990',
	'3/2 1990',
	'3/2/1990',
	' 3.2.1990 '
])('“%s” is the third of February, as it is written in Denmark', (typed) =>
	expect(dayTyped(typed)).toBe('1990-02-03')
);

test.each(['1990-02-03', '', 'i morgen', '3.2.90', '03021990', '1990-2-3'])(
	'“%s” is left as it was typed',
	(typed) => expect(dayTyped(typed)).toBe(typed)
);
