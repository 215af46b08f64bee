import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayLead, type LeadRefusal } from '../collaboration.rules.ts';
import { chooseStandIn as decide } from '../stand-in.rules.ts';
import { findCollaboration } from './collaboration.queries.ts';
import { holdCollaboration, listEmployees, updateStandIn } from './lead.queries.ts';

/** Who stands in as it is saved (null: the project leader), and who saved the collaboration last. */
export type SavedStandIn = {
	standIn: string | null;
	tenant: string;
	version: number;
	changedAt: Date;
	changedBy: string;
};

/**
 * Says who stands in where a tovholder leaves: somebody employed by the municipality, or null for the project leader. Only
 * the project leader says it. Whoever is named opens nothing by it, until a tovholder has left. Answers what is saved where the
 * collaboration was changed since `version`; the same sent twice is done once.
 */
export async function chooseStandIn(
	acting: Acting,
	id: string,
	version: number,
	wanted: string | null
): Promise<
	Outcome<true, LeadRefusal | 'not-employed-here' | 'no-such-collaboration'> | Stale<SavedStandIn>
> {
	await acting.first(holdCollaboration(id));
	const [before, employees] = await Promise.all([
		acting.first(findCollaboration(id)),
		acting.all(listEmployees())
	]);
	if (!before) return refused('no-such-collaboration');
	const may = mayLead(acting.visitor, before);
	if (!may.ok) return may;
	if (before.standIn === wanted) return done(true);
	if (before.version !== version) return stale(before);
	const chosen = decide(wanted, employees, before.tenant);
	if (!chosen.ok) return chosen;
	await acting.run(updateStandIn(id, version, wanted));
	await acting.run(record('collaboration.stand-in-chosen', id, { who: wanted ?? '' }));
	return done(true);
}
