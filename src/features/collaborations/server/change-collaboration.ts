import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayLead, type LeadRefusal, type Phase } from '../collaboration.rules.ts';
import { findCollaboration, updateCollaboration } from './collaboration.queries.ts';

type What = { name: string; purpose: string; phase: Phase };

/** What is saved, and who saved it last. */
export type SavedCollaboration = What & { version: number; changedAt: Date; changedBy: string };

/**
 * Changes what a collaboration is called, what it is for and how far it has come. Only its project leader may. Answers
 * what is saved where it was changed since `version`; the same change sent twice is done once.
 */
export async function changeCollaboration(
	acting: Acting,
	id: string,
	version: number,
	what: What
): Promise<Outcome<true, LeadRefusal | 'no-such-collaboration'> | Stale<SavedCollaboration>> {
	const before = await acting.first(findCollaboration(id));
	if (!before) return refused('no-such-collaboration');
	const may = mayLead(acting.visitor, before);
	if (!may.ok) return may;
	if (isSame(before, what)) return done(true);
	if ((await acting.run(updateCollaboration(id, version, what))) === 0) {
		const saved = (await acting.first(findCollaboration(id)))!;
		return isSame(saved, what) ? done(true) : stale(saved);
	}
	await acting.run(record('collaboration.changed', id, { phase: what.phase }));
	return done(true);
}

const isSame = (saved: What, what: What) =>
	saved.name === what.name && saved.purpose === what.purpose && saved.phase === what.phase;
