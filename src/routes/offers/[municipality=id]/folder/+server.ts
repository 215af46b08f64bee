/** An open directory as a folder to print. */
import { error } from '@sveltejs/kit';
import { folderOf, MOST_PRINTED } from '#features/directory/folder.ts';
import { keepFolder } from '#features/directory/server/print-folder.ts';
import {
	findPublicDirectory,
	listPublicOffers
} from '#features/directory/server/public.queries.ts';
import { getLocale } from '#messages/runtime.js';
import { asFile } from '#server/as-file.ts';
import { ThreadFailure } from '#server/threads/thread.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const [[directory], offers] = await locals.readPublic(
		findPublicDirectory(params.municipality),
		listPublicOffers(params.municipality, MOST_PRINTED)
	);
	if (!directory) error(404);
	const folder = folderOf(offers, {
		municipality: directory.name,
		home: `${url.origin}/offers/${params.municipality}`,
		language: getLocale(),
		today: locals.today
	});
	const pdf = await keepFolder(folder).catch((cause: unknown) => {
		// Too many documents are being made: ask again in a moment.
		if (cause instanceof ThreadFailure) error(503);
		throw cause;
	});
	return asFile(pdf, 'application/pdf', 'tilbud.pdf');
};
