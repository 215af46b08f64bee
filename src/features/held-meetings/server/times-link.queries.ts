/** The links by which people answer from a mail when they can, of either kind of meeting: each opens the times and nothing else. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Option, TimeAnswer } from '../times.rules.ts';

/** How the link in a mail about times stands: `over` when it has run out, or the time is found. No row where there is no such link. */
export const findTimesLink = (token: string, today: Day) =>
	ask<{ state: 'open' | 'used' | 'over'; path: string }>(
		sql`select * from samspil.find_times_link(${token}, ${today}::date)`
	);

/** The times it asks about, while it works, with what was said of them. */
export const listTimesByLink = (token: string, today: Day) =>
	ask<Option & { answer: TimeAnswer | null }>(
		sql`select * from samspil.list_times_by_link(${token}, ${today}::date)`
	);

/** Answers by the link, once; `changed` where a time is proposed no more, which leaves all as it was. */
export const answerTimesByLink = (
	token: string,
	said: readonly { option: string; answer: TimeAnswer }[],
	today: Day
) => {
	const answers = JSON.stringify(
		Object.fromEntries(said.map(({ option, answer }) => [option, answer]))
	);
	return ask<{ outcome: 'answered' | 'changed' | 'gone' }>(
		sql`select samspil.answer_times_by_link(${token}, ${answers}::jsonb, ${today}::date) as outcome`
	);
};

/** Keeps with the meeting who said that they can at this time. */
export const keepThoseWhoCan = (option: string) =>
	ask<{ kept: null }>(sql`select samspil.keep_who_can(${option}::uuid) as kept`);
