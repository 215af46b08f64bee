import { error } from '@sveltejs/kit';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { writeCsv } from '#features/follow-up/say-follow-up.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const [counts] = await locals.read(countFollowUp());
	if (counts.length === 0) error(404);
	await locals.read(record('follow-up.exported', null));
	return new Response(writeCsv(showFollowUp(counts)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="samspil.csv"'
		}
	});
};
