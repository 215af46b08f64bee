import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, contentHash, freeze, shortHash, type Json } from './content.rules.ts';
import { answer, complete, template } from './example-template.rules.ts';
import type { Answers } from './template.rules.ts';

const json: fc.Arbitrary<Json> = fc.jsonValue() as fc.Arbitrary<Json>;

describe('frozen content', () => {
	test('S-4 the same content has the same hash, in whatever order it was written', async () => {
		await fc.assert(
			fc.asyncProperty(fc.dictionary(fc.string(), json), async (value) => {
				const turned = Object.fromEntries(Object.entries(value).reverse());
				expect(canonicalJson(turned)).toBe(canonicalJson(value));
				expect(await contentHash(turned)).toBe(await contentHash(value));
			})
		);
	});

	test('the spelling can be read back, and spelled the same again', () => {
		fc.assert(
			fc.property(json, (value) => {
				const spelled = canonicalJson(value);
				expect(canonicalJson(JSON.parse(spelled) as Json)).toBe(spelled);
			})
		);
	});

	test('S-4 any edit gives another hash', async () => {
		const names = { organisations: { shelter: 'Nattely' }, people: { bo: 'Bo' } };
		const hash = (answers: Answers) => contentHash(freeze(template, answers, names));
		const edited = { ...complete, about: answer({ kind: 'text', text: 'Alle.' }) };
		expect(await hash(edited)).not.toBe(await hash(complete));
		expect(await hash(complete)).toMatch(/^[0-9a-f]{64}$/);
	});

	test('the hash is SHA-256 of the spelling', async () => {
		expect(await contentHash({ b: 1, a: ['æ', null] })).toBe(
			'ef3f7939a15ad84da53fd64309e1b8068744c4178d326fe159f2c65e04a5aa58'
		);
		expect(shortHash('ef3f7939a15a'.padEnd(64, '0'))).toBe('ef3f 7939 a15a');
	});

	test('answers to questions that are not asked are left out', () => {
		const { answers } = freeze(
			template,
			{ about: complete.about!, gone: complete.about! },
			{
				organisations: {},
				people: {}
			}
		);
		expect(Object.keys(answers)).toEqual(['about']);
	});

	test('a number that JSON cannot hold is refused', () => {
		expect(() => canonicalJson(Number.NaN)).toThrow();
	});
});
