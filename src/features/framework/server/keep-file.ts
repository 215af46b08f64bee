/** Taking a file of the framework in, and emptying it again. What is in it was looked into before. */
import { createHash } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	emptyFrameworkFile,
	insertFrameworkFile,
	listFrameworkFiles,
	type NewFile
} from './file.queries.ts';
import { findWritable } from './find-writable.ts';

/** Files that a framework may have. */
export const MOST_FRAMEWORK_FILES = 40;

type Refusal = 'no-framework' | 'not-a-writer';

/** Takes the file in; the same file again is the one that is there. */
export async function addFrameworkFile(
	acting: Acting,
	file: NewFile
): Promise<Outcome<string, Refusal | 'framework-has-too-many-files'>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const there = await acting.all(listFrameworkFiles());
	const hash = createHash('sha256').update(file.file).digest('hex');
	const same = there.find((each) => each.hash === hash);
	if (same) return done(same.id);
	if (there.length >= MOST_FRAMEWORK_FILES) return refused('framework-has-too-many-files');
	await acting.run(insertFrameworkFile(writable.value.id, file, acting.visitor.name));
	await acting.run(record('framework.file-added', file.id, { hash }));
	return done(file.id);
}

/** Empties a file; one that a version points to stays, since it is part of what was approved. */
export async function dropFrameworkFile(
	acting: Acting,
	id: string
): Promise<Outcome<string, Refusal | 'framework-file-in-use'>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const found = (await acting.all(listFrameworkFiles())).find((each) => each.id === id);
	// The form was sent twice, or somebody else was first.
	if (!found) return done(id);
	if (found.isInUse) return refused('framework-file-in-use');
	await acting.run(emptyFrameworkFile(id, acting.visitor.name));
	await acting.run(record('framework.file-emptied', id, { hash: found.hash }));
	return done(id);
}
