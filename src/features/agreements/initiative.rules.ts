/** What an agreement says of the effort itself: its three elements, agreed by all or not yet, and whom it is for. */
import { isUnanswered, numberAt } from '#features/documents/answered.rules.ts';
import { isSameAnswer } from '#features/documents/difference.rules.ts';
import type { Answer, Answers } from '#features/documents/template.rules.ts';

/** What, for whom and how, with the questions that tell it. */
export const ELEMENTS = {
	goals: ['strategic-goals', 'activity-goals'],
	audience: ['target-group', 'age-from', 'age-to'],
	content: ['content', 'activity']
} as const satisfies Record<string, readonly string[]>;
export type Element = keyof typeof ELEMENTS;

/** Whether all parties have agreed on an element as it is written now. */
export type ElementStanding = 'agreed' | 'changed-since-agreed' | 'not-yet';

/**
 * How each element stands: agreed as it is written, changed since, or not yet agreed by all.
 * @param agreed the answers of the version that all have agreed to; null before there is one
 */
export function elementStandings(
	agreed: Answers | null,
	written: Answers
): Record<Element, ElementStanding> {
	const standing = (element: Element): ElementStanding => {
		const pairs = ELEMENTS[element].map(
			(key) => [given(agreed, key), given(written, key)] as const
		);
		if (pairs.every(([before]) => before === null)) return 'not-yet';
		return pairs.every(([before, now]) => isSame(before, now)) ? 'agreed' : 'changed-since-agreed';
	};
	return {
		goals: standing('goals'),
		audience: standing('audience'),
		content: standing('content')
	};
}

/** Somebody who takes part in an activity. Only those it is for have to be of the right age. */
export type Participant = { as: 'target-group' | 'parent' | 'professional'; age: number };

/** Whether a participant is outside the ages the agreement is for, and is flagged. Both ages count as inside. */
export function isOutsideAges({ as, age }: Participant, answers: Answers): boolean {
	const { from, to } = agesOf(answers);
	return as === 'target-group' && ((from !== null && age < from) || (to !== null && age > to));
}

/** The ages an agreement is for, each null where it says none. */
export const agesOf = (answers: Answers): { from: number | null; to: number | null } => ({
	from: numberAt(answers, 'age-from'),
	to: numberAt(answers, 'age-to')
});

/** Of some agreements, those whose ages somebody it would help is outside of: told to whoever asks, and stops nothing. */
export const outsideAgesOf = <Aged extends { answers: Answers }>(
	age: number | null,
	agreements: readonly Aged[]
): Aged[] =>
	age === null
		? []
		: agreements.filter(({ answers }) => isOutsideAges({ as: 'target-group', age }, answers));

/** The answer that says something; null where none does. */
function given(answers: Answers | null, key: string): Answer | null {
	const answer = answers?.[key];
	return !answer || (answer.notApplicable === null && isUnanswered(answer.value)) ? null : answer;
}

const isSame = (before: Answer | null, now: Answer | null) =>
	before === null || now === null ? before === now : isSameAnswer(before, now);
