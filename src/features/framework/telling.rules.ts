/** How a version in force is told, by the ways that it names itself: by whom, to whom, and whether it has been. */
import { cellOf, personOfCell, rowsAt } from '#features/documents/answered.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Seat } from './decision.rules.ts';
import { WAYS_FIELD } from './framework-template.rules.ts';
import { mayWrite, type Writers } from './framework.rules.ts';

/** A way by which the framework is told. `id` is its row's; organisation and file are ids, empty where it points to none. */
export type Way = {
	id: string;
	way: string;
	audience: string;
	when: string;
	organisation: string;
	person: Seat | null;
	file: string;
};

/** The ways that a version names, in its order. */
export const waysIn = (answers: Answers): Way[] =>
	rowsAt(answers, WAYS_FIELD).map((row) => ({
		id: row.id,
		way: cellOf(row, 'way'),
		audience: cellOf(row, 'audience'),
		when: cellOf(row, 'when'),
		organisation: cellOf(row, 'organisation'),
		person: personOfCell(row, 'person'),
		file: cellOf(row, 'file')
	}));

/** Those who are asked to tell, each once. */
export const whoTells = (ways: readonly Way[]): string[] => [
	...new Set(ways.flatMap(({ person }) => (person ? [person.person] : [])))
];

/** The ways by which nobody has told yet; what was taken back is not told. */
export const notYetTold = (
	ways: readonly Way[],
	tellings: readonly { way: string; takenBackAt: Date | null }[]
): Way[] =>
	ways.filter(
		({ id }) => !tellings.some(({ way, takenBackAt }) => way === id && takenBackAt === null)
	);

/** Whether somebody may say that it was told by this way: who is named for it, with that hat on, and who writes the framework. */
export const mayTell = (seat: Seat, writers: Writers, { person }: Pick<Way, 'person'>): boolean =>
	mayWrite(seat, writers) ||
	(person !== null && person.person === seat.person && person.organisation === seat.organisation);

/** A day on which a version was told: not one that is to come, and none before it was in force, when another was told. */
export function toldOn(
	on: Day,
	{ today, inForceSince }: { today: Day; inForceSince: Day }
): Outcome<Day, 'in-the-future' | 'told-before-in-force'> {
	if (on > today) return refused('in-the-future');
	if (on < inForceSince) return refused('told-before-in-force');
	return done(on);
}
