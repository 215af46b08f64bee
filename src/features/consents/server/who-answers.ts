/** Who answers for the citizen of a pathway, decided by their age and by who has custody. */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	mayAnswer,
	mayGive,
	readerOf,
	stageOn,
	type GivenFor,
	type GiverRefusal,
	type Reader
} from '../giver.rules.ts';
import { listHolders } from './consent.queries.ts';

type Answered = {
	answer: 'yes' | 'no';
	on: Day;
	/** Of a yes: its last day. */
	validUntil: Day;
	givenByName: string;
} & GivenFor;

/** The citizen, as the head of the pathway's consents tells; nothing is known of them by whoever may not. */
type Citizen = { citizen: string | null; birthDate: Day | null };

/**
 * What is kept of who answered, with their names as they are now, and whose words they are shown. Refused where somebody answers who may
 * not: for a child those with custody do, and from 15 the young person themselves.
 */
export async function whoAnswers(
	acting: Pick<Acting, 'all'>,
	pathway: string,
	{ birthDate }: Citizen,
	given: Answered
): Promise<Outcome<GivenFor & { givenByName: string; reader: Reader }, GiverRefusal>> {
	// Only who may not know the citizen reads no day of birth, and they register nothing.
	if (!birthDate) return refused('custody-not-known');
	const stage = stageOn(birthDate, given.on);
	const guardians = stage === 'adult' ? [] : await acting.all(listHolders(pathway));
	const about = { birthDate, guardians };
	const decision =
		given.answer === 'yes'
			? mayGive(given, about, given.on, given.validUntil)
			: mayAnswer(given, about, given.on);
	if (!decision.ok) return decision;
	const { value } = decision;
	const names = guardians.filter(({ id }) => value.guardians.includes(id)).map(({ name }) => name);
	return done({
		...value,
		givenByName: names.length > 0 ? names.join(', ').slice(0, 200) : given.givenByName,
		reader: readerOf(stage, value.givenBy)
	});
}
