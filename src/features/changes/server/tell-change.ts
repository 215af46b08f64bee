/** A partner tells that something has changed in what was agreed. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { mayAddWords, mayTell } from '../change.rules.ts';
import {
	findChange,
	findChangePlace,
	insertChange,
	updateWords,
	type ChangeShown
} from './change.queries.ts';

/** What is told: `id` is made with the form, `task` is the one it is about. */
export type Told = { id: string; words: string; task: string | null };

export type TellRefusal = 'not-there' | 'pathway-closed';

/** Tells it, and the tovholder at once. The same form sent twice tells it once. */
export async function tellChange(
	acting: Acting,
	pathway: string,
	told: Told
): Promise<Outcome<true, TellRefusal> | SentBefore> {
	const place = await acting.first(findChangePlace(pathway));
	if (!place) return refused('not-there');
	const may = mayTell(place);
	if (!may.ok) return may;
	const { name, organisationName } = acting.visitor;
	const by = { name, organisation: organisationName ?? '' };
	if ((await acting.run(insertChange(pathway, told, by))) === 0) {
		const saved = await acting.first(findChange(pathway, told.id));
		if (!saved) return refused('not-there');
		// Words that were put to it since are no other form.
		const met = meetSaved({ words: saved.words }, { words: told.words || saved.words });
		return met.ok ? done(true) : met;
	}
	await tellTovholder(acting, pathway, place.tovholder);
	await acting.run(recordPathway('change.told', pathway, told.id));
	return done(true);
}

/** Puts words to what one has told, based on `version`, until it is seen; the tovholder is told anew. */
export async function sayWhatChanged(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	words: string
): Promise<Outcome<true, TellRefusal> | Stale<ChangeShown>> {
	const [place, saved] = await Promise.all([
		acting.first(findChangePlace(pathway)),
		acting.first(findChange(pathway, id))
	]);
	if (!place || !saved?.isMine) return refused('not-there');
	const may = mayTell(place);
	if (!may.ok) return may;
	if (saved.words === words) return done(true);
	const written = mayAddWords(saved)
		? await acting.run(updateWords(pathway, id, version, words))
		: 0;
	if (written === 0) return stale((await acting.first(findChange(pathway, id))) ?? saved);
	await tellTovholder(acting, pathway, place.tovholder);
	await acting.run(recordPathway('change.told', pathway, id));
	return done(true);
}

async function tellTovholder(acting: Acting, pathway: string, tovholder: string | null) {
	if (tovholder !== null && tovholder !== acting.visitor.person)
		await tellPeople(acting, [tovholder], 'agreement-changed', `/pathways/${pathway}/changes`);
}
