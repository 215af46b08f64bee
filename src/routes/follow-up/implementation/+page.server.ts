import { error } from '@sveltejs/kit';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { stepsOf } from '#features/follow-up/implementation.rules.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { findImplementation } from '#features/follow-up/server/implementation.queries.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [[facts], counts] = await locals.read(
		findImplementation(),
		countFollowUp(),
		whereFound(record('implementation.read', null), [findImplementation()])
	);
	if (!facts) error(404);
	const pathways = showFollowUp(counts).at(-1);
	const countedOn = pathways?.takenOn ?? null;
	return { visitor: locals.visitor, steps: stepsOf(facts, pathways?.numbers ?? null), countedOn };
};
