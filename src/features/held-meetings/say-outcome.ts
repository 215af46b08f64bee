/** What came of an item, in words; and where two have written it, both. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import { OUTCOMES, type HeldItem, type OutcomeKind } from './running.rules.ts';

const KINDS = {
	information: m.outcome_information,
	decision: m.outcome_decision,
	task: m.outcome_task
} satisfies Record<OutcomeKind, () => string>;
export const sayOutcomeKind = (kind: OutcomeKind): string => KINDS[kind]();

/** The kinds to choose from, the first of which is none. */
export const outcomeKinds = () => [
	{ value: '', label: m.group_outcome_none() },
	...OUTCOMES.map((value) => ({ value, label: sayOutcomeKind(value) }))
];

/** What it is called that an item comes up again: its tick, and what it is where it is not ticked. */
export type GoesOn = { legend: string; yes: string; no: string };
/** Of a coordinating meeting: it waits in the list of what is parked. */
export const asParked = (): GoesOn => ({
	legend: m.agenda_parked(),
	yes: m.agenda_park(),
	no: m.agenda_not_parked()
});
/** Of a group: it stands on the next agenda by itself. */
export const asGoingOn = (): GoesOn => ({
	legend: m.group_goes_on(),
	yes: m.group_goes_on(),
	no: m.group_goes_on_not()
});

/** Whether it does, as one chooses between the two. */
export const goesOnOptions = ({ yes, no }: GoesOn) => [
	{ value: '', label: no },
	{ value: 'yes', label: yes }
];

type Texts = Conflicting['texts'];

/**
 * What came of an item as it was typed against what is saved. `suffix` tells its inputs from those of other items where a form has
 * several; an input that was not sent stands as it is saved.
 */
export function outcomeTexts(
	saved: Pick<HeldItem, 'title' | 'outcome' | 'outcomeKind' | 'goesOn'>,
	typed: Readonly<Record<string, string>>,
	goesOnAs: GoesOn,
	suffix = ''
): Texts {
	const text = (name: string, label: string, is: string) => ({
		name: name + suffix,
		label,
		yours: typed[name + suffix] ?? (typed[`outcome${suffix}`] === undefined ? is : ''),
		saved: is
	});
	const texts: Texts = [
		text('outcome', m.minutes_outcome_of({ title: saved.title }), saved.outcome),
		{
			...text('outcomeKind', m.group_outcome_kind(), saved.outcomeKind ?? ''),
			options: outcomeKinds()
		}
	];
	if (saved.goesOn === null) return texts;
	return [
		...texts,
		{
			...text('goesOn', goesOnAs.legend, saved.goesOn ? 'yes' : ''),
			options: goesOnOptions(goesOnAs)
		}
	];
}
