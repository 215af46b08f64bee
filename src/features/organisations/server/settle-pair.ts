import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findDuplicates } from '../duplicates.rules.ts';
import { deleteNotSame, insertNotSame, listKnown } from './duplicate.queries.ts';

/** Two organisations, in whichever order. */
export type Two = { one: string; other: string };

/**
 * Remembers in this municipality that two which look alike are not the same. They are asked about again only where they
 * come to look alike by something new. Refuses two that do not look alike here.
 */
export async function keepApart(
	acting: Acting,
	two: Two
): Promise<Outcome<true, 'no-such-organisation'>> {
	const [one, other] = inOrder(two);
	const pair = findDuplicates(await acting.all(listKnown())).find(
		(each) => each.one.id === one && each.other.id === other
	);
	if (!pair) return refused('no-such-organisation');
	await acting.run(insertNotSame(one, other, pair.reasons));
	await acting.run(record('organisation.kept-apart', one, { other }));
	return done(true);
}

/** Takes back that two are not the same; done as well where nobody has said so. */
export async function lookAgain(acting: Acting, two: Two): Promise<void> {
	const [one, other] = inOrder(two);
	if ((await acting.run(deleteNotSame(one, other))) > 0)
		await acting.run(record('organisation.looked-at-again', one, { other }));
}

const inOrder = ({ one, other }: Two): [string, string] =>
	one < other ? [one, other] : [other, one];
