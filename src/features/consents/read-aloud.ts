/**
 * A consent said by word of mouth: the words that were composed, piece by piece, with what is said before them and asked
 * after. Everything is in the citizen's language, so that whoever reads it aloud reads what stands there.
 */
import { m } from '#messages';
import type { WordsFor } from './consent-words.ts';
import type { Language } from '#values/say.ts';

/** Something to say of one's own, to read of the text, or to ask and wait for the answer to. */
export type AloudStep = { act: 'say' | 'read' | 'ask'; words: string };

/** What is said to somebody about themselves, and asked. */
const TO_CITIZEN = {
	begin: m.aloud_begin,
	free: m.aloud_free,
	ask: [m.aloud_ask_own_words, m.aloud_ask_except, m.aloud_ask_stop, m.aloud_decide]
};
const SAID: Record<WordsFor, typeof TO_CITIZEN> = {
	citizen: TO_CITIZEN,
	young: TO_CITIZEN,
	guardian: {
		begin: m.aloud_begin,
		free: m.aloud_free_guardian,
		ask: [m.aloud_ask_own_words, m.aloud_ask_except_guardian, m.aloud_ask_stop, m.aloud_decide]
	},
	// A child that others answer for is asked what it thinks, and not for a yes.
	child: {
		begin: m.aloud_begin_child,
		free: m.aloud_free_child,
		ask: [m.aloud_ask_own_words_child, m.aloud_ask_except_child, m.aloud_decide_child]
	}
};

/** The script for `text`, of which each paragraph is a piece, to `reader`. Nothing of the text is left out or said otherwise. */
export function readAloud(text: string, locale: Language, reader: WordsFor): AloudStep[] {
	const { begin, free, ask } = SAID[reader];
	const options = { locale };
	const pieces = text.split('\n\n').map((words) => ({ act: 'read' as const, words }));
	return [
		{ act: 'say', words: begin({}, options) },
		{ act: 'say', words: free({}, options) },
		...pieces,
		...ask.map((each) => ({ act: 'ask' as const, words: each({}, options) }))
	];
}
