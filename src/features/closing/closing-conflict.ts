/** A plan for closing that two people have changed at once. */
import { m } from '#messages';
import { CRITERIA } from '#features/pathways/need.rules.ts';
import { sayCriterion } from '#features/pathways/say-pathway.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { conflictTexts, shownAt } from '#values/shown.ts';
import { CITIZEN_PARTS, GROUNDS, type ClosingPlan } from './closing.rules.ts';
import { sayGround, sayPart } from './say-closing.ts';

const LABELS = {
	ground: m.closing_ground,
	groundNote: m.closing_ground_note,
	criteria: m.closing_criteria,
	plan: m.closing_plan,
	citizenPart: m.closing_part,
	citizenNote: m.closing_part_note,
	toldOutside: m.closing_told_outside
};
type Lists = 'criteria' | 'toldOutside';
type Typed = Record<Exclude<keyof typeof LABELS, Lists> | 'version', string> &
	Record<Lists, string[]>;

const textsOf = (plan: ClosingPlan) => ({
	ground: plan.ground ?? '',
	groundNote: plan.groundNote,
	criteria: plan.criteria.map(String),
	plan: plan.plan,
	citizenPart: plan.citizenPart ?? '',
	citizenNote: plan.citizenNote,
	toldOutside: plan.toldOutside
});

/** The version of a plan, with what its form shows of it. */
export const closingShownAt = (closing: ClosingPlan & { version: number }): string =>
	shownAt(closing.version, textsOf(closing));

/** What was typed beside what is saved now. `partners`: those who can have been told. */
export function conflictOfClosing(
	saved: ClosingPlan & { version: number; changedBy: string; changedAt: Date },
	typed: Typed,
	partners: readonly { id: string; name: string }[]
): Conflicting {
	return {
		version: saved.version,
		by: saved.changedBy,
		at: saved.changedAt,
		texts: conflictTexts(LABELS, typed, textsOf(saved), {
			ground: { options: GROUNDS.map((value) => ({ value, label: sayGround(value) })) },
			criteria: {
				options: CRITERIA.map((each) => ({ value: String(each), label: sayCriterion(each) }))
			},
			citizenPart: { options: CITIZEN_PARTS.map((value) => ({ value, label: sayPart(value) })) },
			toldOutside: { options: partners.map(({ id, name }) => ({ value: id, label: name })) }
		})
	};
}
