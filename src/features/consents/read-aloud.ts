/**
 * A consent said by word of mouth: the words that were composed, piece by piece, with what is said before them and asked
 * after. Everything is in the citizen's language, so that whoever reads it aloud reads what stands there.
 */
import { m } from '#messages';
import type { Language } from '#values/say.ts';

/** Something to say of one's own, to read of the text, or to ask and wait for the answer to. */
export type AloudStep = { act: 'say' | 'read' | 'ask'; words: string };

/** The script for `text`, of which each paragraph is a piece. Nothing of the text is left out or said otherwise. */
export function readAloud(text: string, locale: Language): AloudStep[] {
	const options = { locale };
	const pieces = text.split('\n\n').map((words) => ({ act: 'read' as const, words }));
	return [
		{ act: 'say', words: m.aloud_begin({}, options) },
		{ act: 'say', words: m.aloud_free({}, options) },
		...pieces,
		{ act: 'ask', words: m.aloud_ask_own_words({}, options) },
		{ act: 'ask', words: m.aloud_ask_except({}, options) },
		{ act: 'ask', words: m.aloud_ask_stop({}, options) },
		{ act: 'ask', words: m.aloud_decide({}, options) }
	];
}
