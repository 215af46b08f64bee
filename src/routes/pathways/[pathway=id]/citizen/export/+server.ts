import { error } from '@sveltejs/kit';
import { spellWhole, wholeOf } from '#features/citizens/server/export-pathway.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { asFile } from '#server/as-file.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import type { RequestHandler } from './$types';

/** All that is kept of the citizen, for a citizen who asks the tovholder for it (L-10). */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [[head], [answer]] = await locals.read(
		findHead(params.pathway),
		wholeOf(params.pathway),
		recordFound(
			'citizen.exported',
			params.pathway,
			null,
			having(findHead(params.pathway), 'isHeld')
		)
	);
	const whole = spellWhole(answer, locals.now);
	if (!head?.isHeld || !whole) error(404);
	return asFile(whole.text, 'application/json', whole.name);
};
