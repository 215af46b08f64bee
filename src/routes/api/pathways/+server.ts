/** My pathways as data: the same query, policies and record as the page of them. */
import { json } from '@sveltejs/kit';
import { pageOf, readCursor } from '#values/cursor.ts';
import { linesOf, listPathways, PAGE_SIZE } from '#features/pathways/server/pathway.queries.ts';
import { record } from '#server/audit.queries.ts';
import { together } from '#server/tables.ts';
import type { RequestHandler } from './$types';

/** `{ pathways, next }`: at most fifty, the one that changed last first; `next` is the address of those after. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[page]] = await locals.read(
		together({ lines: listPathways(after), recorded: record('pathways.listed', null) })
	);
	const { rows, next } = pageOf(linesOf(page?.lines[0]), PAGE_SIZE);
	return json({
		pathways: rows,
		next: next && `/api/pathways?after=${encodeURIComponent(next)}`
	});
};
