/** how far the model is in use, as a picture to take along. */
import { error } from '@sveltejs/kit';
import { getLocale } from '#messages/runtime.js';
import { showFollowUp } from '#features/follow-up/follow-up.rules.ts';
import { stepsOf } from '#features/follow-up/implementation.rules.ts';
import { countFollowUp } from '#features/follow-up/server/follow-up.queries.ts';
import { findImplementation } from '#features/follow-up/server/implementation.queries.ts';
import { writeImplementationPicture } from '#features/follow-up/write-implementation-picture.ts';
import { asFile } from '#server/as-file.ts';
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
	const picture = writeImplementationPicture(stepsOf(facts, pathways?.numbers ?? null), {
		municipality: locals.visitor?.tenantName ?? '',
		today: locals.today,
		countedOn,
		language: getLocale()
	});
	return asFile(picture, 'image/svg+xml', 'samspil-implementering.svg');
};
