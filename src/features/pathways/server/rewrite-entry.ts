import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { shapeEntry, type EntryRefusal, type EntryText } from '../entry.rules.ts';
import { findOwnEntry, updateEntry } from './entry.queries.ts';
import { touchPathway } from './pathway.queries.ts';

/** What is saved now where somebody, in another window, has saved since. */
export type SavedEntry = Pick<EntryText, 'title' | 'body' | 'startsOn' | 'endsOn'> & {
	version: number;
	by: string;
	at: Date;
};

export type RewriteRefusal = EntryRefusal | 'no-such-entry';

/**
 * Changes the text of one's own entry, based on `version`. Where it was saved since, nothing is overwritten and the
 * saved text is answered as `stale`; the same change sent twice is done once.
 */
export async function rewriteEntry(
	acting: Acting,
	pathway: string,
	entry: string,
	version: number,
	change: Pick<EntryText, 'title' | 'body' | 'startsOn' | 'endsOn'>
): Promise<Outcome<{ stale: SavedEntry | null }, RewriteRefusal>> {
	const saved = await acting.first(findOwnEntry(pathway, entry));
	// A measure has a form of its own, with more to it.
	if (!saved || saved.kind === 'measure') return refused('no-such-entry');
	// The kind does not change, so that what only a kind has (area, channel) stands as it is.
	const shaped = shapeEntry(
		{ ...change, kind: saved.kind, area: 'general', channel: 'other' },
		acting.today
	);
	if (!shaped.ok) return shaped;

	const changed = await acting.run(updateEntry(entry, version, shaped.value));
	if (changed === 0) {
		const now = (await acting.first(findOwnEntry(pathway, entry))) ?? saved;
		const { title: newTitle, body: newBody, startsOn, endsOn } = shaped.value;
		const isSame =
			now.title === newTitle &&
			now.body === newBody &&
			now.startsOn === startsOn &&
			now.endsOn === endsOn;
		if (isSame) return done({ stale: null });
		const { author, changedAt, createdAt, version: newest, ...said } = now;
		return done({ stale: { ...said, version: newest, by: author, at: changedAt ?? createdAt } });
	}
	await acting.run(touchPathway(pathway));
	await acting.run(recordPathway('entry.changed', pathway, entry));
	return done({ stale: null });
}
