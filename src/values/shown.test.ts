import { expect, test } from 'vitest';
import { conflictTexts, isTouched, severalAs, severalIn, shownAt, withTouched } from './shown.ts';

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

test('the texts of a conflict stand in the order of their labels; what was sent as it was shown is not its sender’s', () => {
	const before = { name: 'Værestedet', kind: 'a', groups: ['x', 'y'] };
	const sent = { version: shownAt(3, before), name: 'Værestedet', kind: 'b', groups: ['y', 'x'] };
	const saved = { name: 'Det nye værested', kind: 'a', groups: ['x'] };
	const labels = { groups: () => 'Grupper', name: () => 'Navn', kind: () => 'Slags' };
	const options = [{ value: 'b', label: 'B' }];
	expect(conflictTexts(labels, sent, saved, { kind: { options } })).toEqual([
		{
			name: 'groups',
			label: 'Grupper',
			yours: 'x\ny',
			saved: 'x',
			isSeveral: true,
			isTouched: false
		},
		{
			name: 'name',
			label: 'Navn',
			yours: 'Værestedet',
			saved: 'Det nye værested',
			isSeveral: false,
			isTouched: false
		},
		{
			name: 'kind',
			label: 'Slags',
			yours: 'b',
			saved: 'a',
			isSeveral: false,
			options,
			isTouched: true
		}
	]);
});

test('a form that was not sent a field of, and one without a version, count as changed', () => {
	const [text] = conflictTexts({ note: () => 'Note' }, {}, { note: 'gemt' });
	expect(text).toMatchObject({ yours: '', saved: 'gemt', isTouched: true });
});
