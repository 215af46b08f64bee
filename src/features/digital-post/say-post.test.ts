import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import type { PostState } from './digital-post.rules.ts';
import { saySender } from './say-post.ts';

test.each<[PostState, string]>([
	['accepted', 'Sendt'],
	['available', 'Sendt'],
	['sending', 'Forsøgt sendt'],
	['unsure', 'Forsøgt sendt'],
	['refused', 'Forsøgt sendt']
])('L-30 of a letter that is %s is said “%s”', (state, said) => {
	overwriteGetLocale(() => 'da');
	expect(saySender(state, { askedAt: new Date('2026-05-01T10:00:00Z'), sentBy: 'Lone' })).toBe(
		`${said} 1. maj 2026 kl. 12.00 af Lone`
	);
});
