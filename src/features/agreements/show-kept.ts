/** Agreements kept here as another document points to them: what they are called and where they stand today. */
import type { Kept } from '#features/documents/content.rules.ts';
import type { Fate } from '#features/documents/life.rules.ts';
import type { Day } from '#values/day.ts';
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
