import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, type Outcome } from '#values/outcome.ts';
import { recordInvolvement, type Involvement } from '../framework.rules.ts';
import { findWritable } from './find-writable.ts';
import { insertInvolvement } from './framework.queries.ts';

type Refusal = 'no-framework' | 'not-a-writer' | 'in-the-future' | 'before-last-approval';

/** Records that the project group took part in this round, at a meeting or by commenting. */
export async function involveProjectGroup(
	acting: Acting,
	involvement: Involvement,
	note: string
): Promise<Outcome<Involvement, Refusal>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const { id, establishedOn } = writable.value;
	const decision = recordInvolvement(involvement, acting.today, establishedOn);
	if (!decision.ok) return decision;

	await acting.run(insertInvolvement(id, decision.value, note, acting.visitor.name));
	await acting.run(record('framework.project-group-involved', id, { kind: involvement.kind }));
	return done(decision.value);
}
