import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_CHARACTERS, ownWords, packTyped, typedIn, unpackTyped } from './typed-text.rules.ts';

test('what was typed comes out as it went in, whatever it is', () => {
	const field = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
	fc.assert(
		fc.property(fc.array(field), (fields) => {
			expect(unpackTyped(packTyped(fields))).toEqual(fields);
		})
	);
});

test('more than a form may hold does not wait', () => {
	expect(packTyped([['note', 'a'.repeat(MOST_CHARACTERS)]])).toBe('');
	expect(unpackTyped(packTyped([['note', '🐳'.repeat(100_000)]]))).toHaveLength(1);
});

test.each(['', 'nonsense', '{}', '[1]', '[["a"]]', '[["a",1]]', '[["a","b","c"]]', 'null'])(
	'%j is not what somebody typed',
	(packed) => {
		expect(unpackTyped(packed)).toEqual([]);
	}
);

test('a person is shown their own words and not what the form carries along', () => {
	expect(
		ownWords([
			['version', '3'],
			['id', '7f0c5f0e-4d6c-4f0a-9a57-1f2f3f4f5f6f'],
			['category', 'work-and-income'],
			['note', ' Vi mødtes på caféen. '],
			['empty', '']
		])
	).toEqual(['Vi mødtes på caféen.']);
});

test('a file’s name, and what nobody else may see, are not among what was typed', () => {
	const form = new FormData();
	form.append('note', 'Ring til Amina');
	form.append('password', 'fire vilde gæs');
	form.append('current', 'tre tamme ænder');
	form.append('code', '123456');
	form.append('civilNumber', '0105901234');
	form.append('civilNumberAgain', '010590-1234');
	form.append('paper', new File(['indhold'], 'amina-jensen.pdf'));
	form.append('note', 'og til hendes søster');
	expect(typedIn(form)).toEqual([
		['note', 'Ring til Amina'],
		['note', 'og til hendes søster']
	]);
});
