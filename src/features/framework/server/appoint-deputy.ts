import { canLead } from '#features/collaborations/groups.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { appointDeputy as decide } from '../framework.rules.ts';
import { findHeld, seatOfVisitor } from './find-writable.ts';
import { updateDeputy } from './framework.queries.ts';
import { listPeopleNamed } from './people.queries.ts';

type Refusal =
	| 'no-framework'
	| 'not-project-leader'
	| 'leader-is-no-deputy'
	| 'not-employed-here'
	| 'framework-changed';

/** Appoints the one who writes for the project leader, or ends it where `person` is null. */
export async function appointDeputy(
	acting: Acting,
	person: string | null,
	base: number
): Promise<Outcome<string | null, Refusal>> {
	const framework = await findHeld(acting);
	if (!framework) return refused('no-framework');
	const people = person === null ? [] : await acting.all(listPeopleNamed([person]));
	const employees = people
		.filter((each) => canLead({ ...each, kind: 'municipality' }, framework.host))
		.map((each) => each.person);
	const decision = decide(seatOfVisitor(acting), framework, person, employees);
	if (!decision.ok) return decision;

	const seat = person === null ? null : { person, organisation: framework.host };
	if (framework.deputy === person) return done(person);
	if ((await acting.run(updateDeputy(framework.id, base, seat))) === 0)
		return refused('framework-changed');
	await acting.run(record('framework.deputy-appointed', framework.id));
	return done(person);
}
