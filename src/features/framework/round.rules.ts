/**
 * The half-yearly update as a round: each section has somebody who looks after it, and who says that it is still
 * right or mends it. What was said counts for the answers it was said of; another answer, and it is to be said again.
 */
import { differencesBetween } from '#features/documents/difference.rules.ts';
import { answerTo, type Answers, type Section } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Seat } from './decision.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';
import { mayWrite, type Writers } from './framework.rules.ts';

/** Somebody who looks after a section. */
export type Owner = Seat & { section: string };

/** What was said of a section, and a mark of the answers it was said of. */
export type Check = { section: string; outcome: 'still-right' | 'changed'; mark: string };

/** `changed-since`: it was said to be right, and an answer is another now. */
export type SectionState = 'waiting' | 'still-right' | 'changed' | 'changed-since';

/** Where a section stands in the round. @param mark of its answers now */
export function stateOf(section: string, checks: readonly Check[], mark: string): SectionState {
	const check = checks.find((each) => each.section === section);
	if (!check) return 'waiting';
	return check.mark === mark ? check.outcome : 'changed-since';
}

/** Whether a section waits for nobody any more. */
export const isSettled = (state: SectionState): boolean =>
	state === 'still-right' || state === 'changed';

/** The sections that nobody has said are right as they stand. @param marks of each section's answers now, by its key */
export const uncheckedIn = (
	checks: readonly Check[],
	marks: Readonly<Record<string, string>>
): string[] =>
	Object.entries(marks)
		.filter(([section, mark]) => !isSettled(stateOf(section, checks, mark)))
		.map(([section]) => section);

/** The answers of one section, every question of it: what a mark is of. */
export const answersIn = (section: Section, answers: Answers): Answers =>
	Object.fromEntries(section.fields.map((field) => [field.key, answerTo(field, answers)]));

/** What is said of a section by whoever says that it is right: that nothing changed since the version in force, or that something did. */
export const outcomeOf = (section: Section, inForce: Answers, now: Answers): Check['outcome'] =>
	differencesBetween(frameworkTemplate, inForce, now).some((each) => each.section === section.key)
		? 'changed'
		: 'still-right';

/** Whether the person may answer the questions of a section: whoever writes the framework, and its owner while a round is open. */
export const mayWriteSection = (
	seat: Seat,
	writers: Writers,
	{
		section,
		isRoundOpen,
		owners
	}: { section: string; isRoundOpen: boolean; owners: readonly Owner[] }
): boolean =>
	mayWrite(seat, writers) ||
	(isRoundOpen &&
		owners.some(
			(each) =>
				each.section === section &&
				each.person === seat.person &&
				each.organisation === seat.organisation
		));

/** Decides whether a round may be opened: one at a time, with a last day that is ahead and somebody for each section. */
export function openRound(
	wish: { dueOn: Day; owners: readonly Owner[] },
	candidates: readonly Seat[],
	{ today, isRoundOpen }: { today: Day; isRoundOpen: boolean }
): Outcome<Owner[], 'round-already-open' | 'in-the-past' | 'section-without-owner'> {
	if (isRoundOpen) return refused('round-already-open');
	if (wish.dueOn < today) return refused('in-the-past');
	const owners = frameworkTemplate.sections.flatMap(({ key }) =>
		wish.owners.filter(
			(each) =>
				each.section === key &&
				candidates.some(
					({ person, organisation }) => person === each.person && organisation === each.organisation
				)
		)
	);
	if (owners.length < frameworkTemplate.sections.length) return refused('section-without-owner');
	return done(owners);
}
