import { error } from '@sveltejs/kit';
import {
	findLed,
	listDecided,
	listUndecided,
	PAGE_OF_DECIDED,
	PAGE_OF_UNDECIDED
} from '#features/pathways/server/tovholder.queries.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.collaboration;
	const after = readCursor(url.searchParams.get('after'));
	const from = readCursor(url.searchParams.get('from'));
	const [[collaboration], undecided, decided] = await locals.read(
		findLed(id),
		listUndecided(id, from),
		listDecided(id, after),
		whereFound(record('allotments.read', id), [findLed(id)])
	);
	if (!collaboration) error(404);
	const { rows, next } = pageOf(decided, PAGE_OF_DECIDED);
	const waiting = pageOf(undecided, PAGE_OF_UNDECIDED);
	const here = `/collaborations/${id}/allotments`;
	return {
		visitor: locals.visitor,
		today: locals.today,
		collaboration,
		undecided: waiting.rows,
		nextUndecided: waiting.next && `${here}?from=${encodeURIComponent(waiting.next)}`,
		firstUndecided: from && here,
		decided: rows,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here
	};
};
