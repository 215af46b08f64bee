import { error } from '@sveltejs/kit';
import { findScan } from '#features/consents/server/scan.queries.ts';
import { findPackage, markFetched } from '#features/journal/server/journal.queries.ts';
import { zipPackage } from '#features/journal/server/pack.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { asFile } from '#server/as-file.ts';
import { dayOf } from '#values/day.ts';
import { documentsOf, journalOf } from '../documents.ts';
import type { RequestHandler } from './$types';

/**
 * The package as a ZIP file, made of what may be read now: what a consent that was withdrawn since opened is not in it, and the index
 * says how many are left out. That it was fetched, and what was in it, is written when it is made and about to be given. Its name says nothing of the citizen.
 */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { pathway } = params;
	const [[taken], ...answers] = await locals.read(
		findPackage(pathway, params.package),
		...journalOf(pathway)
	);
	const found = await documentsOf(answers, locals.now, async (consent, scan) => {
		const [[kept]] = await locals.read(findScan(pathway, consent, scan));
		if (!kept) error(404);
		return kept.file;
	});
	if (!taken || !found) error(404);
	const { place, documents } = found;
	const keys = taken.documents.map(({ key }) => key);
	const still = documents.filter(({ key }) => keys.includes(key));
	const { number, citizen, parties, organisation } = place;
	const of = {
		madeAt: locals.now,
		pathway: number,
		caseNumber: taken.caseNumber,
		citizen,
		takenBy: { name: taken.by, organisation },
		parties
	};
	const bytes = await zipPackage(of, still, keys.length - still.length, getLocale());
	// Asked for its head, nothing has left.
	if (request.method === 'GET') {
		const given = still.map(({ key, hash }) => ({ key, hash }));
		const marked = await locals.transact((acting) =>
			acting.first(markFetched(pathway, params.package, given))
		);
		if (!marked) error(404);
	}
	return asFile(
		bytes,
		'application/zip',
		`${m.journal_file_name()}-${number}-${dayOf(locals.now)}.zip`
	);
};
