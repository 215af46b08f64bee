import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	domainsIn,
	findDuplicates,
	phonesIn,
	unsettled,
	type AlikeReason,
	type Known
} from './duplicates.rules.ts';
import { ORGANISATION_KINDS } from './organisation.rules.ts';

const known = (id: string, name: string, more: Partial<Known> = {}): Known => ({
	id,
	name,
	kind: 'voluntary',
	cvr: null,
	here: true,
	mergedInto: null,
	reach: [],
	...more
});
const found = (...register: Known[]) =>
	findDuplicates(register).map(({ one, other, reasons }) => [one.id, other.id, ...reasons]);

test('two with one CVR number are suggested, whatever they are called', () => {
	expect(
		found(known('a', 'Kilden', { cvr: '29189838' }), known('b', 'Broen', { cvr: '29189838' }))
	).toEqual([['a', 'b', 'cvr']]);
});

test.each([
	['Værestedet Kilden', 'VÆRESTEDET  KILDEN!', 'name'],
	['Værestedet Kilden', 'Kilden Værestedet', 'name'],
	['Foreningen Natteravnene', 'Natteravnene', 'name'],
	['Værestedet Kilden', 'Værestedet Kildne', 'like-name'],
	['Værestedet Kilden', 'Værestedt Kilden', 'like-name'],
	['Mentorhuset', 'Mentor huset', 'like-name']
])('%s and %s are suggested by their names', (one, other, reason) =>
	expect(found(known('a', one), known('b', other))).toEqual([['a', 'b', reason]])
);

test.each([
	['Afdeling 1 Solby', 'Afdeling 2 Solby'],
	['Solby Bo', 'Nordby Bo'],
	['Ældre Sagen Solby', 'Ældre Sagen Nordby'],
	['Håb', 'Hob']
])('%s and %s are two', (one, other) =>
	expect(found(known('a', one), known('b', other))).toEqual([])
);

test('a way to reach both is a reason where both work here, and where few share it', () => {
	const at = (id: string, name: string, reach: string, more = {}) =>
		known(id, name, { reach: [reach], ...more });
	const one = at('a', 'Kilden', 'Møllegade 8, tlf. +45 12 34 56 78, hej@kilden.example');
	expect(found(one, at('b', 'Huset', 'https://www.kilden.example/huset'))).toEqual([
		['a', 'b', 'domain']
	]);
	expect(found(one, at('b', 'Huset', '12345678'))).toEqual([['a', 'b', 'phone']]);
	expect(found(one, at('b', 'Huset', '12345678', { here: false }))).toEqual([]);
	const umbrella = ['b', 'c', 'd', 'e', 'f'].map((id) =>
		at(id, `Lokalforening ${id.repeat(8)}`, 'post@kilden.example')
	);
	expect(found(one, ...umbrella)).toEqual([]);
	expect(found(at('a', 'Kilden', 'kilden@gmail.com'), at('b', 'Broen', 'broen@gmail.com'))).toEqual(
		[]
	);
});

test('telephone numbers and domains are found as people write them', () => {
	expect(phonesIn('Ring 12 34 56 78 eller +45 87654321. CVR 123456789, Torvet 1')).toEqual([
		'12345678',
		'87654321'
	]);
	expect(domainsIn('Post@Søparken.example · www.soparken.example/bo · x@hotmail.com')).toEqual([
		'søparken.example',
		'soparken.example'
	]);
});

test('what another municipality has found comes first', () => {
	expect(
		found(
			known('a', 'Kilden', { mergedInto: 'b' }),
			known('b', 'Værestedet Kilden', { here: false }),
			known('c', 'Broen', { cvr: '29189838' }),
			known('d', 'Broen', { cvr: '29189838' })
		)
	).toEqual([
		['a', 'b', 'merged-elsewhere'],
		['c', 'd', 'cvr', 'name']
	]);
});

test('two that are not the same are asked about again by something new only', () => {
	const pairs = findDuplicates([
		known('a', 'Kilden', { cvr: '29189838' }),
		known('b', 'Kilden', { cvr: '29189838' })
	]);
	const said = (...reasons: AlikeReason[]) => unsettled(pairs, [{ one: 'a', other: 'b', reasons }]);
	expect(said('name', 'cvr')).toEqual([]);
	expect(said('name')).toEqual(pairs);
	expect(unsettled(pairs, [{ one: 'a', other: 'c', reasons: ['name', 'cvr'] }])).toEqual(pairs);
});

const anybody: fc.Arbitrary<Known> = fc.record({
	id: fc.uuid(),
	name: fc.constantFrom(
		'Kilden',
		'Foreningen Kilden',
		'Kildne',
		'Natteravnene',
		'Nateravnene',
		'北'
	),
	kind: fc.constantFrom(...ORGANISATION_KINDS),
	cvr: fc.constantFrom(null, '29189838', '29189846'),
	here: fc.boolean(),
	mergedInto: fc.constant(null),
	reach: fc.array(fc.constantFrom('a@kilden.example', '12345678', 'b@gmail.com', ''))
});
const register = fc.uniqueArray(anybody, { selector: ({ id }) => id, maxLength: 30 });

test('a pair is of two, one of them here, no authority among them, and stands once in whichever order they come', () => {
	fc.assert(
		fc.property(register, fc.integer(), (all, seed) => {
			const pairs = findDuplicates(all);
			for (const { one, other, reasons } of pairs) {
				expect(one.id < other.id).toBe(true);
				expect(one.here || other.here).toBe(true);
				expect(reasons.length).toBeGreaterThan(0);
				for (const { kind } of [one, other]) expect(['municipality', 'region']).not.toContain(kind);
			}
			const keys = pairs.map(({ one, other }) => `${one.id} ${other.id}`);
			expect(new Set(keys).size).toBe(keys.length);
			if (all.length > 10) return; // very many who share a number are not each compared with each
			const turned = all.toSorted((a, b) => a.id.charCodeAt(seed & 7) - b.id.charCodeAt(seed & 7));
			expect(findDuplicates(turned)).toEqual(pairs);
		})
	);
});

test('ten thousand organisations are compared without comparing each with each', () => {
	const many = Array.from({ length: 10_000 }, (_, n) =>
		known(`${n}`, `Forening ${n.toString(36)} for ${(n * 7919).toString(26)}`, {
			here: n % 2 === 0
		})
	);
	const before = performance.now();
	findDuplicates(many);
	expect(performance.now() - before).toBeLessThan(5_000);
});
