import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayOpenUp, openParts } from '../opening.rules.ts';
import { seatOfVisitor } from './find-writable.ts';
import { findFramework } from './framework.queries.ts';
import { findOpening, writeOpening } from './opening.queries.ts';

/** What is chosen, as it is saved. */
export type SavedOpening = { sections: string[]; version: number; by: string; at: Date };

/** Chooses which sections of the framework in force everybody may read, on top of `version`; none closes it. */
export async function openFramework(
	acting: Acting,
	version: number,
	chosen: readonly string[]
): Promise<Outcome<true, 'no-framework' | 'not-a-writer'> | Stale<SavedOpening>> {
	const framework = await acting.first(findFramework());
	if (!framework) return refused('no-framework');
	if (!mayOpenUp(seatOfVisitor(acting), framework, acting.visitor.hat))
		return refused('not-a-writer');
	const parts = openParts(chosen);
	const before = await acting.first(findOpening());
	if (before?.sections.join() === parts.sections.join()) return done(true);
	if ((await acting.run(writeOpening(framework.id, version, parts, acting.visitor.name))) === 0)
		return stale((await acting.first(findOpening()))!);
	await acting.run(record('framework.opened', framework.id, { sections: parts.sections }));
	return done(true);
}
