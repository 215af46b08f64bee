import type { Posted } from '#features/documents/form.rules.ts';
import { seatKey, seatOf } from '#features/documents/names.rules.ts';
import { weighAnswers, type Change, type Stale } from '#features/documents/server/weigh-answers.ts';
import type { Section } from '#features/documents/template.rules.ts';
import { problemsOf, type Problem } from '#features/documents/validity.rules.ts';
import { addToPool, removeFromPool } from '#features/pathways/server/keep-pool.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { isId } from '#values/id.ts';
import { done, type Outcome } from '#values/outcome.ts';
import { answersOf, pointedTo } from '../draft.rules.ts';
import { POOL_FIELD } from '../framework-template.rules.ts';
import { insertAnswer, listAnswers, listPool, updateAnswer } from './answer.queries.ts';
import { findSectionWritable, seatOfVisitor, type Framework } from './find-writable.ts';
import { listOrganisations, updateDraftState } from './framework.queries.ts';
import { listFrameworkFiles } from './file.queries.ts';
import { listAgreementsNamed, listSeriesToPointTo } from './linked.queries.ts';
import { listPeopleNamed } from './people.queries.ts';
import { mayWrite } from '../framework.rules.ts';
import { reopenAsOwner } from './round.queries.ts';
import { endVersion, findOpenVersion } from './version.queries.ts';

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

/**
 * Saves the answers of one section as posted. A question is left alone where nothing was changed on the
 * page; one that was changed by somebody else meanwhile is not overwritten but told back.
 */
export async function answerQuestions(
	acting: Acting,
	section: Section,
	posted: Posted
): Promise<Outcome<Answered, 'no-framework' | 'not-a-writer'>> {
	const writable = await findSectionWritable(acting, section.key);
	if (!writable.ok) return writable;
	const framework = writable.value;
	const [rows, pool, organisations, people, agreements, series, files] = await Promise.all([
		acting.all(listAnswers()),
		acting.all(listPool()),
		acting.all(listOrganisations()),
		acting.all(listPeopleNamed(peopleIn(posted))),
		acting.all(listAgreementsNamed(idsIn(posted))),
		acting.all(listSeriesToPointTo()),
		acting.all(listFrameworkFiles())
	]);
	const before = answersOf(rows, pool);
	const register = {
		organisations: new Set(organisations.map(({ id }) => id)),
		people: new Set([...people.map(seatKey), ...pool.map(seatKey)]),
		files: new Set(files.map(({ id }) => id)),
		// what one does not read oneself may stand there already, put by who does
		agreements: new Set([...agreements.map(({ id }) => id), ...pointedTo('agreement', before)]),
		series: new Set([...series.map(({ id }) => id), ...pointedTo('series', before)])
	};
	const isLeader = acting.visitor.person === framework.leader;
	const weighed = await weighAnswers(
		section.fields,
		posted,
		before,
		rows,
		(field, typed): AnswerProblem[] => [
			...problemsOf(field, typed.value, typed.notApplicable, register),
			...(field.key === POOL_FIELD && !isLeader ? (['only-project-leader'] as const) : [])
		]
	);
	for (const change of weighed.changes) await keep(acting, framework, change);
	const saved = weighed.changes.map(({ field }) => field.key);
	const { stale, problems } = weighed;
	const withdrawn = saved.length > 0 && (await reopen(acting, framework, saved));
	return done({ saved, stale, problems, withdrawn });
}

/** Every id that was posted by itself. */
const idsIn = (posted: Posted): string[] =>
	posted.map(([, value]) => value).filter((value) => isId(value));

/** Everybody that what was posted points to. */
export const peopleIn = (posted: Posted): string[] =>
	posted.flatMap(([, value]) => {
		const person = seatOf(value)?.person ?? '';
		return isId(person) ? [person] : [];
	});

async function keep(acting: Acting, framework: Framework, change: Change) {
	const { field, typed, saved, base } = change;
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

/** The same as on the pool's own page: who comes in is told, and both are recorded. */
async function keepPool(acting: Acting, { collaboration }: Framework, { typed, saved }: Change) {
	const before = saved.value.kind === 'people' ? saved.value.people : [];
	const after = typed.value.kind === 'people' ? typed.value.people : [];
	for (const key of after.filter((each) => !before.includes(each))) {
		const seat = seatOf(key);
		if (seat) await addToPool(acting, collaboration, seat);
	}
	for (const key of before.filter((each) => !after.includes(each))) {
		const seat = seatOf(key);
		if (seat) await removeFromPool(acting, collaboration, seat, 'whenever');
	}
}

/** The draft is worked on again; a version that waited is void. */
async function reopen(acting: Acting, framework: Framework, fields: string[]): Promise<boolean> {
	if (!mayWrite(seatOfVisitor(acting), framework)) {
		const opened = await acting.first(reopenAsOwner(framework.id, acting.visitor.name));
		await acting.run(record('framework.answered', framework.id, { fields }));
		return Boolean(opened?.waited);
	}
	const open = await acting.first(findOpenVersion());
	if (open) await acting.run(endVersion(open.id, 'withdrawn'));
	await acting.run(updateDraftState(framework.id, 'draft', acting.visitor.name));
	await acting.run(record('framework.answered', framework.id, { fields }));
	return open !== undefined;
}
