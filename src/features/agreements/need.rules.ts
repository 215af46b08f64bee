/** When a collaboration is asked to write its agreement: a task as soon as it begins, a reminder while it has none. */
import type { Phase } from '#features/collaborations/collaboration.rules.ts';

/** A collaboration as far as its need of an agreement goes. */
export type Needing = {
	phase: Phase;
	/** Organisations in it besides the host: each comes with its own people and its own promises. */
	otherActors: number;
	/** An agreement of it is being written. */
	hasDraft: boolean;
	/** An agreement of it is in force. */
	hasInForce: boolean;
};

/** What is missing: the task to draft one, or a reminder that none is in force. */
export type Need = 'draft-the-agreement' | 'no-agreement-in-force';

/**
 * What to tell a collaboration; null when nothing is missing. While it is being explored or started the task is to
 * draft; with another professional actor and nothing in force its front page reminds.
 */
export function needOf({ phase, otherActors, hasDraft, hasInForce }: Needing): Need | null {
	if (phase === 'ended' || hasInForce) return null;
	if (!hasDraft && phase !== 'running') return 'draft-the-agreement';
	return otherActors > 0 ? 'no-agreement-in-force' : null;
}
