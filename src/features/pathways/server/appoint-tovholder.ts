import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { decideTovholder, type Decision, type DecisionRefusal } from '../tovholder.rules.ts';
import { appoint, findAppointed, findLacksCertificate } from './tovholder.queries.ts';

export type AppointRefusal =
	| DecisionRefusal
	| 'no-such-pathway'
	| 'decided-meanwhile'
	| 'not-at-work'
	| 'no-meeting'
	| 'holder-without-certificate';

/**
 * Decides who holds the threads from now on. The current tovholder and the project leader of the collaboration may
 * everybody involved is told. Refused where somebody has decided since `version`; `id` is
 * made with the form, so that the same decision sent twice is one.
 */
export async function appointTovholder(
	acting: Acting,
	pathway: string,
	version: number,
	decision: Decision,
	id: string
): Promise<Outcome<null, AppointRefusal>> {
	const decided = decideTovholder(decision, acting.today);
	if (!decided.ok) return decided;
	const { person, organisation } = decided.value;
	// L-21
	if ((await acting.first(findLacksCertificate(pathway, person, organisation)))?.lacks)
		return refused('holder-without-certificate');
	const said = await acting.first(appoint(id, pathway, version, decided.value));
	if (said?.answer !== 'appointed') {
		// The same form a second time: whoever has handed the threads over may not even open the pathway any more.
		const before = await acting.first(findAppointed(id, pathway, decided.value));
		if (before?.isDone) return done(null);
	}
	switch (said?.answer) {
		case 'appointed':
			return done(null);
		case 'stale':
			return refused('decided-meanwhile');
		case 'not-at-work':
			return refused('not-at-work');
		case 'no-meeting':
			return refused('no-meeting');
		default:
			return refused('no-such-pathway');
	}
}
