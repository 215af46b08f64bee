/**
 * The theory of change of a cooperation: who took part in it, and what leads to what, each change pointing
 * to the goal by which it is followed.
 */
import { cellOf, rowsAt } from '#features/documents/answered.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';

/** From where somebody looks at it. */
export const PERSPECTIVES = ['staff', 'volunteer', 'manager', 'audience', 'other'] as const;

/** What an element is: something that is done, or a change it leads to. */
export const STEPS = ['activity', 'short-term', 'long-term'] as const;

/** What a theory lacks; `where`: the row it is about. */
export type TheoryLack = {
	lack: 'theory-party-missing' | 'theory-without-both' | 'theory-without-goal';
	field: 'theory-part' | 'theory-elements';
	where: string | null;
};

/**
 * What the theory lacks once anything of it is written: somebody of each party, without whom it is not adopted; staff and
 * volunteers both, and a goal behind each change, of which its authors are told.
 */
export function theoryLacks(parties: readonly string[], answers: Answers): TheoryLack[] {
	const took = rowsAt(answers, 'theory-part');
	const elements = rowsAt(answers, 'theory-elements');
	if (took.length + elements.length === 0) return [];
	const isFrom = (party: string) => took.some((row) => cellOf(row, 'party') === party);
	const isSeenBy = (perspective: (typeof PERSPECTIVES)[number]) =>
		took.some((row) => cellOf(row, 'perspective') === perspective);
	const part = { field: 'theory-part', where: null } as const;
	return [
		...(parties.every(isFrom) ? [] : [{ ...part, lack: 'theory-party-missing' as const }]),
		...(isSeenBy('staff') && isSeenBy('volunteer')
			? []
			: [{ ...part, lack: 'theory-without-both' as const }]),
		...elements
			.filter((row) => cellOf(row, 'step') !== 'activity' && cellOf(row, 'towards') === '')
			.map(({ id }) => ({
				lack: 'theory-without-goal' as const,
				field: 'theory-elements' as const,
				where: id
			}))
	];
}
