/** What a file with the words of a consent in another language must say before it is loaded (L-4, L-27). */
import { CATEGORIES, type Category } from '#features/pathways/category.rules.ts';
import { isDay, type Day } from '#values/day.ts';

/** The parts of the words, and what stands in them for what is filled in. */
export const PARTS = {
	yes: null,
	purpose: '{purpose}',
	categories: null,
	recipients: null,
	fromWhom: '{fromWhom}',
	until: '{day}',
	stop: null,
	look: null
} as const;
export type Part = keyof typeof PARTS;

/** Of whom a file may speak besides an adult about themselves, and the parts that are said otherwise to them. */
export const CHILD_READERS = ['guardian', 'young', 'child'] as const;
const CHILD_PARTS = ['yes', 'stop', 'look'] as const;

/** The words of a file that is whole. Without `children` it is not offered where the citizen is under 18. */
export type LoadedWords = Record<Part, string> & {
	category: Record<Category, string>;
	children?: Record<(typeof CHILD_READERS)[number], Record<(typeof CHILD_PARTS)[number], string>>;
};

/** A file that is whole. */
export type LoadedLanguage = {
	language: string;
	name: string;
	direction: 'ltr' | 'rtl';
	words: LoadedWords;
	/** L-27: who has reviewed the translation, and when. */
	reviewedBy: string;
	reviewedOn: Day;
};

const isSaid = (text: unknown): text is string => typeof text === 'string' && text.trim() !== '';
const fieldsOf = (given: unknown): Record<string, unknown> =>
	typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};

/** The file, where it is whole; else what it lacks or has wrong, part by part. */
export function weighLanguage(
	file: unknown
): { ok: true; value: LoadedLanguage } | { ok: false; lacks: string[] } {
	const given = fieldsOf(file);
	const words = fieldsOf(given.words);
	const category = fieldsOf(words.category);
	const children = fieldsOf(words.children);
	const { language, direction, reviewedOn } = given;
	const lacks = [
		...(isSaid(language) && /^[a-z]{2,3}$/.test(language) && !['da', 'en'].includes(language)
			? []
			: ['language']),
		...(isSaid(given.name) ? [] : ['name']),
		...(direction === 'ltr' || direction === 'rtl' ? [] : ['direction']),
		...(isSaid(given.reviewedBy) ? [] : ['reviewedBy']),
		...(isSaid(reviewedOn) && isDay(reviewedOn) ? [] : ['reviewedOn']),
		...Object.entries(PARTS)
			.filter(([part, filled]) => {
				const text = words[part];
				return !isSaid(text) || (filled !== null && text.split(filled).length !== 2);
			})
			.map(([part]) => `words.${part}`),
		...CATEGORIES.filter((each) => !isSaid(category[each])).map((each) => `words.category.${each}`),
		...(words.children === undefined ? [] : CHILD_READERS).flatMap((reader) =>
			CHILD_PARTS.filter((part) => !isSaid(fieldsOf(children[reader])[part])).map(
				(part) => `words.children.${reader}.${part}`
			)
		)
	];
	return lacks.length === 0 ? { ok: true, value: file as LoadedLanguage } : { ok: false, lacks };
}
