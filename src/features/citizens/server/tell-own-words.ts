/** The citizen tells in the citizen's own hand: one more telling beside the earlier ones, never over them. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { WordsQuestion } from '#features/pathways/entry.rules.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { findMyTovholder, findMyWords, insertMyWords, listMyPathways } from './citizen.queries.ts';

/** A form sent twice tells once. Only the citizen tells; a companion does not. */
export async function tellOwnWords(
	acting: Acting,
	pathway: string,
	words: { id: string; question: WordsQuestion; body: string }
): Promise<Outcome<true, 'not-there' | 'pathway-closed'> | SentBefore> {
	const mine = (await acting.all(listMyPathways())).find(({ id }) => id === pathway);
	if (!mine?.isCitizen || acting.visitor.hat !== 'self') return refused('not-there');
	if (mine.state !== 'open') return refused('pathway-closed');
	const written = await acting.run(insertMyWords(pathway, words));
	if (written === 0) {
		const saved = await acting.first(findMyWords(pathway, words.id));
		if (!saved) return refused('not-there');
		const met = meetSaved(saved, { question: words.question, body: words.body });
		return met.ok ? done(true) : met;
	}
	await acting.run(recordPathway('own-words.written', pathway, words.id));
	const [tovholder] = await acting.all(findMyTovholder(pathway));
	if (tovholder && !tovholder.hasLeft)
		await tellPeople(acting, [tovholder.person], 'own-words-told', `/pathways/${pathway}`);
	return done(true);
}
