/** What somebody tells of a promise, a goal or a task, beside what another has told of it meanwhile. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import { withTouched } from '#values/shown.ts';

type Saved = { version: number; changedBy: string; changedAt: Date; status: string };
type Words = { name: 'note' | 'evidence'; yours: string; saved: string };

/** Both of them, field by field. `between`: another field, between how far it is and the words. */
export const showTold = (
	saved: Saved,
	/** The version that was sent, with what its form showed. */
	shown: string,
	status: { yours: string; options: { value: string; label: string }[] },
	words: Words,
	...between: Conflicting['texts']
): Conflicting => ({
	version: saved.version,
	by: saved.changedBy || null,
	at: saved.changedAt,
	texts: withTouched<Conflicting['texts'][number]>(shown, [
		{ name: 'status', label: m.promise_how_label(), saved: saved.status, ...status },
		...between,
		{ label: m.promise_note_label(), ...words }
	])
});
