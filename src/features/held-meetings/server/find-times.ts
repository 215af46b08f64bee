/** What is the same wherever a time is found together: the times that take the place of others, and what each says of them. */
import type { Acting, Query } from '#server/acting.ts';
import { keepThoseWhoCan } from './times-link.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	mayPropose,
	saidAnew,
	timesInstead,
	type Option,
	type OptionAnswer,
	type Time,
	type TimeAnswer
} from '../times.rules.ts';

/** Times as somebody proposes them. */
export type Proposed = {
	times: readonly Time[];
	/** The ids of those that the page showed, in their order. */
	shown: string;
	now: Date;
};

/** What somebody says of one of the times. */
export type Said = { option: string; answer: TimeAnswer };

/**
 * Puts these times in the place of those that were; one that stays keeps what was said of it. Answers whether anything is another than it
 * was, and whether there are times that nobody has been asked about.
 */
export async function exchangeTimes(
	acting: Acting,
	meeting: { state: string },
	before: readonly Option[],
	{ times, shown, now }: Proposed,
	write: { add: (option: Option) => Query<unknown>; remove: (id: string) => Query<unknown> }
): Promise<
	Outcome<
		{ isChanged: boolean; hasNew: boolean },
		'times-are-settled' | 'time-is-past' | 'times-are-the-same' | 'times-changed'
	>
> {
	const { added, gone } = timesInstead(before, times);
	const may = mayPropose(meeting, times, now);
	if (!may.ok) return may;
	if (added.length === 0 && gone.length === 0) return done({ isChanged: false, hasNew: false });
	if (before.map(({ id }) => id).join(' ') !== shown) return refused('times-changed');
	for (const { id } of gone) await acting.run(write.remove(id));
	for (const time of added) await acting.run(write.add({ id: crypto.randomUUID(), ...time }));
	return done({ isChanged: true, hasNew: added.length > 0 });
}

/** Keeps what the acting person says of the times, each as far as it is another answer than before; answers whether any is. */
export async function sayOfTimes(
	acting: Acting,
	options: readonly Option[],
	answers: readonly OptionAnswer[],
	said: readonly Said[],
	save: (said: Said) => Query<unknown>
): Promise<Outcome<boolean, 'time-not-proposed'>> {
	if (!said.every(({ option }) => options.some(({ id }) => id === option)))
		return refused('time-not-proposed');
	const changed = saidAnew(said, answers, acting.visitor.person);
	for (const each of changed) await acting.run(save(each));
	return done(changed.length > 0);
}

/** Keeps who said that they can at this time, before the times are taken away: whoever is invited at it comes, until they say otherwise (1083). */
export const keepWhoCan = async (acting: Acting, option: string): Promise<void> =>
	void (await acting.first(keepThoseWhoCan(option)));
