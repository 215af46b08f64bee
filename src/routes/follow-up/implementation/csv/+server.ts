import { error } from '@sveltejs/kit';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { stepsOf } from '#features/follow-up/implementation.rules.ts';
import { writeSteps } from '#features/follow-up/say-implementation.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { findImplementation } from '#features/follow-up/server/implementation.queries.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const [[facts], counts] = await locals.read(
		findImplementation(),
		countFollowUp(),
		whereFound(record('implementation.exported', null), [findImplementation()])
	);
	if (!facts) error(404);
	const pathways = showFollowUp(counts).at(-1);
	const countedOn = pathways?.takenOn ?? null;
	return new Response(writeSteps(stepsOf(facts, pathways?.numbers ?? null), countedOn), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="samspil-implementering.csv"'
		}
	});
};
