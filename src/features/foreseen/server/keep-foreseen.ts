/** What is foreseen on a pathway, and the guidelines that whoever holds the threads sees to. */
import { m } from '#messages';
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale
} from '#values/outcome.ts';
import { shapeForeseen, type Foreseen, type Settlement } from '../foreseen.rules.ts';
import { shapeMark, type Guideline, type Mark } from '../guideline.rules.ts';
import {
	findForeseen,
	findForeseenPlace,
	insertForeseen,
	listMarks,
	settleNeed,
	writeMark,
	type ForeseenShown,
	type MarkShown
} from './foreseen.queries.ts';

type ForeseeRefusal =
	| 'not-there'
	| 'pathway-closed'
	| 'category-not-open'
	| 'need-without-day'
	| 'need-in-the-past';

/**
 * Writes down what is foreseen. Somebody more around the citizen becomes a task of the tovholder's, who is told.
 * The same form sent twice writes it once.
 */
export async function foresee(
	acting: Acting,
	pathway: string,
	id: string,
	category: Category,
	said: Foreseen
): Promise<Outcome<true, ForeseeRefusal> | SentBefore> {
	const place = await acting.first(findForeseenPlace(pathway));
	if (!place?.mayWrite) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if (!place.categories.includes(category)) return refused('category-not-open');
	const shaped = shapeForeseen(said, acting.today);
	if (!shaped.ok) return shaped;
	const { name, organisationName } = acting.visitor;
	const by = {
		name,
		organisation: organisationName ?? '',
		taskTitle: m.foreseen_task({ words: shaped.value.words })
	};
	if (await acting.first(insertForeseen(pathway, id, category, shaped.value, by)))
		return done(true);
	const before = await acting.first(findForeseen(pathway, id));
	if (!before) return refused('not-there');
	const met = meetSaved(textsOf(before), textsOf(shaped.value));
	return met.ok ? done(true) : met;
}

/** Says how a foreseen need ended, based on `version`. The tovholder alone does. */
export async function settle(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	settled: Settlement
): Promise<Outcome<true, 'not-there' | 'pathway-closed'> | Stale<ForeseenShown>> {
	const place = await acting.first(findForeseenPlace(pathway));
	const before = place?.isHeld ? await acting.first(findForeseen(pathway, id)) : undefined;
	if (!place || !before || before.kind !== 'need') return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	if (before.settled === settled) return done(true);
	if ((await acting.run(settleNeed(pathway, id, version, settled, acting.visitor.name))) === 0)
		return stale((await acting.first(findForeseen(pathway, id))) ?? before);
	await acting.run(recordPathway('foreseen.settled', pathway, id));
	return done(true);
}

/** Marks a guideline, based on `version`: done, skipped with a reason, or open with a comment. */
export async function markGuideline(
	acting: Acting,
	pathway: string,
	guideline: Guideline,
	version: number,
	said: { mark: Mark; words: string }
): Promise<
	Outcome<true, 'not-there' | 'pathway-closed' | 'skipped-without-reason'> | Stale<MarkShown>
> {
	const place = await acting.first(findForeseenPlace(pathway));
	if (!place?.isHeld) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	const shaped = shapeMark(said.mark, said.words);
	if (!shaped.ok) return shaped;
	const find = async () =>
		(await acting.all(listMarks(pathway))).find((each) => each.guideline === guideline);
	const before = await find();
	if (before?.mark === shaped.value.mark && before.words === shaped.value.words) return done(true);
	const { name } = acting.visitor;
	if ((await acting.run(writeMark(pathway, guideline, version, shaped.value, name))) === 0) {
		const now = await find();
		return now ? stale(now) : refused('not-there');
	}
	await acting.run(recordPathway('guideline.marked', pathway));
	return done(true);
}

const textsOf = ({ kind, words, expectedOn }: Foreseen) => ({
	kind,
	words,
	expectedOn: expectedOn ?? ''
});
