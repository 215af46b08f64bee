/** What a form about the plan is answered: what to mend beside a field, why it was refused, what is saved now. */
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Texts } from '#values/outcome.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import {
	ANSWERS,
	asAnswered,
	CHECKS,
	CITIZEN,
	keyOf,
	type AnswerRefusal,
	type Given,
	type Owner,
	type Side
} from './plan.rules.ts';
import { OF_NO_TYPE, typeKey, type TypeRefusal } from './plan-type.rules.ts';
import { MATTER, ownerOptions, sayAnswer, sayCheck, sayType } from './say-plan.ts';
import type { PlanShown } from './server/plan.queries.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';

const TEXTS = {
	aim: m.plan_aim,
	steps: m.plan_steps,
	cooperation: m.plan_cooperation,
	involvement: m.plan_involvement,
	reviewOn: m.plan_review_on,
	duration: m.plan_duration,
	...MATTER
};

const PLAN_LABELS = {
	planType: m.plan_type,
	category: m.entry_category,
	...TEXTS,
	owner: m.plan_owners
};
const ANSWER_LABELS = { answer: m.plan_your_answer, checked: m.plan_checked, note: m.plan_note };

/** Who owns an edition, as its form ticks them. */
export const ownersOf = (edition: Pick<PlanShown, 'citizenOwns' | 'owners'>): string[] => [
	...(edition.citizenOwns ? [CITIZEN] : []),
	...edition.owners.map(keyOf)
];

/** The number of the edition that a form is written from, with what the form showed. */
export const planShownAt = (number: number, said: Texts, owners: readonly string[]): string =>
	shownAt(number, { ...said, owner: owners });

/**
 * Both texts, where a newer edition was laid down since.
 * `types`: the kinds of plan that can be chosen, by name; `candidates`: those who can own it.
 */
export const conflictOfPlan = (
	{ planType, ...saved }: PlanShown,
	{ owner, typed }: { owner: readonly string[]; typed: Texts },
	{ types, candidates }: { types: readonly string[]; candidates: readonly Owner[] }
): Conflicting => ({
	version: saved.number,
	by: saved.by,
	at: saved.at,
	texts: conflictTexts(
		PLAN_LABELS,
		{ ...typed, planType: typed.planType || OF_NO_TYPE, owner },
		{
			...saved,
			planType: typeKey(planType),
			reviewOn: saved.reviewOn ?? '',
			owner: ownersOf(saved)
		},
		{
			planType: {
				options: ['', ...types].map((name) => ({ value: typeKey(name), label: sayType(name) }))
			},
			category: { options: CATEGORIES.map((value) => ({ value, label: sayCategory(value) })) },
			reviewOn: { isDay: true },
			owner: { options: ownerOptions([...candidates, ...saved.owners]) }
		}
	)
});

/** Both answers, where it was changed since. */
export const conflictOfAnswer = (saved: Given, typed: Texts, side: Side): Conflicting => ({
	version: saved.version,
	by: saved.by,
	at: new Date(saved.at),
	// how an answer was checked is asked of whoever writes down what the citizen told
	texts: conflictTexts(ANSWER_LABELS, typed, asAnswered(saved), {
		answer: { options: ANSWERS.map((value) => ({ value, label: sayAnswer(value) })) },
		checked: { options: CHECKS.map((value) => ({ value, label: sayCheck(value) })) }
	}).filter(({ name }) => side === 'told' || name !== 'checked')
});

/** What was laid down when the form came first. */
export const saySavedPlan = (saved: Texts) => saySaved(saved, { planType: m.plan_type, ...TEXTS });

/** The field that has to be mended, where it is one; else it is said above the form. */
const FIELD: Partial<Record<PlanRefused, string>> = {
	'plan-type-missing': 'planType',
	'plan-type-gone': 'planType',
	'plan-without-owner': 'owner',
	'owner-not-involved': 'owner',
	'review-in-the-past': 'reviewOn',
	'disagreement-without-note': 'note',
	'check-without-note': 'note',
	'yes-unchecked': 'checked'
};

/** Why a form about the plan is not taken, where the plan is there. */
export type PlanRefused =
	| AnswerRefusal
	| TypeRefusal
	| 'plan-without-owner'
	| 'owner-not-involved'
	| 'review-in-the-past'
	| 'plan-changed'
	| 'pathway-closed';

/** The sentence beside its field (422), or above the form (409). */
export function answerRefusal(reason: PlanRefused): {
	status: 409 | 422;
	answer: { problems?: Record<string, string[]>; refusal?: string };
} {
	const field = FIELD[reason];
	return field
		? { status: 422, answer: { problems: { [field]: [sayRefusal(reason)] } } }
		: { status: 409, answer: { refusal: sayRefusal(reason) } };
}
