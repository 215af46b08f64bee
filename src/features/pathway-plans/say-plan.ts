/** The plan of a pathway in the words of the reader. */
import { m } from '#messages';
import type { Answer, Check } from './plan.rules.ts';

const ANSWER = {
	accepted: m.plan_accepted,
	'not-yet': m.plan_not_yet,
	disagrees: m.plan_disagrees
} satisfies Record<Answer, () => string>;

const CHECKED = {
	'own-words': m.plan_checked_own_words,
	'point-by-point': m.plan_checked_point_by_point,
	'with-interpreter': m.plan_checked_with_interpreter,
	other: m.plan_checked_other
} satisfies Record<Check, () => string>;

/** How it was made sure that it was understood: "Borgeren fortalte planen igen med egne ord". */
export const sayCheck = (check: Check): string => CHECKED[check]();

/** How somebody stands to it: "Har sagt ja". */
export const sayAnswer = (answer: Answer): string => ANSWER[answer]();
