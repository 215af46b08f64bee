import type { Acting } from '#server/acting.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import type { Category } from '../category.rules.ts';
import { shapeEntry, type EntryRefusal, type EntryText } from '../entry.rules.ts';
import { findOwnEntry, insertEntry, listOpenCategories } from './entry.queries.ts';

export type WriteRefusal = EntryRefusal | 'category-not-open' | 'no-such-pathway';

/**
 * Writes an entry on a pathway for the organisation whose hat is worn, filed under one of the categories that are open
 * to the acting person; citizens and companions write none (the citizen's own words stand apart). `id` is made with the
 * form: what was saved under it before is answered where the text is another now.
 */
export async function writeEntry(
	acting: Acting,
	pathway: string,
	id: string,
	category: Category,
	text: EntryText
): Promise<Outcome<string, WriteRefusal> | SentBefore> {
	const shaped = shapeEntry(text, acting.today);
	if (!shaped.ok) return shaped;

	const { visitor } = acting;
	const written = await acting.first(
		insertEntry({
			id,
			pathway,
			category,
			text: shaped.value,
			authorName: visitor.name,
			organisationName: visitor.organisationName ?? ''
		})
	);
	return written ? done(id) : tellWhyNot(acting, pathway, id, { ...shaped.value, category });
}

/** Asked only where nothing was written: whether it had been before, or what was not open. */
async function tellWhyNot(
	acting: Acting,
	pathway: string,
	id: string,
	entry: EntryText & { category: Category }
): Promise<Outcome<string, WriteRefusal> | SentBefore> {
	const [open, saved] = await Promise.all([
		acting.all(listOpenCategories(pathway)),
		acting.first(findOwnEntry(pathway, id))
	]);
	if (open.length === 0 || acting.visitor.organisation === null) return refused('no-such-pathway');
	if (!open.some(({ category }) => category === entry.category))
		return refused('category-not-open');
	if (!saved) return refused('no-such-pathway');
	const met = meetSaved(textsOf(saved), textsOf(entry));
	return met.ok ? done(id) : met;
}

const textsOf = (entry: EntryText & { category: string }) => ({
	category: entry.category,
	kind: entry.kind,
	title: entry.title,
	body: entry.body,
	startsOn: entry.startsOn ?? '',
	endsOn: entry.endsOn ?? '',
	area: entry.area ?? '',
	channel: entry.channel ?? ''
});
