import { listVolunteersContacts } from '#features/concerns/server/concern.queries.ts';
import type { LayoutServerLoad } from './$types';

/** whom a volunteer turns to, on each page of a pathway; its first page asks for it with all the rest. */
export const load: LayoutServerLoad = async ({ locals, route }) => {
	if (route.id === '/pathways/[pathway=id]') return {};
	const [concern] = await locals.read(listVolunteersContacts());
	return { concern };
};
