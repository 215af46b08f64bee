/**
 * What the buttons beside a text with form do to what is typed (values/prose.ts says what the marks mean): they write the
 * marks that anybody can write, and take them away again. Nothing else of the text changes.
 */

/** A text and what is selected in it: from one place between its letters (UTF-16) to another. */
export type Typing = { text: string; from: number; to: number };

/** What a button makes of the selection. */
export const MARKS = ['heading', 'bullets', 'numbers', 'bold', 'italic', 'link'] as const;
export type Mark = (typeof MARKS)[number];

const SIGN = { bold: '**', italic: '_' } as const;
const BEGINNING = {
	heading: /^\s*#{1,6}\s+/u,
	bullets: /^\s*[-*•·]\s+/u,
	numbers: /^\s*\d{1,4}[.)]\s+/u
} as const;
type LineMark = keyof typeof BEGINNING;

/** Where an address is still to be written. */
const ADDRESS = 'https://';

/**
 * The typing after a button was pressed: the mark is written, or taken away where all that is selected has it. Lines are marked
 * whole; without a selection, bold and italics take the word at the caret, and a link is begun there.
 */
export function press(mark: Mark, typing: Typing): Typing {
	if (mark === 'link') return link(typing);
	return mark === 'bold' || mark === 'italic' ? around(SIGN[mark], typing) : before(mark, typing);
}

/**
 * What Enter does in a list: the next line is an item too, and an empty item ends the list. Undefined where Enter is only
 * Enter: outside lists, and while something is selected.
 */
export function enter({ text, from, to }: Typing): Typing | undefined {
	if (from !== to) return undefined;
	const { start, end } = linesAt(text, from, to);
	const line = text.slice(start, end);
	const [found] = BEGINNING.bullets.exec(line) ?? BEGINNING.numbers.exec(line) ?? [];
	if (found === undefined || from < start + found.length) return undefined;
	if (line.trim() === found.trim()) return replaced(text, start, end, '', start);
	const next = found.replace(/\d+/, (number) => String(Number(number) + 1));
	return replaced(text, from, from, `\n${next}`, from + 1 + next.length);
}

/** The lines that a selection touches. */
function linesAt(text: string, from: number, to: number) {
	const end = text.indexOf('\n', to);
	return { start: text.lastIndexOf('\n', from - 1) + 1, end: end === -1 ? text.length : end };
}

function before(mark: LineMark, { text, from, to }: Typing): Typing {
	const { start, end } = linesAt(text, from, to);
	const lines = text.slice(start, end).split('\n');
	const written = lines.filter((line) => line.trim() !== '');
	const isMarked = written.length > 0 && written.every((line) => BEGINNING[mark].test(line));
	let number = 0;
	const marked = lines.map((line) => {
		// An empty line among others stays what it is; alone, it is where somebody begins.
		if (line.trim() === '' && lines.length > 1) return line;
		const bare = line.replace(beginningOf(line), '');
		if (isMarked) return bare;
		number += 1;
		return { heading: '# ', bullets: '- ', numbers: `${number}. ` }[mark] + bare;
	});
	const put = marked.join('\n');
	const whole = replaced(text, start, end, put, start + put.length);
	return lines.length > 1 ? { ...whole, from: start } : whole;
}

const beginningOf = (line: string) =>
	Object.values(BEGINNING).find((beginning) => beginning.test(line)) ?? '';

/** A mark before and after each line's words: none reaches over a line's end. */
function around(sign: string, typing: Typing): Typing {
	const { text, from, to } = trimmed(typing.from === typing.to ? wordAt(typing) : typing);
	if (isBetween(text, from, to, sign)) {
		const bare = text.slice(from, to);
		const start = from - sign.length;
		return { ...replaced(text, start, to + sign.length, bare, start + bare.length), from: start };
	}
	const [first = '', ...others] = text.slice(from, to).split('\n');
	// What begins a line is a beginning only there: in the middle of one, “1. ” is words.
	const isAtBeginning = text.slice(linesAt(text, from, from).start, from).trim() === '';
	const lead = isAtBeginning ? leadOf(first) : '';
	const put = [
		markLine(first, lead, sign),
		...others.map((line) => markLine(line, leadOf(line), sign))
	].join('\n');
	const whole = replaced(text, from, to, put, from + put.length);
	return others.length === 0
		? { ...whole, from: from + lead.length + sign.length, to: from + put.length - sign.length }
		: { ...whole, from };
}

/** What makes a line an item or a heading; it stays outside the marks of its words. */
function leadOf(line: string): string {
	const [lead = ''] = beginningOf(line) === '' ? [] : (line.match(beginningOf(line)) ?? []);
	return lead;
}

function markLine(line: string, lead: string, sign: string): string {
	const words = line.slice(lead.length);
	if (words.trim() === '' && lead + words !== '') return line;
	const [, blank = '', rest = ''] = /^(\s*)(.*)$/su.exec(words)!;
	const kept = rest.trimEnd();
	return lead + blank + sign + kept + sign + rest.slice(kept.length);
}

const isBetween = (text: string, from: number, to: number, sign: string) =>
	text.slice(from - sign.length, from) === sign && text.slice(to, to + sign.length) === sign;

function link({ text, from, to }: Typing): Typing {
	const selected = trimmed({ text, from, to });
	const words = text.slice(selected.from, selected.to);
	if (/^(https:\/\/|mailto:)\S+$/u.test(words)) {
		const whole = replaced(text, selected.from, selected.to, `[](${words})`, selected.from + 1);
		return whole;
	}
	const label = words.replaceAll('\n', ' ');
	const put = `[${label}](${ADDRESS})`;
	const caret = label === '' ? selected.from + 1 : selected.from + put.length - 1;
	return replaced(text, selected.from, selected.to, put, caret);
}

/** The word the caret stands in or at, or nothing at the caret. */
function wordAt({ text, from }: Typing): Typing {
	const [before = ''] = /[\p{L}\p{N}]*$/u.exec(text.slice(0, from)) ?? [];
	const [after = ''] = /^[\p{L}\p{N}]*/u.exec(text.slice(from)) ?? [];
	return { text, from: from - before.length, to: from + after.length };
}

/** Without the blanks at both ends of what is selected. */
function trimmed({ text, from, to }: Typing): Typing {
	const words = text.slice(from, to);
	const start = from + (words.length - words.trimStart().length);
	return { text, from: start, to: Math.max(start, from + words.trimEnd().length) };
}

const replaced = (text: string, from: number, to: number, put: string, caret: number): Typing => ({
	text: text.slice(0, from) + put + text.slice(to),
	from: caret,
	to: caret
});
