/** What changes in what an agreement has brought to life, when a newer version of it counts. */
import { canonicalJson, type Json } from '#features/documents/content.rules.ts';
import type { LiveObject } from './live-objects.rules.ts';

/** What is to be done so that what lives is what the agreement says now. */
export type LiveChange =
	| { do: 'add'; object: LiveObject }
	| { do: 'change'; before: LiveObject; object: LiveObject }
	/** It is no longer in the agreement. What people have done with it stays; it asks nothing more of them. */
	| { do: 'retire'; object: LiveObject };

/**
 * The changes from what was brought to life last to what the agreement says now. Matched by key; one whose
 * words are the same is not told, whatever people have done with it since.
 * @param last the objects as the last run gave them
 */
export function liveChanges(last: readonly LiveObject[], now: readonly LiveObject[]): LiveChange[] {
	const before = new Map(last.map((object) => [object.key, object]));
	const kept = new Set(now.map(({ key }) => key));
	return [
		...now.flatMap((object): LiveChange[] => {
			const known = before.get(object.key);
			if (!known) return [{ do: 'add', object }];
			return isSame(known, object) ? [] : [{ do: 'change', before: known, object }];
		}),
		...last
			.filter(({ key }) => !kept.has(key))
			.map((object): LiveChange => ({ do: 'retire', object }))
	];
}

const isSame = (one: LiveObject, other: LiveObject) =>
	canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);
