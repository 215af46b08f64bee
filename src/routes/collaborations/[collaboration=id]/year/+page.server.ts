import { error } from '@sveltejs/kit';
import { kindOf } from '#features/deadlines/kind.rules.ts';
import { findWaiting } from '#features/deadlines/server/my-work.queries.ts';
import { readExactly } from '#features/deadlines/server/read-exactly.ts';
import { findCollaborationName, listYear } from '#features/deadlines/server/year.queries.ts';
import { insteadOf } from '#features/deadlines/wheel.rules.ts';
import { addDays } from '#values/day.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** What is late is shown with the year we are in, from so many days back. */
const LATE = 366;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { today } = locals;
	const thisYear = Number(today.slice(0, 4));
	const year = yearIn(url.searchParams.get('year')) ?? thisYear;
	const first = `${year}-01-01`;
	const [[collaboration], found] = await readExactly(locals, () =>
		locals.read(
			findWaiting(),
			findCollaborationName(params.collaboration),
			listYear(
				params.collaboration,
				year === thisYear ? addDays(first, -LATE) : first,
				`${year}-12-31`
			)
		)
	);
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration) error(404, 'not found');
	const deadlines = found
		.map((each) => ({
			...each,
			isLate: kindOf(each.kind).isDuty && each.dueOn < today,
			instead: insteadOf(each.kind, each.dueOn, today)
		}))
		.filter(({ dueOn, isLate }) => dueOn >= first || isLate);
	return { visitor, today, year, id: params.collaboration, name: collaboration.name, deadlines };
};

/** The year that an address names, within the years that a calendar has four figures for. */
function yearIn(text: string | null): number | null {
	return /^(19|20|21)\d\d$/.test(text ?? '') ? Number(text) : null;
}
