import { expect, test } from 'vitest';
import { isTouched, severalAs, severalIn, shownAt, withTouched } from './shown.ts';

const shown = shownAt(7, { purpose: 'Et sted at bo', place: '', note: 'en\nto' });

test('what was left as it was shown is told from what was changed, field by field', () => {
	expect(shown).toMatch(/^7(~[0-9a-z]{1,11}){3}$/);
	expect(isTouched(shown, 'purpose', 'Et sted at bo')).toBe(false);
	expect(isTouched(shown, 'purpose', 'Et andet sted')).toBe(true);
	expect(isTouched(shown, 'place', '')).toBe(false);
	expect(isTouched(shown, 'place', 'Biblioteket')).toBe(true);
	// the text of another field is not this one's
	expect(isTouched(shown, 'place', 'Et sted at bo')).toBe(true);
});

test('line breaks as browsers send them, and spaces around a text, are no change', () => {
	expect(isTouched(shown, 'note', 'en\r\nto ')).toBe(false);
});

test('a version that carries no fingerprints tells nothing: all counts as changed', () => {
	expect(isTouched('7', 'purpose', 'Et sted at bo')).toBe(true);
	expect(withTouched(undefined, [{ name: 'purpose', yours: 'x' }])).toEqual([
		{ name: 'purpose', yours: 'x', isTouched: true }
	]);
});

test('several answers are one text, in whatever order they were ticked', () => {
	expect(severalAs(['b', 'a'])).toBe(severalAs(['a', 'b']));
	expect(severalIn(severalAs(['b', 'a']))).toEqual(['a', 'b']);
	expect(severalIn(severalAs([]))).toEqual([]);
});
