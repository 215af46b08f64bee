import { expect, test } from 'vitest';
import { pageOf, readCursor } from './cursor.ts';

const ID = '3f0c2f0e-7a55-4d3e-9a39-5b6f9a1d2c3e';

test('a cursor is what PostgreSQL wrote, to the microsecond', () => {
	expect(readCursor(`2026-05-04 10:00:00.123456+00~${ID}`)).toEqual({
		at: '2026-05-04 10:00:00.123456+00',
		id: ID
	});
});

test.each([
	null,
	'',
	'x',
	`2026-13-04 10:00:00+00~${ID}`,
	`2026-05-04 10:00:00+00~${ID}'`,
	`~${ID}`
])('%j is the first page', (typed) => expect(readCursor(typed)).toBe(null));

test('a full page and one more row lead on; a full page alone does not', () => {
	const rows = ['a', 'b', 'c'].map((cursor) => ({ cursor, name: cursor }));
	expect(pageOf(rows, 2)).toEqual({ rows: [{ name: 'a' }, { name: 'b' }], next: 'b' });
	expect(pageOf(rows, 3).next).toBe(null);
	expect(pageOf([], 3)).toEqual({ rows: [], next: null });
});
