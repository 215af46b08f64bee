import { readCursor, pageOf } from '#values/cursor.ts';
import { linesOf, listPathways, PAGE_SIZE } from '#features/pathways/server/pathway.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[read]] = await locals.read(listPathways(after), record('pathways.listed', null));
	const { rows, next } = pageOf(linesOf(read), PAGE_SIZE);
	return {
		visitor: locals.visitor,
		today: locals.today,
		pathways: rows,
		next: next && `/pathways?after=${encodeURIComponent(next)}`,
		isFirst: after === null
	};
};
