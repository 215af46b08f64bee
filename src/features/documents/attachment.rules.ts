/** Files that belong to a document. */

/** Files that one document may have. */
export const MOST_FILES = 10;

/** What a file is called here: the last part of what the sender calls it, without what no screen shows. */
export function nameOfFile(given: string, nameless = 'aftale.pdf'): string {
	const last = given.split(/[/\\]/).at(-1) ?? '';
	const name = last
		.normalize('NFC')
		.replaceAll(/[\p{C}]+/gu, ' ')
		.trim();
	return [...name].slice(-150).join('') || nameless;
}
