/**
 * The words that a consent is made of, language by language. Samspil comes with two; others are loaded as a file that somebody has
 * reviewed, with the same parts.
 */
import { m } from '#messages';
import type { Category } from '#features/pathways/category.rules.ts';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import type { Day } from '#values/day.ts';
import { PARTS, type LoadedWords, type Part } from './loaded-language.rules.ts';
import { sayDay, type Language } from '#values/say.ts';

/** The parts, each filled in. */
export type ConsentWords = {
	yes: string;
	purpose(purpose: string): string;
	categories: string;
	category(category: Category): string;
	recipients: string;
	fromWhom(whom: string): string;
	until(day: Day): string;
	stop: string;
	look: string;
};

const own = (locale: Language): ConsentWords => {
	const options = { locale };
	return {
		get yes() {
			return m.consent_text_yes({}, options);
		},
		purpose: (purpose) => m.consent_text_purpose({ purpose }, options),
		get categories() {
			return m.consent_text_categories({}, options);
		},
		category: (category) => sayCategory(category, locale),
		get recipients() {
			return m.consent_text_recipients({}, options);
		},
		fromWhom: (fromWhom) => m.consent_text_from({ fromWhom }, options),
		until: (day) => m.consent_text_until({ day: sayDay(day, locale) }, options),
		get stop() {
			return m.consent_text_stop({}, options);
		},
		get look() {
			return m.consent_text_look({}, options);
		}
	};
};

/** Samspil's own. */
export const OWN_WORDS: Record<Language, ConsentWords> = { da: own('da'), en: own('en') };
export const isLanguage = (language: string): language is Language => language in OWN_WORDS;

/** The words of a file that is whole. A day is said in numbers, which are read alike in every language. */
export function readWords(words: unknown): ConsentWords {
	const given = words as LoadedWords;
	const fill = (part: Part, value: string) => given[part].split(PARTS[part]!).join(value);
	return {
		yes: given.yes,
		purpose: (purpose) => fill('purpose', purpose),
		categories: given.categories,
		category: (category) => given.category[category],
		recipients: given.recipients,
		fromWhom: (whom) => fill('fromWhom', whom),
		until: (day) => fill('until', day.split('-').reverse().join('.')),
		stop: given.stop,
		look: given.look
	};
}
