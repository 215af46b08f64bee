/** The words of a consent in any language that there is: Samspil's own two, and those that were loaded. */
import type { Acting } from '#server/acting.ts';
import {
	isLanguage,
	ownWords,
	readWords,
	type ConsentWords,
	type WordsFor
} from '../consent-words.ts';
import { findLoadedWords } from './words.queries.ts';

/** The words in `language` for whoever reads them; undefined where there are none. */
export async function findWords(
	acting: Pick<Acting, 'first'>,
	language: string,
	reader: WordsFor
): Promise<ConsentWords | undefined> {
	if (isLanguage(language)) return ownWords(language, reader);
	const loaded = await acting.first(findLoadedWords(language));
	return loaded && readWords(loaded.words, reader);
}
