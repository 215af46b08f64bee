import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeIn, cvrDigits, foldName, isCvr } from './organisation.rules.ts';

/** CVR numbers of authorities, which are public. */
test.each(['29189838', '29189846', '55133018', '10103940'])('%s is a CVR number', (cvr) =>
	expect(isCvr(cvr)).toBe(true)
);

test.each(['', '12345678', '00000000', '2918983', '291898381', '2918983x', '２９１８９８３８'])(
	'%j is none',
	(cvr) => expect(isCvr(cvr)).toBe(false)
);

const first7 = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String);
const digit = fc.integer({ min: 0, max: 9 });

test('seven digits have one check digit at most', () => {
	fc.assert(
		fc.property(first7, (start) => {
			const fitting = Array.from({ length: 10 }, (_, last) => isCvr(`${start}${last}`));
			expect(fitting.filter(Boolean).length).toBeLessThanOrEqual(1);
		})
	);
});

const valid = fc
	.tuple(first7, digit)
	.map(([start, last]) => `${start}${last}`)
	.filter(isCvr);

test('one wrong digit is always found', () => {
	fc.assert(
		fc.property(valid, fc.integer({ min: 1, max: 7 }), digit, (cvr, place, other) => {
			fc.pre(cvr[place] !== String(other));
			expect(isCvr(`${cvr.slice(0, place)}${other}${cvr.slice(place + 1)}`)).toBe(false);
		})
	);
});

test('two neighbouring digits that changed places are always found', () => {
	fc.assert(
		fc.property(valid, fc.integer({ min: 1, max: 6 }), (cvr, place) => {
			fc.pre(cvr[place] !== cvr[place + 1]);
			const swapped = cvr.slice(0, place) + cvr[place + 1] + cvr[place] + cvr.slice(place + 2);
			expect(isCvr(swapped)).toBe(false);
		})
	);
});

test('a CVR number is read as people write it', () => {
	expect(cvrDigits(' DK 29 18 98 38')).toBe('29189838');
	expect(cvrDigits('dk-29189838')).toBe('29189838');
	expect(cvrDigits('29.18.98.38')).toBe('29189838');
});

test.each([
	['Værestedet Kilden', 'VÆRESTEDET  KILDEN!'],
	['Foreningen Kilden', 'Kilden'],
	['Solby Bo A/S', 'Solby Bo'],
	['Café Håb', 'cafe hab']
])('%s and %s are probably one', (one, other) => expect(foldName(one)).toBe(foldName(other)));

test.each([
	['Kilden', 'Kilderne'],
	['Ældre Sagen Solby', 'Ældre Sagen Nordby'],
	['Foreningen', 'Den'],
	['ᐊᖅᑲᓗᒃ', '北']
])('%s and %s are two', (one, other) => expect(foldName(one)).not.toBe(foldName(other)));

test('a name of letters that are only accents is its own', () => {
	expect(foldName('ﾞ')).toBe('ﾞ');
	expect(foldName('ͺ')).toBe('ͺ');
});

test('every name folds to something', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (name) => {
			fc.pre(/[\p{L}\p{N}]/u.test(name));
			expect(foldName(name)).not.toBe('');
		})
	);
});

test('the same CVR number is the same organisation whatever it is called', () => {
	const register = [
		{ id: '1', name: 'Kilden', cvr: '29189838' },
		{ id: '2', name: 'Broen', cvr: null }
	];
	expect(alikeIn(register, { name: 'Noget andet', cvr: '29189838' })).toEqual([register[0]]);
	expect(alikeIn(register, { name: 'broen', cvr: null })).toEqual([register[1]]);
	expect(alikeIn(register, { name: 'Havnen', cvr: null })).toEqual([]);
});
