import { error } from '@sveltejs/kit';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { sayKind } from '#features/deadlines/say-deadline.ts';
import { listLateAbove } from '#features/deadlines/server/late.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [counts, late] = await locals.read(countFollowUp(), listLateAbove());
	if (counts.length === 0) error(404);
	await locals.read(record('follow-up.read', null));
	return {
		visitor: locals.visitor,
		lines: showFollowUp(counts),
		/** What a notice of something late leads to. */
		late: late.map(({ kind, ...each }) => ({ ...each, what: sayKind(kind) }))
	};
};
