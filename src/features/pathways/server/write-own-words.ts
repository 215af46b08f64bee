import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import type { WordsQuestion } from '../entry.rules.ts';
import { findSameWords, findWords, insertWords } from './entry.queries.ts';
import { findHead, touchPathway } from './pathway.queries.ts';

/**
 * Writes down what the citizen said, as one more telling beside the earlier ones. Only the tovholder
 * writes down for the citizen. A form sent twice writes one; with other words under its id, what was written is answered.
 */
export async function writeOwnWords(
	acting: Acting,
	pathway: string,
	words: { id: string; question: WordsQuestion; body: string; saidOn: Day }
): Promise<Outcome<string, 'no-such-pathway' | 'said-in-the-future'> | SentBefore> {
	const head = await acting.first(findHead(pathway));
	if (!head?.isHeld) return refused('no-such-pathway');
	if (words.saidOn > acting.today) return refused('said-in-the-future');
	// The same words told twice on one day are one telling: nobody saw that the first was kept, and it cannot be taken away.
	const before = await acting.first(findSameWords(pathway, words));
	if (before) return done(before.id);
	const written = await acting.run(
		insertWords(pathway, { ...words, writtenBy: acting.visitor.name })
	);
	if (written === 0) {
		const saved = await acting.first(findWords(pathway, words.id));
		if (!saved) return refused('no-such-pathway');
		const { question, body, saidOn } = words;
		const met = meetSaved(saved, { question, body, saidOn });
		return met.ok ? done(words.id) : met;
	}
	await acting.run(touchPathway(pathway));
	await acting.run(recordPathway('own-words.written', pathway, words.id));
	return done(words.id);
}
