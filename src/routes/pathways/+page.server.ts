import { mayReview } from '#features/emergency/emergency.rules.ts';
import { findMayOpen } from '#features/emergency/server/emergency.queries.ts';
import { readCursor, pageOf } from '#values/cursor.ts';
import { isMark } from '#features/marks/mark.rules.ts';
import { linesOf, listPathways, PAGE_SIZE } from '#features/pathways/server/pathway.queries.ts';
import { record } from '#server/audit.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const state = url.searchParams.get('show') === 'closed' ? 'closed' : 'open';
	const asked = url.searchParams.get('about');
	const about = isMark(asked) ? asked : null;
	const [[read], [may]] = await locals.read(
		listPathways(after, state, about),
		findMayOpen(),
		record('pathways.listed', null)
	);
	const { rows, next } = pageOf(linesOf(read), PAGE_SIZE);
	const search = new URLSearchParams({
		...(state === 'closed' && { show: state }),
		...(about && { about })
	});
	const here = search.size > 0 ? `/pathways?${search}` : '/pathways';
	return {
		visitor: locals.visitor,
		today: locals.today,
		pathways: rows,
		here,
		isClosed: state === 'closed',
		/** what the list is narrowed to. */
		about,
		next: next && `${here}${search.size > 0 ? '&' : '?'}after=${encodeURIComponent(next)}`,
		isFirst: after === null,
		/** L-12: manages an organisation that says itself how long it keeps what is its own. */
		keepsOwn:
			locals.visitor?.function === 'manager' &&
			locals.visitor.organisation !== locals.visitor.tenant,
		/** What the visitor does with emergency access, if anything. */
		emergency: may?.opens ? 'opens' : mayReview(locals.visitor) ? 'reviews' : null
	};
};
