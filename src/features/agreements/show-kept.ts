/** Agreements kept here as another document points to them: what they are called and where they stand today. */
import type { Kept } from '#features/documents/content.rules.ts';
import type { Fate } from '#features/documents/life.rules.ts';
import type { Day } from '#values/day.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayNumber } from '#values/say.ts';
import { standingOfLive, type LiveStanding } from './progress.rules.ts';
import type { LiveRow } from './show-live.ts';
import { sayState } from './say-agreement.ts';
import { governingEnd, statesOf } from './standing.rules.ts';

type Listed = {
	id: string;
	title: string;
	newest: string | null;
	from: Day | null;
	until: Day | null;
	endsOn: Day | null;
	reviewOn: Day | null;
	coming: Day | null;
};

/** Those the reader reads, by id. */
export const showKept = (rows: readonly Listed[], today: Day): Record<string, Kept> =>
	Object.fromEntries(
		rows.map((each) => [
			each.id,
			{
				title: each.title,
				href: `/agreements/${each.id}`,
				states: statesOf(
					{
						newest: each.newest as Fate | null,
						from: each.from,
						end: governingEnd(each),
						reviewOn: each.reviewOn,
						coming: each.coming
					},
					today
				).map(sayState)
			}
		])
	);

/** The goals of an agreement as its own rows point to them, by the row of each: how they go today. */
export const showGoalsPointedTo = (rows: readonly LiveRow[], today: Day): Record<string, Kept> =>
	Object.fromEntries(
		rows.flatMap((row) => {
			const [, id] = row.key.split('/');
			if (row.said.kind !== 'goal' || row.retiredAt !== null || !id) return [];
			const { goal, number, unit } = row.said;
			const say = (each: number) => sayNumber(each, getLocale());
			const counted = number !== null && {
				text: m
					.live_goal_count({ reached: say(row.reached ?? 0), number: say(number), unit })
					.trim(),
				tone: 'neutral' as const
			};
			const kept: Kept = {
				title: goal,
				href: `/agreements/${row.agreement}/set-going/${row.id}`,
				states: [STANDS[standingOfLive(row, today)](), ...(counted ? [counted] : [])]
			};
			return [[id, kept] as const];
		})
	);

const STANDS: Record<LiveStanding, () => Kept['states'][number]> = {
	overdue: () => ({ text: m.promise_overdue(), tone: 'warning' }),
	'due-soon': () => ({ text: m.promise_due_soon(), tone: 'warning' }),
	'under-way': () => ({ text: m.promise_status_under_way(), tone: 'info' }),
	open: () => ({ text: m.promise_status_open(), tone: 'neutral' }),
	done: () => ({ text: m.live_status_done(), tone: 'success' })
};
