/**
 * Who may say yes or no to what is shared about somebody (L-3, R-046, L-17). Below 15 all who have custody or are the guardian say
 * yes, and a child of 10 is heard; from 15 the young person says it, unless it is written why they cannot. What others say yes to for
 * somebody ends before they say it themselves. The database holds the same (0800). Decision 0800 has the reasons.
 */
import {
	ADULT_FROM,
	areAllKnown,
	hasTurned,
	HEARD_FROM,
	holdersOf,
	SAYS_IT_FROM,
	turns,
	type Holder
} from '#features/children/custody.rules.ts';
import { addDays, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { longestFrom, type Giver } from './consent.rules.ts';

/** Whose the consent is about; `guardians` are all that are written down. */
export type AboutWhom = { birthDate: Day; guardians: readonly Holder[] };

/** Who answered, and what is written of it where the citizen is a child. */
export type GivenFor = {
	givenBy: Giver;
	/** Those who answered for the child: their ids. */
	guardians: readonly string[];
	/** What the child says to it, or why it was not asked. */
	heard: string;
	/** Why somebody of 15 to 17 does not answer themselves; of an adult, by what their guardian answers. */
	unableWhy: string;
};

/** Nothing of it: an adult, or a young person who answers themselves. */
export const BY_THEMSELVES = { guardians: [], heard: '', unableWhy: '' } as const;

/** The age that decides who answers. */
export type Stage = 'child' | 'young' | 'adult';
export const stageOn = (birthDate: Day, day: Day): Stage =>
	hasTurned(birthDate, ADULT_FROM, day)
		? 'adult'
		: hasTurned(birthDate, SAYS_IT_FROM, day)
			? 'young'
			: 'child';

/** A child, and those who may answer for it, as a form shows them. */
export type AnsweringChild = {
	stage: Exclude<Stage, 'adult'>;
	holders: { id: string; name: string; relation: string }[];
	areHoldersKnown: boolean;
};

/** What a form shows of who answers for somebody under 18; null where the citizen is of age. */
export function answeringChild(
	birthDate: Day,
	guardians: readonly (Holder & { name: string; relation: string })[],
	day: Day
): AnsweringChild | null {
	const stage = stageOn(birthDate, day);
	return stage === 'adult'
		? null
		: { stage, holders: holdersOf(guardians), areHoldersKnown: areAllKnown(guardians) };
}

/** Who answers unless something else is said. */
export const usualGiver = (stage: Stage): Giver => (stage === 'child' ? 'guardian' : 'citizen');

/** Whether the child's own words to it must be there. */
export const mustBeHeard = (birthDate: Day, day: Day): boolean =>
	hasTurned(birthDate, HEARD_FROM, day);

/** Whose words are shown: the citizen's own, those for somebody young, or those for whoever answers for a child. */
export type Reader = 'citizen' | 'young' | 'guardian';
export const readerOf = (stage: Stage, givenBy: Giver): Reader =>
	stage === 'adult' ? 'citizen' : givenBy === 'guardian' ? 'guardian' : 'young';

/** The last day that a yes given on `day` may run: a year at most, and for a child until the day before they decide themselves. */
export function lastDayFrom(birthDate: Day, givenBy: Giver, day: Day): Day {
	const stage = stageOn(birthDate, day);
	const longest = longestFrom(day);
	if (givenBy === 'citizen' || stage === 'adult') return longest;
	const last = addDays(turns(birthDate, stage === 'child' ? SAYS_IT_FROM : ADULT_FROM), -1);
	return [last, longest].sort()[0]!;
}

export type GiverRefusal =
	| 'guardians-say-it'
	| 'young-person-says-it'
	| 'without-custody'
	| 'guardian-without-ground'
	| 'custody-not-known'
	| 'all-with-custody-say-it'
	| 'child-not-heard'
	| 'runs-past-the-birthday';

/** What of it is asked wherever something is opened: to begin with, and again after it was closed. */
export type Opening = Omit<GivenFor, 'heard'>;
export type OpeningRefusal = Exclude<GiverRefusal, 'child-not-heard' | 'runs-past-the-birthday'>;

/** Decides whether those who let in again on `day` what was taken out of a consent may: those who say yes may. */
export function mayLetIn(
	said: Opening,
	{ birthDate, guardians }: AboutWhom,
	day: Day
): Outcome<Opening, OpeningRefusal> {
	const answers = mayAnswer(said, { birthDate, guardians }, day);
	if (!answers.ok) return answers;
	const stage = stageOn(birthDate, day);
	if (said.givenBy === 'citizen' && stage === 'child') return refused('guardians-say-it');
	if (said.givenBy === 'citizen') return answers;
	// Nobody answers for an adult by being their parent: it is said by what decision they are the guardian.
	if (stage === 'adult')
		return said.unableWhy.trim() === '' ? refused('guardian-without-ground') : answers;
	if (!areAllKnown(guardians)) return refused('custody-not-known');
	if (!holdersOf(guardians).every(({ id }) => said.guardians.includes(id)))
		return refused('all-with-custody-say-it');
	return answers;
}

/** Decides whether those who said yes on `day` are those who may, with what is kept of it. */
export function mayGive(
	given: GivenFor,
	{ birthDate, guardians }: AboutWhom,
	day: Day,
	validUntil: Day
): Outcome<GivenFor, GiverRefusal> {
	const opens = mayLetIn(given, { birthDate, guardians }, day);
	if (!opens.ok) return opens;
	if (given.givenBy === 'citizen' || stageOn(birthDate, day) === 'adult')
		return done({ ...opens.value, heard: '' });
	if (mustBeHeard(birthDate, day) && given.heard.trim() === '') return refused('child-not-heard');
	if (validUntil > lastDayFrom(birthDate, 'guardian', day))
		return refused('runs-past-the-birthday');
	return done({ ...opens.value, heard: given.heard });
}

/** Decides whether those who said no on `day` may: one with custody is enough, and a child that says no is always heard. */
export function mayAnswer(
	given: Opening,
	{ birthDate, guardians }: AboutWhom,
	day: Day
): Outcome<Opening, OpeningRefusal> {
	const stage = stageOn(birthDate, day);
	const { givenBy } = given;
	if (givenBy === 'citizen') return done({ givenBy, guardians: [], unableWhy: '' });
	if (stage === 'adult') return done({ givenBy, guardians: [], unableWhy: given.unableWhy });
	const holders = holdersOf(guardians).map(({ id }) => id);
	if (holders.length === 0) return refused('custody-not-known');
	if (given.guardians.length === 0 || !given.guardians.every((each) => holders.includes(each)))
		return refused('without-custody');
	if (stage === 'young' && given.unableWhy.trim() === '') return refused('young-person-says-it');
	const unableWhy = stage === 'young' ? given.unableWhy : '';
	return done({ givenBy, guardians: given.guardians, unableWhy });
}
