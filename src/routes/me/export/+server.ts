import { error } from '@sveltejs/kit';
import { spellWhole, wholeOf } from '#features/citizens/server/export-pathway.ts';
import { asFile } from '#server/as-file.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { choosePathway } from '../choose-pathway.ts';
import type { RequestHandler } from './$types';

/** All that is kept of me on one pathway, as a file of JSON. A companion takes nothing along. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { chosen } = await choosePathway(locals, url);
	if (!chosen?.isCitizen) error(404);
	const [[answer]] = await locals.read(wholeOf(chosen.id), recordPathway('me.exported', chosen.id));
	const whole = spellWhole(answer, locals.now);
	if (!whole) error(404);
	return asFile(whole.text, 'application/json', whole.name);
};
