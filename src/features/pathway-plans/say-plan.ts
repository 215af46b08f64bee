/** The plan of a pathway in the words of the reader. */
import { m } from '#messages';
import type { Answer } from './plan.rules.ts';

const ANSWER = {
	accepted: m.plan_accepted,
	'not-yet': m.plan_not_yet,
	disagrees: m.plan_disagrees
} satisfies Record<Answer, () => string>;

/** How somebody stands to it: "Har sagt ja". */
export const sayAnswer = (answer: Answer): string => ANSWER[answer]();
