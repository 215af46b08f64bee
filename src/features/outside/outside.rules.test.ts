import { expect, test } from 'vitest';
import { asTyped, isSame, noteTold } from './outside.rules.ts';

const nuuk = {
	name: 'Pipaluk',
	organisation: 'Sermersooq',
	helpsWith: '',
	reach: 'Ring',
	category: 'housing'
} as const;

test('two contacts are the same where every field is, whatever else is known of them', () => {
	expect(isSame(nuuk, { ...nuuk, version: 3 } as never)).toBe(true);
	for (const name of Object.keys(asTyped(nuuk)))
		expect(isSame(nuuk, { ...nuuk, [name]: 'andet' })).toBe(false);
});

test.each([
	['2026-05-03', true],
	['2026-05-04', true],
	['2026-05-05', false]
])('R-137, R-155 told on %s, noted on 4 May: %s', (toldOn, ok) =>
	expect(noteTold({ about: 'closing', toldOn, channel: 'phone' }, '2026-05-04').ok).toBe(ok)
);
