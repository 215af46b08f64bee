import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { Place } from './answer-document.ts';
import { findDocument, touchDocument, updateDocument } from './document.queries.ts';
import { findWritable, withdrawOpen, type Document } from './find-document.ts';

type Refusal = 'no-document' | 'not-a-writer-of-it' | 'no-section-chosen';

/**
 * Changes the title and which optional sections are asked. What is answered in a section that is left out
 * stays, and comes back with it. Refused where nothing would be left to agree on.
 */
export async function changeDocument(
	acting: Acting,
	{ id, template, path }: Place,
	version: number,
	what: { title: string; sections: readonly string[] }
): Promise<Outcome<string, Refusal> | Stale<Document>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const sections = template.sections
		.filter(({ key, optional }) => optional && what.sections.includes(key))
		.map(({ key }) => key);
	if (sections.length === 0 && template.sections.every(({ optional }) => optional))
		return refused('no-section-chosen');
	const saved = writable.value;
	if (saved.version !== version)
		return isSaid(saved, { title: what.title, sections }) ? done(id) : stale(saved);

	await withdrawOpen(acting, id, path);
	const written = await acting.run(updateDocument(id, version, { title: what.title, sections }));
	if (written === 0) return stale((await acting.first(findDocument(id)))!);
	await acting.run(touchDocument(id, acting.visitor.name));
	await acting.run(record('document.changed', id, { sections }));
	return done(id);
}

/** A form sent twice says what is saved already. */
const isSaid = (saved: Document, { title, sections }: { title: string; sections: string[] }) =>
	saved.title === title && [...saved.sections].sort().join() === [...sections].sort().join();
