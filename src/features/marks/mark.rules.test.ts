import { expect, test } from 'vitest';
import { changesBetween, inOneLine, isMark, monthsToChoose } from './mark.rules.ts';

test('R-047 themes stand in one order, whatever they were ticked in', () => {
	expect(inOneLine({ themes: ['youth', 'homelessness'], arrived: null })).toBe(
		'homelessness,youth/'
	);
	expect(inOneLine({ themes: [], arrived: '2026-03-01' })).toBe('/2026-03-01');
	expect(isMark('housing')).toBe(false);
	expect(isMark(null)).toBe(false);
	expect(isMark('newly-arrived')).toBe(true);
});

test('R-048 what comes on and what goes; another month is the same mark', () => {
	expect(
		changesBetween(
			{ themes: ['youth'], arrived: '2026-03-01' },
			{ themes: ['families'], arrived: '2026-04-01' }
		)
	).toEqual({ on: ['families'], off: ['youth'], month: true });
	expect(
		changesBetween({ themes: [], arrived: null }, { themes: [], arrived: '2026-04-01' })
	).toEqual({ on: ['newly-arrived'], off: [], month: false });
});

test('R-048 a month of the last three years is chosen, or the one that stands', () => {
	const months = monthsToChoose('2026-02-14', '2020-07-01');
	expect(months.slice(0, 3)).toEqual(['2026-02-01', '2026-01-01', '2025-12-01']);
	expect(months.at(-2)).toBe('2023-03-01');
	expect(months.at(-1)).toBe('2020-07-01');
	expect(monthsToChoose('2026-02-14', '2026-01-01')).toHaveLength(36);
});
