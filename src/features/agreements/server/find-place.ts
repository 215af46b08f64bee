import type { Place } from '#features/documents/server/answer-document.ts';
import { findHeld } from '#features/documents/server/find-document.ts';
import type { Acting } from '#server/acting.ts';
import { pinnedTemplate } from '../agreement-template.rules.ts';
import { findPinnedRevision } from './own-template.queries.ts';
import { pathOf } from './begin-agreement.ts';

/**
 * Where an agreement stands for the verbs: with the template it began with. Undefined where there is no such agreement
 * for the acting person, or its template is gone and nothing can be written on it.
 */
export async function findPlace(acting: Acting, id: string): Promise<Place | undefined> {
	const document = await findHeld(acting, id);
	if (!document) return undefined;
	const own = await acting.first(findPinnedRevision(id));
	const template = pinnedTemplate(document, own);
	return template && { id, template, path: pathOf(id) };
}
