import { error } from '@sveltejs/kit';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [counts] = await locals.read(countFollowUp());
	if (counts.length === 0) error(404);
	await locals.read(record('follow-up.read', null));
	return { visitor: locals.visitor, lines: showFollowUp(counts) };
};
