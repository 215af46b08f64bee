/** Taking a file in that belongs to a document, and emptying it again. What is in it was looked into before. */
import { createHash } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { MOST_FILES } from '../attachment.rules.ts';
import {
	emptyAttachment,
	insertAttachment,
	listAttachments,
	type NewAttachment
} from './attachment.queries.ts';
import { findWritable, type Document } from './find-document.ts';
import { listVersions } from './version.queries.ts';

type Refusal = 'no-document' | 'not-a-writer-of-it';

/** Takes the file in; the same file again is the one that is there. Only what was signed outside has files. */
export async function attachFile(
	acting: Acting,
	id: string,
	file: NewAttachment
): Promise<Outcome<string, Refusal | 'too-many-files'>> {
	const writable = await findOutside(acting, id);
	if (!writable.ok) return writable;
	const there = await acting.all(listAttachments(id));
	const hash = createHash('sha256').update(file.file).digest('hex');
	const same = there.find((each) => each.hash === hash);
	if (same) return done(same.id);
	if (there.length >= MOST_FILES) return refused('too-many-files');
	await acting.run(insertAttachment(id, file, acting.visitor.name));
	await acting.run(record('document.file-added', file.id, { document: id, hash }));
	return done(file.id);
}

/** Empties a file that was taken in by mistake; once the document is agreed on what it shows, it stays. */
export async function emptyFile(
	acting: Acting,
	id: string,
	file: string
): Promise<Outcome<string, Refusal | 'file-shows-what-is-agreed'>> {
	const writable = await findOutside(acting, id);
	if (!writable.ok) return writable;
	const found = (await acting.all(listAttachments(id))).find((each) => each.id === file);
	// The form was sent twice, or somebody else was first.
	if (!found) return done(id);
	const versions = await acting.all(listVersions(id));
	if (versions.some(({ fate, fateAt }) => fate === 'agreed' && fateAt && fateAt >= found.at))
		return refused('file-shows-what-is-agreed');
	await acting.run(emptyAttachment(id, file, acting.visitor.name));
	await acting.run(record('document.file-emptied', file, { document: id, hash: found.hash }));
	return done(id);
}

/** The document, held, where it was signed outside and the acting person may write it. */
export async function findOutside(acting: Acting, id: string): Promise<Outcome<Document, Refusal>> {
	const writable = await findWritable(acting, id);
	return writable.ok && writable.value.agreedBy !== 'outside' ? refused('no-document') : writable;
}
