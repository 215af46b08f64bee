import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { mayMerge, type Mergeable, type MergeRefusal, type Moved } from '../merge.rules.ts';
import { findRegistered } from './organisation.queries.ts';
import { previewMerge, runMerge } from './merge.queries.ts';

/** The two, what would move, and the mark that a merge of exactly this carries. */
export type MergePreview = {
	merged: Mergeable & { cvr: string | null };
	survivor: Mergeable & { cvr: string | null };
	moved: Moved;
	seen: string;
};

/** What would happen; nothing where one of the two is not there, or no longer under its own name here. */
export async function previewOf(
	acting: Acting,
	merged: string,
	survivor: string
): Promise<MergePreview | null> {
	const [a, b, preview] = [
		await acting.first(findRegistered(merged)),
		await acting.first(findRegistered(survivor)),
		await acting.first(previewMerge(merged, survivor))
	];
	return a && b && preview && a.id !== b.id ? { merged: a, survivor: b, ...preview } : null;
}

/** A merge as the form tells it. */
export type WantedMerge = { into: string; name: string; reason: string; seen: string };

/**
 * Makes `merged` the former name of `into` in this municipality. What lives on the collaboration level moves; what was
 * agreed, consented to or written keeps the name it had, and so do those who read by it (docs/decisions/0570). Refuses
 * two of different kinds, a name that is not the one that goes, what is different from what was shown (`seen`), and two
 * that somebody has merged already. The same form sent twice merges once.
 */
export async function mergeOrganisations(
	acting: Acting,
	merged: string,
	{ into, name, reason, seen }: WantedMerge
): Promise<
	Outcome<true, MergeRefusal | 'no-such-organisation' | 'merge-done-already' | 'merge-seen-since'>
> {
	const [a, b] = [
		await acting.first(findRegistered(merged)),
		await acting.first(findRegistered(into))
	];
	if (!a || !b) return refused('no-such-organisation');
	const may = mayMerge(a, b, name);
	if (!may.ok) return may;
	const answered = await acting.first(runMerge(merged, into, seen, reason));
	switch (answered?.answer) {
		case 'done':
			return done(true);
		case 'merged-already':
			return refused('merge-done-already');
		case 'other-kind':
			return refused('merge-other-kind');
		case 'seen-since':
			return refused('merge-seen-since');
		default:
			return refused('no-such-organisation');
	}
}
