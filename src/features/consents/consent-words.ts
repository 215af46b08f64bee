/**
 * The words that a consent is made of, language by language and for each who reads them. Samspil comes with two languages; others are
 * loaded as a file that somebody has reviewed, with the same parts.
 */
import { m } from '#messages';
import type { Category } from '#features/pathways/category.rules.ts';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import type { Day } from '#values/day.ts';
import type { Reader } from './giver.rules.ts';
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

/** Who the words are for: whoever answers, or a child who is told what others answer to. */
export type WordsFor = Reader | 'child';

/** To an adult about themselves: the parts that the others have in common too. */
const CITIZEN = {
	yes: m.consent_text_yes,
	purpose: m.consent_text_purpose,
	categories: m.consent_text_categories,
	recipients: m.consent_text_recipients,
	fromWhom: m.consent_text_from,
	until: m.consent_text_until,
	stop: m.consent_text_stop,
	look: m.consent_text_look
};
const SAID: Record<WordsFor, typeof CITIZEN> = {
	citizen: CITIZEN,
	guardian: {
		...CITIZEN,
		yes: m.consent_text_guardian_yes,
		stop: m.consent_text_guardian_stop,
		look: m.consent_text_guardian_look
	},
	young: {
		yes: m.consent_text_young_yes,
		purpose: m.consent_text_young_purpose,
		categories: m.consent_text_young_categories,
		recipients: m.consent_text_young_recipients,
		fromWhom: m.consent_text_young_from,
		until: m.consent_text_young_until,
		stop: m.consent_text_young_stop,
		look: m.consent_text_young_look
	},
	child: {
		yes: m.consent_text_child_yes,
		purpose: m.consent_text_child_purpose,
		categories: m.consent_text_child_categories,
		recipients: m.consent_text_child_recipients,
		fromWhom: m.consent_text_child_from,
		until: m.consent_text_child_until,
		stop: m.consent_text_child_stop,
		look: m.consent_text_child_look
	}
};

/** Samspil's own, in plain words for whoever reads them. */
export function ownWords(locale: Language, reader: WordsFor = 'citizen'): ConsentWords {
	const options = { locale };
	const said = SAID[reader];
	return {
		yes: said.yes({}, options),
		purpose: (purpose) => said.purpose({ purpose }, options),
		categories: said.categories({}, options),
		category: (category) => sayCategory(category, locale),
		recipients: said.recipients({}, options),
		fromWhom: (fromWhom) => said.fromWhom({ fromWhom }, options),
		until: (day) => said.until({ day: sayDay(day, locale) }, options),
		stop: said.stop({}, options),
		look: said.look({}, options)
	};
}
export const isLanguage = (language: string): language is Language =>
	language === 'da' || language === 'en';

/**
 * The words of a file that is whole; undefined where it says nothing to such a reader. A day is said in numbers, which are read alike in
 * every language.
 */
export function readWords(words: unknown, reader: WordsFor = 'citizen'): ConsentWords | undefined {
	const given = words as LoadedWords;
	const fill = (part: Part, value: string) => given[part].split(PARTS[part]!).join(value);
	const said = reader === 'citizen' ? given : given.children?.[reader];
	return (
		said && {
			yes: said.yes,
			purpose: (purpose) => fill('purpose', purpose),
			categories: given.categories,
			category: (category) => given.category[category],
			recipients: given.recipients,
			fromWhom: (whom) => fill('fromWhom', whom),
			until: (day) => fill('until', day.split('-').reverse().join('.')),
			stop: said.stop,
			look: said.look
		}
	);
}
