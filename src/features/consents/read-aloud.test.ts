import { expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';
import { composeConsentText } from './server/compose-consent-text.ts';

test.each(['da', 'en'] as const)(
	'L-4 what is read aloud is exactly the text that is kept, and the choice is asked for last (%s)',
	(locale) => {
		const text = composeConsentText(
			{
				purpose: 'At finde et sted at bo',
				categories: ['housing', 'contact'],
				recipients: ['Værestedet', 'Boligforeningen'],
				fromWhom: 'Jobcentret',
				validUntil: '2027-05-04'
			},
			locale
		);
		const steps = readAloud(text, locale, 'citizen');
		const read = steps.filter(({ act }) => act === 'read').map(({ words }) => words);
		expect(read.join('\n\n')).toBe(text);
		expect(read.length).toBeGreaterThan(5);
		expect(steps[0]?.act).toBe('say');
		expect(steps.slice(-4).map(({ act }) => act)).toEqual(['ask', 'ask', 'ask', 'ask']);
		expect(new Set(steps.map(({ words }) => words)).size).toBe(steps.length);
	}
);

test('L-4 those who answer for a child are asked about the child, and a child what it thinks and never for a yes', () => {
	const wordsOf = (reader: 'citizen' | 'young' | 'guardian' | 'child') =>
		readAloud('Et stykke', 'da', reader).map(({ words }) => words);
	expect(wordsOf('young')).toEqual(wordsOf('citizen'));
	for (const own of ['Du bestemmer selv', 'noget, du ikke vil dele']) {
		expect(wordsOf('citizen').join(' ')).toContain(own);
		for (const reader of ['guardian', 'child'] as const)
			expect(wordsOf(reader).join(' ')).not.toContain(own);
	}
	expect(wordsOf('guardian').at(-1)).toBe('Siger du ja eller nej?');
	expect(wordsOf('child')).not.toContain('Siger du ja eller nej?');
});
