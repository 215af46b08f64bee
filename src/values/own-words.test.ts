import { expect, test } from 'vitest';
import { isOwnWords } from './own-words.ts';

const ID = '7b2e4c1a-0d3f-4f6e-9a1b-2c3d4e5f6a7b';

test.each(['Hun sov dårligt', 'ĸ', 'Åben hele dagen', `Se ${ID} her`, 'OK'])(
	'somebody wrote “%s”',
	(value) => expect(isOwnWords(value)).toBe(true)
);

test.each([
	'',
	'  ',
	'12',
	'2026-03-04',
	ID,
	`${ID} ${ID}`,
	`${ID}/${ID}`,
	'0c'.repeat(32),
	'7~2k3x9a0b~zz81',
	'with-interpreter',
	'on'
])('“%s” is the form’s own', (value) => expect(isOwnWords(value)).toBe(false));
