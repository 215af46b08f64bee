import { expect, test } from 'vitest';
import { sayLanguage } from './say-consent.ts';

test('the language of the words is said in words, and one that was written in words stands as it is', () => {
	expect(sayLanguage('da', 'da')).toBe('dansk');
	expect(sayLanguage('da', 'en')).toBe('Danish');
	expect(sayLanguage('kl', 'da')).toBe('grønlandsk');
	expect(sayLanguage('østgrønlandsk, mundtligt', 'da')).toBe('østgrønlandsk, mundtligt');
});
