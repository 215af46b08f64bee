/** An entry that somebody has changed in two windows at once. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import type { Texts } from '#values/outcome.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { EntryText } from './entry.rules.ts';

type Said = Pick<EntryText, 'title' | 'body' | 'startsOn' | 'endsOn'>;

const LABELS = {
	title: m.entry_title,
	body: m.entry_body,
	startsOn: m.entry_starts_on,
	endsOn: m.entry_ends_on
};
const textsOf = ({ title, body, startsOn, endsOn }: Said) => ({
	title,
	body,
	startsOn: startsOn ?? '',
	endsOn: endsOn ?? ''
});

/** The version of an entry, with what its form shows of it. */
export const entryShownAt = (entry: Said & { version: number }): string =>
	shownAt(entry.version, textsOf(entry));

/** What was typed beside what is saved now. */
export function conflictOfEntry(
	saved: Said & { version: number; by: string; at: Date },
	typed: Texts
): Conflicting {
	return {
		version: saved.version,
		by: saved.by,
		at: saved.at,
		texts: conflictTexts(LABELS, typed, textsOf(saved), {
			startsOn: { isDay: true },
			endsOn: { isDay: true }
		})
	};
}
