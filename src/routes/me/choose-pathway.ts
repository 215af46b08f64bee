/** Which of my pathways a page is about: the one that the address names, else the first. */
import { error } from '@sveltejs/kit';
import { listMyPathways, type MyPathway } from '#features/citizens/server/citizen.queries.ts';
import { isId } from '#values/id.ts';

/**
 * My pathways and the one to show; null where there is none yet. A pathway that is not mine is not found, and neither
 * is the whole page for somebody who wears an organisation's hat.
 */
export async function choosePathway(
	locals: App.Locals,
	url: URL
): Promise<{ pathways: MyPathway[]; chosen: MyPathway | null }> {
	const [pathways] = await locals.read(listMyPathways());
	if (locals.visitor?.hat !== 'self') error(404);
	const wanted = url.searchParams.get('pathway');
	const chosen = wanted ? pathways.find(({ id }) => id === wanted) : pathways[0];
	if (wanted && !chosen) error(404);
	return { pathways, chosen: chosen ?? null };
}

/** The pathway that the address of an act names; not found where it names none. What may be done there is the act's to ask. */
export function readPathway(url: URL): string {
	const named = url.searchParams.get('pathway') ?? '';
	if (!isId(named)) error(404);
	return named;
}
