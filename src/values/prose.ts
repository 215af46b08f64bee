/**
 * Text with a little form: paragraphs, headings of one level, lists with bullets or numbers, bold, italics and links.
 * It is typed with a few marks, a small and strict part of Markdown, and kept in one spelling of them, so that two
 * texts that read the same are the same and have the same hash (docs/decisions/0580-prose.md):
 *
 * | typed | means |
 * |---|---|
 * | an empty line | a new paragraph; a line end inside one stays a line end |
 * | `# words` | a heading |
 * | `- words` | an item of a list |
 * | `1. words`, `2. words` … | items of a numbered list, which count from 1 |
 * | `**words**`, `_words_` | bold, italics |
 * | `[words](https://…)`, `[words](mailto:…)` | a link |
 * | `\` before a sign | that sign, as itself |
 *
 * Everything else is words, HTML too. Whatever is typed means something; nothing is refused.
 */
import { runsOf, spansIn, spellLine, type Span } from './prose-line.ts';

/** What stands by itself: a heading, a paragraph of one or more lines, or a list. */
export type Block =
	| { is: 'heading'; spans: Span[] }
	| { is: 'paragraph'; lines: Span[][] }
	| { is: 'bullets' | 'numbers'; items: Span[][] };

/** A text, block by block. Two lists with bullets never follow each other, and a list with numbers has two items or more. */
export type Prose = Block[];

/** What a typed text means. Takes time in proportion to its length. */
export function parseProse(text: string): Prose {
	const lines = text.split('\n').map((line) => line.trim());
	const blocks: Prose = [];
	let at = 0;
	let isOpen = false;
	while (at < lines.length) {
		const line = lines[at]!;
		const items = numberedFrom(lines, at);
		const heading = HEADING.exec(line)?.[1];
		const bullet = BULLET.exec(line)?.[1];
		const last = blocks.at(-1);
		if (items) {
			blocks.push({ is: 'numbers', items: items.texts.map(spansIn) });
			at = items.end;
			isOpen = false;
			continue;
		}
		if (heading !== undefined) blocks.push({ is: 'heading', spans: spansIn(heading) });
		else if (bullet !== undefined && last?.is === 'bullets') last.items.push(spansIn(bullet));
		else if (bullet !== undefined) blocks.push({ is: 'bullets', items: [spansIn(bullet)] });
		else if (line !== '' && isOpen && last?.is === 'paragraph') last.lines.push(spansIn(line));
		else if (line !== '') blocks.push({ is: 'paragraph', lines: [spansIn(line)] });
		isOpen = line !== '' && heading === undefined && bullet === undefined;
		at += 1;
	}
	return blocks;
}

/** The text in its one spelling; reading it gives the same text again. */
export function spellProse(prose: Prose): string {
	const plain = spell(prose, (line) => line);
	return isSameProse(parseProse(plain), prose) ? plain : spell(prose, asWords);
}

/** What was typed, in the one spelling of what it means. */
export const tidyProse = (typed: string): string => spellProse(parseProse(typed));

/** What is read, without marks and addresses: a line for each line, item and heading. */
export const wordsOfProse = (text: string): string =>
	parseProse(text)
		.flatMap(linesOf)
		.map((spans) =>
			runsOf(spans)
				.map((run) => run.text)
				.join('')
		)
		.join('\n');

/** The lines that stand in a block. */
export const linesOf = (block: Block): Span[][] => {
	if (block.is === 'heading') return [block.spans];
	return block.is === 'paragraph' ? block.lines : block.items;
};

const isSameProse = (one: Prose, other: Prose) => JSON.stringify(one) === JSON.stringify(other);

/** @param line what is done to the lines of paragraphs, which could be read as the beginning of something else */
const spell = (prose: Prose, line: (spelled: string) => string): string =>
	prose
		.map((block) => {
			const lines = linesOf(block).map(spellLine);
			if (block.is === 'heading') return `# ${lines.join('')}`;
			if (block.is === 'paragraph') return lines.map(line).join('\n');
			const isCounted = block.is === 'numbers';
			return lines.map((each, at) => `${isCounted ? `${at + 1}.` : '-'} ${each}`).join('\n');
		})
		.join('\n\n');

/** A line that would begin a heading or a list, as words. */
const asWords = (line: string): string => {
	if (HEADING.test(line) || BULLET.test(line)) return `\\${line}`;
	return NUMBER.test(line) ? line.replace(/[.)]/, '\\$&') : line;
};

const HEADING = /^#{1,6}\s+(\S.*)$/su;
const BULLET = /^[-*•·]\s+(\S.*)$/su;
const NUMBER = /^(\d{1,4})[.)]\s+(\S.*)$/su;

/**
 * The items of a numbered list that begins here, and the line after it; undefined where none does. Only what counts 1, 2, 3 is
 * one: “1. maj … 15. maj …” would be read under other numbers than were written. Empty lines may stand between.
 */
function numberedFrom(lines: readonly string[], start: number) {
	const texts: string[] = [];
	let end = start;
	for (let at = start; at < lines.length; at += 1) {
		if (lines[at] === '' && texts.length > 0) continue;
		const [, number, text] = NUMBER.exec(lines[at]!) ?? [];
		if (text === undefined || Number(number) !== texts.length + 1) break;
		texts.push(text);
		end = at + 1;
	}
	return texts.length > 1 ? { texts, end } : undefined;
}
