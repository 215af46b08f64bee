/** A theory of change as whoever holds the link reads it. Closed, ended and never there look the same. */
import { error } from '@sveltejs/kit';
import { findSharedTheory } from '#features/agreements/server/shown-theory.queries.ts';
import { sharedFields, tellsTheory } from '#features/agreements/shown-theory.rules.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is the key: nobody on the way keeps the page, and no search engine lists it.
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow, noarchive' });
	const [[theory]] = await locals.readPublic(findSharedTheory(params.shared, locals.today));
	if (!theory || !tellsTheory(theory.answers)) error(404);
	const { sections, ...told } = theory;
	return { visitor: locals.visitor, ...told, fields: sharedFields(sections, theory.answers) };
};
