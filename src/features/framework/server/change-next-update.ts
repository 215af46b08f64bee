import { canLead } from '#features/collaborations/groups.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { chooseNextUpdate } from '../update.rules.ts';
import { findWritable } from './find-writable.ts';
import { updateNextUpdate } from './framework.queries.ts';
import { listPeopleNamed } from './people.queries.ts';

type Refusal =
	| 'no-framework'
	| 'not-a-writer'
	| 'not-established'
	| 'in-the-past'
	| 'more-than-six-months-ahead'
	| 'not-employed-here'
	| 'framework-changed';

/** Chooses another day, at most six months after the last approval, or another person for the next update. */
export async function changeNextUpdate(
	acting: Acting,
	{ on, person }: { on: Day; person: string },
	base: number
): Promise<Outcome<Day, Refusal>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const { id, host, establishedOn, nextUpdateOn, nextUpdatePerson } = writable.value;
	if (establishedOn === null) return refused('not-established');
	const decision = chooseNextUpdate(on, establishedOn, acting.today);
	if (!decision.ok) return decision;
	const people = await acting.all(listPeopleNamed([person]));
	const isEmployed = people.some(
		(each) => each.person === person && canLead({ ...each, kind: 'municipality' }, host)
	);
	if (!isEmployed) return refused('not-employed-here');

	if (nextUpdateOn === decision.value && nextUpdatePerson === person) return done(decision.value);
	const seat = { person, organisation: host };
	if ((await acting.run(updateNextUpdate(id, base, decision.value, seat))) === 0)
		return refused('framework-changed');
	await acting.run(record('framework.next-update-changed', id));
	return done(decision.value);
}
