/** The pieces of a printed document as Word knows them: paragraphs with styles, lists, tables with a head. */
import {
	AlignmentType,
	BorderStyle,
	ExternalHyperlink,
	HeadingLevel,
	Paragraph,
	ShadingType,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type {
	PlainPart,
	PrintedBlock,
	PrintedFact,
	PrintedRun,
	PrintedTable
} from '../print/printed-document.ts';

/** Width of the text on the page, in twentieths of a point: A4 without its margins. */
const TEXT_WIDTH = 9_180;

/** A row of so many lines stays on one page; what is longer may take two, since some programs cut off what fits on none. */
const UNBROKEN = 20;

/** Letters on a line of the whole width, about. */
const LETTERS = 85;

const QUIET = '595959';
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Counts the numbered lists of a document: each begins with 1 again. */
export type ListCount = { lists: number };

/** A part as paragraphs and tables. */
export function blocksOf(part: PlainPart, count: ListCount): (Paragraph | Table)[] {
	switch (part.kind) {
		case 'text':
			return prose(part.text);
		case 'prose':
			return part.blocks.flatMap((block) => proseOf(block, count));
		case 'quiet':
			return [paragraph(part.text, { italics: true, color: QUIET })];
		case 'list':
			return part.items.map((item) => listed(item, 'bullets'));
		case 'facts':
			return factsOf(part.items);
		case 'table':
			return [...(part.caption ? [captionOf(part.caption)] : []), tableOf(part), new Paragraph('')];
	}
}

/** A text keeps its paragraphs and its line ends. */
export const prose = (text: string): Paragraph[] =>
	text
		.split(/\n[ \t]*\n+/)
		.filter((each) => each.trim() !== '')
		.map((each) => paragraph(each));

/** A heading, a paragraph or a list, whose words have their own look. */
function proseOf({ is, lines }: PrintedBlock, count: ListCount): Paragraph[] {
	if (is === 'numbers') count.lists += 1;
	const list = {
		reference: is === 'numbers' ? 'numbers' : 'bullets',
		level: 0,
		...(is === 'numbers' ? { instance: count.lists } : {})
	};
	if (is === 'bullets' || is === 'numbers')
		return lines.map(
			(runs) =>
				new Paragraph({
					numbering: list,
					...directionOf(wordsIn(runs)),
					children: runs.map((run) => runOf(run))
				})
		);
	return [
		new Paragraph({
			...(is === 'heading' ? { heading: HeadingLevel.HEADING_3, keepNext: true } : {}),
			...directionOf(wordsIn(lines.flat())),
			children: lines.flatMap((runs, line) =>
				runs.map((run, at) => runOf(run, line > 0 && at === 0))
			)
		})
	];
}

const wordsIn = (runs: readonly PrintedRun[]) => runs.map(({ text }) => text).join('');

function runOf({ text, bold, italic, href }: PrintedRun, isOnNewLine = false) {
	const run = new TextRun({
		text,
		...(bold ? { bold } : {}),
		...(italic ? { italics: true } : {}),
		...(href ? { style: 'Hyperlink' } : {}),
		...(isOnNewLine ? { break: 1 } : {}),
		...(isFromTheRight(text) ? { rightToLeft: true } : {})
	});
	return href ? new ExternalHyperlink({ link: href, children: [run] }) : run;
}

/** One item of a list, with a bullet or a number. */
export const listed = (text: string, reference: 'bullets' | 'numbers'): Paragraph =>
	new Paragraph({
		numbering: { reference, level: 0 },
		...directionOf(text),
		children: linesOf(text)
	});

/** Terms and what they stand for, a line each. */
export const factsOf = (facts: PrintedFact[]): Paragraph[] =>
	facts.map(
		({ term, text }) =>
			new Paragraph({
				children: [new TextRun({ text: `${term}: `, bold: true }), ...linesOf(text)]
			})
	);

/** A table whose first row is its head, and comes again on each page. */
export function tableOf({ head, rows, numbers = [], foot }: PrintedTable): Table {
	const width = Math.floor(TEXT_WIDTH / Math.max(1, head.length));
	const row = (cells: string[], kind: 'head' | 'row' | 'foot') =>
		new TableRow({
			tableHeader: kind === 'head',
			cantSplit: linesIn(cells) <= UNBROKEN,
			children: cells.map((text, column) => cellOf(text, width, kind, numbers.includes(column)))
		});
	return new Table({
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: head.map(() => width),
		margins: { top: 40, bottom: 40, left: 80, right: 80 },
		borders: {
			top: NONE,
			left: NONE,
			right: NONE,
			insideVertical: NONE,
			insideHorizontal: LINE,
			bottom: LINE
		},
		// for those who hear it: the first row says what the columns are
		tableLook: { firstRow: true, lastRow: !!foot, firstColumn: false, noVBand: true },
		rows: [
			row(head, 'head'),
			...rows.map((cells) => row(cells, 'row')),
			...(foot ? [row(foot, 'foot')] : [])
		]
	});
}

/** How many lines the longest cell of a row takes, about. */
function linesIn(cells: readonly string[]): number {
	const across = Math.max(1, Math.floor(LETTERS / cells.length));
	const lines = cells.map((text) =>
		text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / across)), 0)
	);
	return Math.max(0, ...lines);
}

const cellOf = (text: string, width: number, kind: 'head' | 'row' | 'foot', isNumber: boolean) =>
	new TableCell({
		width: { size: width, type: WidthType.DXA },
		...(kind === 'head' ? { shading: { type: ShadingType.CLEAR, fill: 'E8F0F4' } } : {}),
		children: [
			new Paragraph({
				...directionOf(text),
				...(isNumber ? { alignment: AlignmentType.END } : {}),
				children: linesOf(text, { bold: kind !== 'row' })
			})
		]
	});

const captionOf = (text: string) => new Paragraph({ style: 'Caption', keepNext: true, text });

type Look = { bold?: boolean; italics?: boolean; color?: string };

const paragraph = (text: string, look: Look = {}) =>
	new Paragraph({ ...directionOf(text), children: linesOf(text, look) });

/** The lines of a text as runs, with an end of line between them. */
const linesOf = (text: string, look: Look = {}): TextRun[] =>
	text.split('\n').map(
		(line, index) =>
			new TextRun({
				text: line,
				...look,
				...(index > 0 ? { break: 1 } : {}),
				...(isFromTheRight(line) ? { rightToLeft: true } : {})
			})
	);

/** A text in a language that is written from the right begins there. */
const directionOf = (text: string) => (isFromTheRight(text) ? { bidirectional: true } : {});

const isFromTheRight = (text: string) =>
	/^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
