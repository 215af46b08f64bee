/**
 * What a form showed, carried along with the version it was based on: a fingerprint of each text. Where somebody else has saved meanwhile, it tells
 * what a person changed from what they left as it was, which is nobody's to lay against what is saved now.
 *
 * A version without fingerprints, of a form that does not carry them, tells nothing: then all of it counts as the person's own.
 */

/** What a field holds: a text, or several answers. */
type Held = string | readonly string[];

/** The version and the fingerprints of `fields` (by the names of their inputs), for the hidden input `version`. */
export const shownAt = (version: number | string, fields: Readonly<Record<string, Held>>): string =>
	[
		String(version),
		...Object.entries(fields).map(([name, held]) => printOf(name, asOne(held)))
	].join('~');

/** Several answers as the one text they are compared by: in an order of their own, wherever each was ticked. */
export const severalAs = (values: readonly string[]): string => [...values].toSorted().join('\n');

const asOne = (held: Held): string => (typeof held === 'string' ? held : severalAs(held));

/** The answers in such a text. */
export const severalIn = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** Whether what was sent is another text than the one that was shown. */
export function isTouched(shown: string, name: string, sent: string): boolean {
	const [, ...prints] = shown.split('~');
	return prints.length === 0 || !prints.includes(printOf(name, sent));
}

/** Each text of a conflict, with whether its sender has touched it. */
export const withTouched = <Text extends { name: string; yours: string }>(
	shown: string | undefined,
	texts: readonly Text[]
): (Text & { isTouched: boolean })[] =>
	texts.map((text) => ({ ...text, isTouched: isTouched(shown ?? '', text.name, text.yours) }));

/** How a field is answered, where that is not by writing. */
type Manner = { options?: { value: string; label: string }[]; isDay?: boolean };

/**
 * The texts of a conflict (ui/Conflict.svelte), field by field in the order of `labels`: what was sent beside what is saved now, and whether its
 * sender has touched it. `sent` brings the version its form was based on; `saved` holds all fields as the form would show them.
 */
export const conflictTexts = <Name extends string>(
	labels: Readonly<Record<Name, () => string>>,
	sent: Readonly<Partial<Record<NoInfer<Name> | 'version', Held>>>,
	saved: Readonly<Record<NoInfer<Name>, Held>>,
	manners?: Readonly<Partial<Record<NoInfer<Name>, Manner>>>
) =>
	withTouched(
		sent.version === undefined ? undefined : asOne(sent.version),
		(Object.keys(labels) as Name[]).map((name) => ({
			name,
			label: labels[name](),
			yours: asOne(sent[name] ?? ''),
			saved: asOne(saved[name]),
			isSeveral: typeof saved[name] !== 'string',
			...manners?.[name]
		}))
	);

/** Whether two texts are kept as the same. */
export const isSameText = (one: string, other: string): boolean => asKept(one) === asKept(other);

/** Browsers send line breaks as \r\n, and what surrounds a text is not kept. */
const asKept = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** 53 bits of a text under its name, in base 36. */
function printOf(name: string, text: string): string {
	const words = `${name}\0${asKept(text)}`;
	let [one, other] = [0xdeadbeef, 0x41c6ce57];
	for (let at = 0; at < words.length; at += 1) {
		const code = words.charCodeAt(at);
		one = Math.imul(one ^ code, 2654435761);
		other = Math.imul(other ^ code, 1597334677);
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
	other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
	return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36);
}
