/** The words of a consent in any language that there is: Samspil's own two, and those that were loaded. */
import type { Acting } from '#server/acting.ts';
import { isLanguage, OWN_WORDS, readWords, type ConsentWords } from '../consent-words.ts';
import { findLoadedWords } from './words.queries.ts';

/** The words in `language`; undefined where there are none. */
export async function findWords(
	acting: Pick<Acting, 'first'>,
	language: string
): Promise<ConsentWords | undefined> {
	if (isLanguage(language)) return OWN_WORDS[language];
	const loaded = await acting.first(findLoadedWords(language));
	return loaded && readWords(loaded.words);
}
