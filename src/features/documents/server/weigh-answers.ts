/**
 * What is posted to a section, weighed against what is saved, question by question: so that one answer that cannot
 * be kept costs no other, and nobody's answer is overwritten unseen.
 */
import { contentHash } from '../content.rules.ts';
import { isSameAnswer } from '../difference.rules.ts';
import { isPosted, readAnswer, withoutBlankRows, type Posted } from '../form.rules.ts';
import { answerTo, type Answer, type Answers, type Field } from '../template.rules.ts';

/** The facts of a saved answer that a form is compared with. */
export type SavedAnswer = { field: string; version: number; by: string; at: Date };

/** An answer that somebody else has changed since the page was shown: theirs, beside the one typed. */
export type Stale = {
	field: string;
	saved: Answer;
	version: number;
	by: string | null;
	at: Date | null;
};

/** A changed answer that can be kept, on top of the version `base` (0 before there is one). */
export type Change = { field: Field; typed: Answer; saved: Answer; base: number };

/** What came of weighing a section. */
export type Weighed<Problem> = {
	changes: Change[];
	stale: Stale[];
	problems: { field: string; problems: Problem[] }[];
};

/** The short hash by which a form says which answer it was shown: `was.<field>`. */
export const markOf = async (answer: Answer): Promise<string> =>
	(await contentHash(answer)).slice(0, 16);

/** The answer typed for a field, as it would be kept. */
export function typedAnswer(field: Field, posted: Posted): Answer {
	const { value, notApplicable } = readAnswer(field, posted);
	return { value: withoutBlankRows(value), notApplicable };
}

/**
 * Weighs the posted answers to `fields`. One that was not changed on the page is left alone; one that was changed by
 * somebody else meanwhile is told back. `problemsOf` says why an answer cannot be kept.
 */
export async function weighAnswers<Problem>(
	fields: readonly Field[],
	posted: Posted,
	standing: Answers,
	rows: readonly SavedAnswer[],
	problemsOf: (field: Field, typed: Answer) => Problem[]
): Promise<Weighed<Problem>> {
	const weighed: Weighed<Problem> = { changes: [], stale: [], problems: [] };
	for (const field of fields.filter((each) => isPosted(each, posted))) {
		const saved = answerTo(field, standing);
		const row = rows.find((each) => each.field === field.key);
		const typed = typedAnswer(field, posted);
		const asShown = posted.find(([name]) => name === `was.${field.key}`)?.[1];
		if (isSameAnswer(typed, saved) || (await markOf(typed)) === asShown) continue;

		const base = row?.version ?? 0;
		const problems = problemsOf(field, typed);
		if (problems.length > 0) weighed.problems.push({ field: field.key, problems });
		else if ((await markOf(saved)) !== asShown || baseOf(field, posted) !== base)
			weighed.stale.push({
				field: field.key,
				saved,
				version: base,
				by: row?.by ?? null,
				at: row?.at ?? null
			});
		else weighed.changes.push({ field, typed, saved, base });
	}
	return weighed;
}

/** The version of the answer that the form was made from: 0 before there was one. */
const baseOf = (field: Field, posted: Posted): number =>
	Number(posted.find(([name]) => name === `version.${field.key}`)?.[1] ?? 0);
