import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { decideTovholder, type Decision, type DecisionRefusal } from '../tovholder.rules.ts';
import { appoint } from './tovholder.queries.ts';

export type AppointRefusal =
	| DecisionRefusal
	| 'no-such-pathway'
	| 'decided-meanwhile'
	| 'not-at-work';

/**
 * Decides who holds the threads from now on. The current tovholder and the project leader of the collaboration may
 * everybody involved is told. Refused where somebody has decided since `version`.
 */
export async function appointTovholder(
	acting: Acting,
	pathway: string,
	version: number,
	decision: Decision
): Promise<Outcome<null, AppointRefusal>> {
	const decided = decideTovholder(decision, acting.today);
	if (!decided.ok) return decided;
	const said = await acting.first(appoint(pathway, version, decided.value));
	switch (said?.answer) {
		case 'appointed':
			return done(null);
		case 'stale':
			return refused('decided-meanwhile');
		case 'not-at-work':
			return refused('not-at-work');
		default:
			return refused('no-such-pathway');
	}
}
