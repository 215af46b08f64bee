import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day.ts';
import type { Language } from '#values/say.ts';
import { ownWords, type ConsentWords } from '../consent-words.ts';

/** What the text tells of. */
export type ConsentTold = {
	purpose: string;
	categories: readonly Category[];
	/** The organisations' names. */
	recipients: readonly string[];
	fromWhom: string;
	validUntil: Day;
};

/**
 * The consent in plain words, as the citizen reads or hears it before saying yes (L-4). The same terms give the same
 * words, so that what is kept is exactly what was shown. In one of Samspil's own languages, or in words that were loaded.
 */
export function composeConsentText(terms: ConsentTold, said: Language | ConsentWords): string {
	const words = typeof said === 'string' ? ownWords(said) : said;
	const list = (items: readonly string[]) => items.map((item) => `– ${item}`).join('\n');
	return [
		words.yes,
		words.purpose(terms.purpose),
		`${words.categories}\n${list(terms.categories.map((category) => words.category(category)))}`,
		`${words.recipients}\n${list(terms.recipients)}`,
		...(terms.fromWhom ? [words.fromWhom(terms.fromWhom)] : []),
		words.until(terms.validUntil),
		words.stop,
		words.look
	].join('\n\n');
}
