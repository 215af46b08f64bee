import { expect, test } from 'vitest';
import { asTyped, isSame } from './outside.rules.ts';

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
