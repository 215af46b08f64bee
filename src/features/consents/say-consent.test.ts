import { expect, test } from 'vitest';
import { m } from '#messages';
import { sayLanguage, sayRecipients } from './say-consent.ts';

test('the language of the words is said in words, and one that was written in words stands as it is', () => {
	expect(sayLanguage('da', 'da')).toBe('dansk');
	expect(sayLanguage('da', 'en')).toBe('Danish');
	expect(sayLanguage('kl', 'da')).toBe('grønlandsk');
	expect(sayLanguage('østgrønlandsk, mundtligt', 'da')).toBe('østgrønlandsk, mundtligt');
});

test.each(['withdrawn', 'over', 'closed'] as const)(
	'a consent that is %s does not say that anybody may see it',
	(state) => expect(sayRecipients(state)).toBe(m.consent_recipients_then())
);

test.each(['coming', 'running'] as const)('a consent that is %s says who may see it', (state) =>
	expect(sayRecipients(state)).toBe(m.consent_recipients())
);
