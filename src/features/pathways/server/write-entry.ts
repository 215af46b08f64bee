import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import type { Category } from '../category.rules.ts';
import { shapeEntry, type EntryRefusal, type EntryText } from '../entry.rules.ts';
import { findOwnEntry, insertEntry, listOpenCategories } from './entry.queries.ts';
import { touchPathway } from './pathway.queries.ts';

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
	const open = (await acting.all(listOpenCategories(pathway))).map((each) => each.category);
	const { visitor } = acting;
	if (open.length === 0 || visitor.organisation === null) return refused('no-such-pathway');
	if (!open.includes(category)) return refused('category-not-open');
	const shaped = shapeEntry(text, acting.today);
	if (!shaped.ok) return shaped;

	const written = await acting.run(
		insertEntry({
			id,
			pathway,
			category,
			text: shaped.value,
			authorName: visitor.name,
			organisationName: visitor.organisationName ?? ''
		})
	);
	if (written === 0) {
		const saved = await acting.first(findOwnEntry(pathway, id));
		if (!saved) return refused('no-such-pathway');
		const met = meetSaved(textsOf(saved), textsOf({ ...shaped.value, category }));
		return met.ok ? done(id) : met;
	}
	await Promise.all([
		acting.run(touchPathway(pathway)),
		acting.run(recordPathway('entry.written', pathway, id, { category }))
	]);
	return done(id);
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
