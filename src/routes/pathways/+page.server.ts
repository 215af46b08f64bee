import { mayOpen, mayReview } from '#features/emergency/emergency.rules.ts';
import { readCursor, pageOf } from '#values/cursor.ts';
import { linesOf, listPathways, PAGE_SIZE } from '#features/pathways/server/pathway.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const state = url.searchParams.get('show') === 'closed' ? 'closed' : 'open';
	const [[read]] = await locals.read(listPathways(after, state), record('pathways.listed', null));
	const { rows, next } = pageOf(linesOf(read), PAGE_SIZE);
	const here = state === 'closed' ? '/pathways?show=closed' : '/pathways';
	return {
		visitor: locals.visitor,
		today: locals.today,
		pathways: rows,
		here,
		isClosed: state === 'closed',
		next: next && `${here}${state === 'closed' ? '&' : '?'}after=${encodeURIComponent(next)}`,
		isFirst: after === null,
		/** What the visitor does with emergency access, if anything. */
		emergency: mayOpen(locals.visitor) ? 'opens' : mayReview(locals.visitor) ? 'reviews' : null
	};
};
