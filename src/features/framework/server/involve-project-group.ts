import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, meetSaved, type Outcome, type SentBefore } from '#values/outcome.ts';
import { recordInvolvement, type Involvement } from '../framework.rules.ts';
import { findWritable } from './find-writable.ts';
import { insertInvolvement, listInvolvements } from './framework.queries.ts';

type Refusal = 'no-framework' | 'not-a-writer' | 'in-the-future' | 'before-last-approval';

/** Records that the project group took part in this round, at a meeting or by commenting. A form sent twice
 * records it once; with something else under its id, what was recorded is answered. */
export async function involveProjectGroup(
	acting: Acting,
	{ id: involvementId, note, ...involvement }: Involvement & { id: string; note: string }
): Promise<Outcome<Involvement, Refusal> | SentBefore> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const { id, establishedOn } = writable.value;
	const decision = recordInvolvement(involvement, acting.today, establishedOn);
	if (!decision.ok) return decision;

	const written = await acting.run(
		insertInvolvement(id, { ...decision.value, id: involvementId, note }, acting.visitor.name)
	);
	if (written === 0) {
		const before = (await acting.all(listInvolvements())).find((each) => each.id === involvementId);
		const { kind, on } = involvement;
		const met = meetSaved(before ?? {}, { kind, on, note });
		return met.ok ? done(decision.value) : met;
	}
	await acting.run(record('framework.project-group-involved', id, { kind: involvement.kind }));
	return done(decision.value);
}
