import { error } from '@sveltejs/kit';
import { placeIn, sayPlace } from '#features/deadlines/my-work.rules.ts';
import {
	findWaiting,
	listMyWork,
	WORK_A_PAGE
} from '#features/deadlines/server/my-work.queries.ts';
import { readExactly } from '#features/deadlines/server/read-exactly.ts';
import { record, wornAtWork } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = placeIn(url.searchParams.get('after'));
	const [rows] = await readExactly(locals, () =>
		locals.read(
			findWaiting(),
			listMyWork(after),
			whereFound(record('work.listed', null), [wornAtWork()])
		)
	);
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation') error(404);
	const work = rows.slice(0, WORK_A_PAGE);
	const last = rows.length > work.length ? work.at(-1) : undefined;
	return {
		visitor,
		today,
		work,
		next: last ? `/my-tasks?after=${sayPlace(last)}` : null,
		first: after ? '/my-tasks' : null
	};
};
