/** What a form about a measure is answered: what to mend beside a field, why it was refused, what is saved now. */
import { m } from '#messages';
import { sayArea } from '#features/pathways/say-pathway.ts';
import { AREAS } from '#features/pathways/entry.rules.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Texts } from '#values/outcome.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { asTyped } from './measure.rules.ts';
import type { MeasurePlace, MeasureShown } from './server/measure.queries.ts';
import { conflictTexts } from '#values/shown.ts';

/** The field that has to be mended, where it is one. */
const FIELD = {
	'ends-before-it-starts': 'endsOn',
	'not-involved': 'doneBy',
	'category-not-open': 'category'
} as const;

/** The sentence beside its field (422), or above the form (409). */
export function answerRefusal(reason: keyof typeof FIELD | 'pathway-closed') {
	if (reason === 'pathway-closed')
		return { status: 409 as const, answer: { refusal: sayRefusal(reason) } };
	const said = reason === 'not-involved' ? m.measure_done_by_missing() : sayRefusal(reason);
	return { status: 422 as const, answer: { problems: { [FIELD[reason]]: [said] } } };
}

const LABELS = {
	title: m.measure_name,
	body: m.measure_body,
	area: m.entry_area,
	goal: m.measure_goal,
	startsOn: m.entry_starts_on,
	endsOn: m.entry_ends_on,
	doneBy: m.measure_done_by,
	contact: m.measure_contact
};

/** Both texts, where somebody has saved since. */
export function conflictOf(
	saved: MeasureShown,
	typed: Texts,
	involved: MeasurePlace['involved']
): Conflicting {
	return {
		version: saved.version,
		by: saved.changedBy ?? saved.author,
		at: saved.at,
		texts: conflictTexts(LABELS, typed, asTyped(saved), {
			area: { options: AREAS.map((value) => ({ value, label: sayArea(value) })) },
			startsOn: { isDay: true },
			endsOn: { isDay: true },
			doneBy: { options: involved.map(({ id, name }) => ({ value: id, label: name })) }
		})
	};
}

/** What was written when the form came first. */
export const saySavedMeasure = ({ title = '', body = '', goal = '', contact = '' }: Texts) =>
	saySaved(
		{ title, body, goal, contact },
		{
			title: m.measure_name,
			body: m.measure_body,
			goal: m.measure_goal,
			contact: m.measure_contact
		}
	);
