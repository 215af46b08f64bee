/** Whoever holds the threads says what a pathway is about, and who has newly arrived. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { changesBetween, inOneLine, isMonth, type Marks } from '../mark.rules.ts';
import {
	deleteMarks,
	findMarks,
	findPlace,
	holdMarks,
	insertMark,
	updateMonth
} from './mark.queries.ts';

/**
 * Marks a pathway as `said`, based on `seen`. The same again is done once. Refuses a month that cannot be chosen, and marks that somebody
 * changed meanwhile, with what is saved.
 */
export async function markPathway(
	acting: Acting,
	pathway: string,
	seen: string,
	said: Marks
): Promise<
	| Outcome<true, 'not-there' | 'pathway-closed' | 'no-such-month'>
	| { ok: false; reason: 'stale'; saved: Marks }
> {
	const place = await acting.first(findPlace(pathway));
	if (!place) return refused('not-there');
	if (!place.isOpen) return refused('pathway-closed');
	await acting.run(holdMarks(pathway));
	const before = (await acting.first(findMarks(pathway)))!;
	if (inOneLine(before) === inOneLine(said)) return done(true);
	if (inOneLine(before) !== seen) return { ok: false, reason: 'stale', saved: before };
	if (said.arrived && !isMonth(said.arrived, acting.today, before.arrived))
		return refused('no-such-month');
	const { on, off, month } = changesBetween(before, said);
	const { name } = acting.visitor;
	if (off.length > 0) await acting.run(deleteMarks(pathway, off));
	for (const mark of on)
		await acting.run(
			insertMark(pathway, mark, mark === 'newly-arrived' ? said.arrived : null, name)
		);
	if (month) await acting.run(updateMonth(pathway, said.arrived!, name));
	await acting.run(recordPathway('marks.changed', pathway));
	return done(true);
}
