/**
 * Text that a PDF can carry. PDF/UA allows no character without a glyph, and no machine has a font for all of
 * them; what cannot be shown is replaced by its number, so that a reader sees that something stands there.
 */

/** Marks of joining and presentation, which have no look of their own: an emoji is made of several. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Emoji_Modifier}/u;

/** Letters in a row that are a word, which hyphenation breaks at its joints; the longest in use have some fifty. */
const LONGEST_WORD = 80;

/** Signs in a row after which what is no word may be broken: an address, a checksum. */
const LONGEST_RUN = 40;

/**
 * `text` without what no PDF may hold (control characters, halves of characters, marks that turn the direction of
 * what follows), and with long runs breakable. A soft hyphen stays: it says where a word may be broken.
 */
export const tidy = (text: string): string =>
	text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{C}\n\t\u00ad\u200b-\u200f\u{e0020}-\u{e007f}]/gu, '')
		.replace(/[^\s\u200b]{41,}/gu, breakable);

function breakable(run: string): string {
	const isWord = /^[\p{P}]*[\p{L}\p{M}\u00ad-]+[\p{P}]*$/u.test(run);
	const longest = isWord ? LONGEST_WORD : LONGEST_RUN;
	return run.replace(new RegExp(`.{${longest}}(?=.)`, 'gsu'), '$&\u200b');
}

/**
 * `text` with every character the font lacks replaced by its number, "[U+1F600]".
 * @param isCovered whether the font can show a code point
 */
export function spellUncovered(text: string, isCovered: (codePoint: number) => boolean): string {
	const answer = [];
	for (const character of text.normalize('NFC')) {
		const codePoint = character.codePointAt(0) ?? 0;
		if (codePoint < 32 || isCovered(codePoint)) answer.push(character);
		else if (!INVISIBLE.test(character))
			answer.push(`[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`);
	}
	return answer.join('');
}

/** `data` with `change` done to every text in it, however deep. An address (`href`) is no text: in pieces it leads nowhere. */
export function eachText<Data>(data: Data, change: (text: string) => string): Data {
	const changed = (value: unknown): unknown => {
		if (typeof value === 'string') return change(value);
		if (Array.isArray(value)) return value.map(changed);
		if (value === null || typeof value !== 'object') return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, each]) => [key, key === 'href' ? each : changed(each)])
		);
	};
	return changed(data) as Data;
}
