/** A plan for closing that two people have changed at once. */
import { m } from '#messages';
import { CRITERIA } from '#features/pathways/need.rules.ts';
import { sayCriterion } from '#features/pathways/say-pathway.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { severalAs, shownAt, withTouched } from '#values/shown.ts';
import { CITIZEN_PARTS, GROUNDS, type ClosingPlan } from './closing.rules.ts';
import { sayGround, sayPart } from './say-closing.ts';

type Name = 'ground' | 'groundNote' | 'plan' | 'citizenPart' | 'citizenNote';
type Typed = Record<Name | 'version', string> & { criteria: string[]; toldOutside: string[] };

const textsOf = (plan: ClosingPlan) => ({
	ground: plan.ground ?? '',
	groundNote: plan.groundNote,
	criteria: severalAs(plan.criteria.map(String)),
	plan: plan.plan,
	citizenPart: plan.citizenPart ?? '',
	citizenNote: plan.citizenNote,
	toldOutside: severalAs(plan.toldOutside)
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
	const now = textsOf(saved);
	const text = (name: Name, label: string) => ({
		name,
		label,
		yours: typed[name],
		saved: now[name]
	});
	const ticked = (name: 'criteria' | 'toldOutside', label: string) => ({
		...{ name, label, yours: severalAs(typed[name]), saved: now[name] },
		isSeveral: true
	});
	return {
		version: saved.version,
		by: saved.changedBy,
		at: saved.changedAt,
		texts: withTouched(typed.version, [
			{
				...text('ground', m.closing_ground()),
				options: GROUNDS.map((value) => ({ value, label: sayGround(value) }))
			},
			text('groundNote', m.closing_ground_note()),
			{
				...ticked('criteria', m.closing_criteria()),
				options: CRITERIA.map((each) => ({ value: String(each), label: sayCriterion(each) }))
			},
			text('plan', m.closing_plan()),
			{
				...text('citizenPart', m.closing_part()),
				options: CITIZEN_PARTS.map((value) => ({ value, label: sayPart(value) }))
			},
			text('citizenNote', m.closing_part_note()),
			{
				...ticked('toldOutside', m.closing_told_outside()),
				options: partners.map(({ id, name }) => ({ value: id, label: name }))
			}
		])
	};
}
