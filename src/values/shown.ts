/**
 * What a form showed, carried along with the version it was based on: a fingerprint of each text. Where somebody else has saved meanwhile, it tells
 * what a person changed from what they left as it was, which is nobody's to lay against what is saved now.
 *
 * A version without fingerprints, of a form that does not carry them, tells nothing: then all of it counts as the person's own.
 */

/** The version and the fingerprints of `texts` (by the names of their inputs), for the hidden input `version`. */
export const shownAt = (
	version: number | string,
	texts: Readonly<Record<string, string>>
): string =>
	[String(version), ...Object.entries(texts).map(([name, text]) => printOf(name, text))].join('~');

/** Several answers as the one text they are compared by: in an order of their own, wherever each was ticked. */
export const severalAs = (values: readonly string[]): string => [...values].toSorted().join('\n');

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
