import { expect, test } from 'vitest';
import { mayMerge } from './merge.rules.ts';
import { areasIn, kindsFor, ORGANISATION_KINDS } from './organisation.rules.ts';

const kilden = { id: 'a', name: 'Værestedet Kilden', kind: 'voluntary' } as const;
const other = { id: 'b', name: 'Kilden', kind: 'voluntary' } as const;

test('the name of the one that goes is typed, large letters and spaces apart', () => {
	expect(mayMerge(kilden, other, ' værestedet  KILDEN').ok).toBe(true);
	expect(mayMerge(kilden, other, 'Kilden')).toEqual({ ok: false, reason: 'merge-name-differs' });
});

test('L-2 two kinds are never merged, and no authority is', () => {
	const refused = { ok: false, reason: 'merge-other-kind' };
	expect(mayMerge(kilden, { ...other, kind: 'private' }, kilden.name)).toEqual(refused);
	for (const kind of ['municipality', 'region'] as const)
		expect(mayMerge({ ...kilden, kind }, { ...other, kind }, kilden.name)).toEqual(refused);
});

test('L-2 nobody becomes an authority by a correction, or stops being one', () => {
	for (const now of ORGANISATION_KINDS) {
		const kinds = kindsFor(now);
		expect(kinds).toContain(now);
		const isAuthority = now === 'municipality' || now === 'region';
		for (const kind of kinds)
			expect(kind === 'municipality' || kind === 'region').toBe(isAuthority);
	}
});

test('areas are read as people write them, each once', () => {
	expect(areasIn(' Solby,  Nordby ; solby,, hele   landet')).toEqual([
		'Solby',
		'Nordby',
		'hele landet'
	]);
	expect(areasIn('')).toEqual([]);
});
