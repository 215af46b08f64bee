/** A caseworker whom two people have written down at once. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import type { Texts } from '#values/outcome.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Caseworker } from './server/caseworker.queries.ts';

const LABELS = {
	caseworkerName: m.caseworker_name,
	caseworkerWorkplace: m.caseworker_workplace
};
const textsOf = (kept: Pick<Caseworker, 'name' | 'workplace'> | undefined) => ({
	caseworkerName: kept?.name ?? '',
	caseworkerWorkplace: kept?.workplace ?? ''
});

/** The version of what is written, with what its form shows of it. */
export const caseworkerShownAt = (kept: Caseworker | undefined): string =>
	shownAt(kept?.version ?? 0, textsOf(kept));

/** What was typed beside what is saved now. */
export const conflictOfCaseworker = (saved: Caseworker, typed: Texts): Conflicting => ({
	version: saved.version,
	by: saved.by,
	at: saved.at,
	texts: conflictTexts(LABELS, typed, textsOf(saved))
});
