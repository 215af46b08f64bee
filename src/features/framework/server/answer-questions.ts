import { contentHash } from '#features/documents/content.rules.ts';
import { isSameAnswer } from '#features/documents/difference.rules.ts';
import {
	isPosted,
	readAnswer,
	withoutBlankRows,
	type Posted
} from '#features/documents/form.rules.ts';
import {
	answerTo,
	type Answer,
	type Field,
	type Section
} from '#features/documents/template.rules.ts';
import { problemsOf, type Problem } from '#features/documents/validity.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, type Outcome } from '#values/outcome.ts';
import { answersOf, seatKey, seatOf, type Saved } from '../draft.rules.ts';
import { POOL_FIELD } from '../framework-template.rules.ts';
import {
	endInPool,
	insertAnswer,
	insertIntoPool,
	listAnswers,
	listPool,
	updateAnswer
} from './answer.queries.ts';
import { findWritable, type Framework } from './find-writable.ts';
import { listOrganisations, listPeople, updateDraftState } from './framework.queries.ts';
import { endVersion, findOpenVersion } from './version.queries.ts';

/** An answer that somebody else has changed since the page was shown: theirs, beside the one typed. */
export type Stale = {
	field: string;
	saved: Answer;
	version: number;
	by: string | null;
	at: Date | null;
};

/** Why an answer cannot be kept. The pool of tovholdere is the project leader's alone. */
export type AnswerProblem = Problem | 'only-project-leader';

/** What came of saving: each question stands for itself, so that one that cannot be kept costs no other. */
export type Answered = {
	saved: string[];
	stale: Stale[];
	problems: { field: string; problems: AnswerProblem[] }[];
	/** Whether a version that waited for the steering group was withdrawn by this edit (S-4). */
	withdrawn: boolean;
};

/** The short hash by which a form says which answer it was shown: `was.<field>`. */
export const markOf = async (answer: Answer): Promise<string> =>
	(await contentHash(answer)).slice(0, 16);

/**
 * Saves the answers of one section as posted. A question is left alone where nothing was changed on the
 * page; one that was changed by somebody else meanwhile is not overwritten but told back.
 */
export async function answerQuestions(
	acting: Acting,
	section: Section,
	posted: Posted
): Promise<Outcome<Answered, 'no-framework' | 'not-a-writer'>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const framework = writable.value;
	const [rows, pool, organisations, people] = await Promise.all([
		acting.all(listAnswers()),
		acting.all(listPool()),
		acting.all(listOrganisations()),
		acting.all(listPeople())
	]);
	const register = {
		organisations: new Set(organisations.map(({ id }) => id)),
		people: new Set([...people.map(seatKey), ...pool.map(seatKey)])
	};
	const standing = answersOf(rows, pool);
	const answered: Answered = { saved: [], stale: [], problems: [], withdrawn: false };

	for (const field of section.fields.filter((each) => isPosted(each, posted))) {
		const saved = answerTo(field, standing);
		const row = rows.find((each) => each.field === field.key);
		const typed = typedAnswer(field, posted);
		const asShown = posted.find(([name]) => name === `was.${field.key}`)?.[1];
		if (isSameAnswer(typed, saved) || (await markOf(typed)) === asShown) continue;

		const isLeader = acting.visitor.person === framework.leader;
		const problems: AnswerProblem[] = problemsOf(field, typed.value, typed.notApplicable, register);
		if (field.key === POOL_FIELD && !isLeader) problems.push('only-project-leader');
		if (problems.length > 0) answered.problems.push({ field: field.key, problems });
		else if ((await markOf(saved)) !== asShown || baseOf(field, posted) !== (row?.version ?? 0))
			answered.stale.push(staleOf(field, saved, row));
		else {
			await keep(acting, framework, field, { typed, saved, base: row?.version ?? 0 });
			answered.saved.push(field.key);
		}
	}
	if (answered.saved.length > 0)
		answered.withdrawn = await reopen(acting, framework, answered.saved);
	return done(answered);
}

/** The answer typed for a field, as it would be kept. */
export function typedAnswer(field: Field, posted: Posted): Answer {
	const { value, notApplicable } = readAnswer(field, posted);
	return { value: withoutBlankRows(value), notApplicable };
}

/** The version of the answer that the form was made from: 0 before there was one. */
const baseOf = (field: Field, posted: Posted): number =>
	Number(posted.find(([name]) => name === `version.${field.key}`)?.[1] ?? 0);

const staleOf = (field: Field, saved: Answer, row: Saved | undefined): Stale => ({
	field: field.key,
	saved,
	version: row?.version ?? 0,
	by: row?.by ?? null,
	at: row?.at ?? null
});

type Change = { typed: Answer; saved: Answer; base: number };

async function keep(acting: Acting, framework: Framework, field: Field, change: Change) {
	const { typed, saved, base } = change;
	if (field.key === POOL_FIELD) await keepPool(acting, framework, change);
	// The pool stands in its own table; of its question only “does not apply” is an answer here.
	if (field.key === POOL_FIELD && base === 0 && typed.notApplicable === saved.notApplicable) return;
	const name = acting.visitor.name;
	await acting.run(
		base === 0
			? insertAnswer(framework.id, field.key, typed, name)
			: updateAnswer(framework.id, field.key, typed, { base, name })
	);
}

async function keepPool(acting: Acting, { collaboration }: Framework, { typed, saved }: Change) {
	const before = saved.value.kind === 'people' ? saved.value.people : [];
	const after = typed.value.kind === 'people' ? typed.value.people : [];
	for (const key of after.filter((each) => !before.includes(each))) {
		const seat = seatOf(key);
		if (seat) await acting.run(insertIntoPool(collaboration, seat));
	}
	for (const key of before.filter((each) => !after.includes(each))) {
		const seat = seatOf(key);
		if (seat) await acting.run(endInPool(collaboration, seat));
	}
}

/** The draft is worked on again; a version that waited is void. */
async function reopen(acting: Acting, framework: Framework, fields: string[]): Promise<boolean> {
	const open = await acting.first(findOpenVersion());
	if (open) await acting.run(endVersion(open.id, 'withdrawn'));
	await acting.run(updateDraftState(framework.id, 'draft', acting.visitor.name));
	await acting.run(record('framework.answered', framework.id, { fields }));
	return open !== undefined;
}
