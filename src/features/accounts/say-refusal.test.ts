import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/runtime.js';
import { besideField, sayRefusal } from './say-refusal.ts';

overwriteGetLocale(() => 'da');

test('a refusal about one field stands beside it, and any other by itself', () => {
	const fields = { 'wrong-password': 'current' } as const;
	expect(besideField('wrong-password', { password: ['x'] }, fields)).toEqual({
		refusal: undefined,
		problems: { password: ['x'], current: [sayRefusal('wrong-password')] }
	});
	expect(besideField('too-many-tries', undefined, fields)).toEqual({
		refusal: 'too-many-tries',
		problems: undefined
	});
	expect(besideField(undefined, undefined, fields)).toEqual({});
});

test('after too many tries one is told when to go on, and not a minute too early', () => {
	expect(sayRefusal('too-many-tries', new Date('2026-11-28T12:14:01Z'))).toContain('kl. 13.15');
	expect(sayRefusal('too-many-tries', new Date('2026-11-28T12:15:00Z'))).toContain('kl. 13.15');
	expect(sayRefusal('too-many-tries')).toContain('et kvarter');
});
