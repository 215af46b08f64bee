/** The texts of the interface: both languages whole, and asking for the same things. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Texts = Record<string, unknown>;

const read = (language: string): Texts => {
	const { $schema: _, ...texts } = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8'));
	return texts;
};

const da = read('da');
const en = read('en');

/** The values a text asks for: `{name}`. A plural is a list of texts that ask for the same. */
const placeholders = (text: unknown) =>
	[...new Set(JSON.stringify(text).match(/(?<!\\)\{\w+\}/g) ?? [])].sort();

/** All that a text says, each form of a plural too. */
const wordsOf = (text: unknown): string =>
	typeof text === 'object' && text !== null
		? Object.values(text).map(wordsOf).join(' ')
		: String(text);

test('Danish and English say the same things', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(da).sort());
});

test('a text asks for the same values in both languages', () => {
	const different = Object.keys(da).filter(
		(key) => placeholders(da[key]).join() !== placeholders(en[key]).join()
	);
	expect(different).toEqual([]);
});

test('no text is empty, or has space around it', () => {
	const untidy = [da, en].flatMap((texts) =>
		Object.entries(texts).filter(
			([, text]) => typeof text === 'string' && (text === '' || text !== text.trim())
		)
	);
	expect(untidy).toEqual([]);
});

test('what is quoted stands in the quotation marks of its language: »« in Danish, “” in English', () => {
	const others = { da: /[“”„‟"]/, en: /[»«„‟"]/ };
	const mixed = Object.entries({ da, en }).flatMap(([language, texts]) =>
		Object.entries(texts)
			.filter(([, text]) => others[language as 'da' | 'en'].test(wordsOf(text)))
			.map(([key]) => `${language}: ${key}`)
	);
	expect(mixed).toEqual([]);
});

test('every text that code asks for is there', () => {
	const missing = globSync('src/**/*.{ts,svelte}', { exclude: ['src/messages/**'] }).flatMap(
		(file) =>
			[...readFileSync(file, 'utf8').matchAll(/\bm\.([a-z][a-z0-9_]*)\(/g)]
				.map(([, key]) => key!)
				.filter((key) => !(key in da))
				.map((key) => `${file}: ${key}`)
	);
	expect(missing).toEqual([]);
});
