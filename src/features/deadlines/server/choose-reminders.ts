/** Chooses how one wants to be reminded: for oneself alone, whatever others have chosen. */
import type { Acting } from '#server/acting.ts';
import { done, stale, type Stale } from '#values/outcome.ts';
import { rhythmOf, TOPICS, type Choices } from '../choice.rules.ts';
import {
	findChoices,
	insertChoices,
	updateChoices,
	type ChosenReminders
} from './choice.queries.ts';

/** Writes the choice on top of `version`; the first choice of all on top of nothing. The same choice twice is written once. */
export async function chooseReminders(
	acting: Acting,
	version: number,
	choices: Choices
): Promise<{ ok: true; value: true } | Stale<ChosenReminders>> {
	const before = await acting.first(findChoices());
	if (before && isSame(before.choices, choices)) return done(true);
	const written = await acting.run(
		before ? updateChoices(version, choices) : insertChoices(choices)
	);
	if (written > 0) return done(true);
	const now = (await acting.first(findChoices()))!;
	return isSame(now.choices, choices) ? done(true) : stale(now);
}

const isSame = (a: Choices, b: Choices) =>
	TOPICS.every((topic) => rhythmOf(a, topic) === rhythmOf(b, topic));
