/**
 * Text that a PDF can carry. PDF/UA allows no character without a glyph, and no machine has a font for all of
 * them; what cannot be shown is replaced by its number, so that a reader sees that something stands there.
 */

/** Marks of joining and presentation, which have no look of their own: an emoji is made of several. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Emoji_Modifier}/gu;

/** Letters in a row after which a word may be broken: no Danish word is that long, but an address may be. */
const LONGEST_WORD = 40;

/** `text` without what no PDF may hold (control characters, halves of characters), and with long words breakable. */
export const tidy = (text: string): string =>
	text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{C}\n\t\u200b-\u200f\u{e0020}-\u{e007f}]/gu, '')
		.replace(new RegExp(`\\S{${LONGEST_WORD}}(?=\\S)`, 'gu'), '$&\u200b');

/**
 * `text` with every character the font lacks replaced by its number, "[U+1F600]".
 * @param isCovered whether the font can show a code point
 */
export function spellUncovered(text: string, isCovered: (codePoint: number) => boolean): string {
	const answer = [];
	for (const character of text.normalize('NFC').replace(INVISIBLE, '')) {
		const codePoint = character.codePointAt(0) ?? 0;
		const shown = codePoint < 32 || isCovered(codePoint);
		answer.push(shown ? character : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`);
	}
	return answer.join('');
}

/** `data` with `change` done to every text in it, however deep. */
export function eachText<Data>(data: Data, change: (text: string) => string): Data {
	const changed = (value: unknown): unknown => {
		if (typeof value === 'string') return change(value);
		if (Array.isArray(value)) return value.map(changed);
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, changed(each)]));
	};
	return changed(data) as Data;
}
