import { expect, test } from 'vitest';
import { sayNotice } from './say-notice.ts';

test('a kind is said by its own sentence, and one without words by a neutral one', () => {
	expect(sayNotice('partner-agreed')).toBe('En organisation har sagt ja');
	const neutral = sayNotice('from-a-part-nobody-has-thought-of');
	expect(neutral).toBe('Der er nyt til dig');
	for (const strange of ['', '__proto__', 'constructor', '../x', '🌊'])
		expect(sayNotice(strange)).toBe(neutral);
});
