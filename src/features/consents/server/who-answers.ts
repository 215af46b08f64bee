/** Who answers for the citizen of a pathway, decided by their age and by who has custody. */
import type { Acting } from '#server/acting.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Giver } from '../consent.rules.ts';
import {
	mayAnswer,
	mayGive,
	mayLetIn,
	readerOf,
	stageOn,
	type GivenFor,
	type GiverRefusal,
	type Opening,
	type OpeningRefusal,
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
	return done({
		heard: stage === 'adult' ? '' : given.heard,
		...value,
		givenByName: namesOf(guardians, value.guardians) || given.givenByName,
		reader: readerOf(stage, value.givenBy)
	});
}

/** Who lets in again what was taken out, as it is kept. */
export type LetInBy = { by: Giver; name: string; guardians: readonly string[]; unableWhy: string };

/**
 * What is kept of who lets in again what was taken out of a consent; null where the citizen is of age. Refused where somebody says it who could not say yes.
 */
export async function whoLetsIn(
	acting: Pick<Acting, 'all' | 'today'>,
	pathway: string,
	{ birthDate, citizen }: Citizen,
	said: Opening
): Promise<Outcome<LetInBy | null, OpeningRefusal>> {
	if (!birthDate) return refused('custody-not-known');
	if (stageOn(birthDate, acting.today) === 'adult') return done(null);
	const guardians = await acting.all(listHolders(pathway));
	const decision = mayLetIn(said, { birthDate, guardians }, acting.today);
	if (!decision.ok) return decision;
	const { givenBy: by, ...rest } = decision.value;
	return done({ by, name: namesOf(guardians, rest.guardians) || (citizen ?? ''), ...rest });
}

/** The names of those chosen, as they are now. */
const namesOf = (guardians: readonly { id: string; name: string }[], chosen: readonly string[]) =>
	guardians
		.filter(({ id }) => chosen.includes(id))
		.map(({ name }) => name)
		.join(', ')
		.slice(0, 200);
