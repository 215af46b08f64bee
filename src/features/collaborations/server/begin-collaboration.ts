import { beginFramework } from '#features/framework/server/begin-framework.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { actingDay } from '#server/tables.ts';
import { done, type Outcome } from '#values/outcome.ts';
import { LED_GROUPS, mayBegin, type BeginRefusal, type Phase } from '../collaboration.rules.ts';
import { insertCollaboration, insertParty } from './collaboration.queries.ts';
import { insertSeat } from './seat.queries.ts';

/** A collaboration as the form tells it; its id is made with the form. */
export type NewCollaboration = { id: string; name: string; purpose: string; phase: Phase };

/**
 * Begins a collaboration led by the acting project leader, who sits in both its groups from now;
 * the municipality is its first party, and the municipality's one framework is begun with its first collaboration
 * . Answers its id; the same form sent twice begins one.
 */
export async function beginCollaboration(
	acting: Acting,
	{ id, ...what }: NewCollaboration
): Promise<Outcome<string, BeginRefusal>> {
	const may = mayBegin(acting.visitor);
	if (!may.ok) return may;
	if ((await acting.run(insertCollaboration(id, what))) === 0) return done(id);

	const organisation = acting.visitor.tenant!;
	const { person } = acting.visitor;
	await acting.run(insertParty(id, organisation));
	for (const group of LED_GROUPS)
		await acting.run(insertSeat(id, { group, person, organisation }, actingDay, null));
	// Refused where the municipality has a framework already: then it stays with the collaboration that began it.
	await beginFramework(acting, id);
	await acting.run(record('collaboration.created', id));
	return done(id);
}
