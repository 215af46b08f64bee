/** Measures in the words of the reader. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Day } from '#values/day.ts';
import { sayDay } from '#values/say.ts';
import type { Overlap } from './measure.rules.ts';

/** What a measure is called: its heading, or what it is about. */
export const nameMeasure = ({ title, category }: { title: string; category: Category }): string =>
	title || sayCategory(category);

/** Who does it; whoever wrote it down need not be the one. */
export const sayDoer = ({ doneByName }: { doneByName: string }): string =>
	doneByName || m.measure_done_by_unsaid();

/** "Almen og specialiseret indsats på samme tid, fra 1. maj 2026 til 31. maj 2026". */
export function sayOverlap({ kind, from, until }: Overlap): string {
	const why = kind === 'same-category' ? m.measure_same_category() : m.measure_two_areas();
	const first = sayDay(from, getLocale());
	return until === null
		? m.measure_overlap_open({ why, from: first })
		: m.measure_overlap_until({ why, from: first, until: sayDay(until, getLocale()) });
}

/** When a measure runs: "1. maj 2026 – 1. maj 2027". */
export function sayRun({ startsOn, endsOn }: { startsOn: Day | null; endsOn: Day | null }): string {
	if (startsOn === null) return m.measure_no_start();
	const first = sayDay(startsOn, getLocale());
	return endsOn === null
		? `${first}, ${m.measure_no_end()}`
		: `${first} – ${sayDay(endsOn, getLocale())}`;
}
