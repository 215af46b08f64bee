/** Where the parts of a drawn theory of change stand: a column for each step, the boxes under each other, their words in lines. */

/** How wide a column is, and what is between two of them, in units of the drawing; one is a point on paper. */
const WIDTH = 200;
const GAP = 44;
const EDGE = 10;
const LINE = 17;
/** Characters on a line at 13 points: an average, kept on the safe side. */
const LETTERS = 26;
/** Lines to a box. The list beside the picture says all of it. */
const MOST_LINES = 8;

type Written = { heading: string; boxes: { id: string; text: string }[] };

/** A box, and its lines with where each begins. */
export type DrawnBox = {
	id: string;
	y: number;
	height: number;
	lines: { text: string; y: number }[];
};
export type DrawnTheory = {
	width: number;
	height: number;
	columns: { heading: string; x: number; width: number; boxes: DrawnBox[] }[];
	/** Where an arrow leads from one column to the next: its ends. */
	arrows: { from: number; to: number; y: number }[];
};

/** Draws the columns from left to right. */
export function drawTheory(columns: readonly Written[]): DrawnTheory {
	const top = 2 * EDGE + LINE;
	const drawn = columns.map(({ heading, boxes }, index) => {
		let y = top;
		return {
			heading,
			x: EDGE + index * (WIDTH + GAP),
			width: WIDTH,
			boxes: boxes.map(({ id, text }) => {
				const lines = inLines(text);
				const box = {
					id,
					y,
					height: lines.length * LINE + EDGE,
					lines: lines.map((line, at) => ({ text: line, y: y + (at + 1) * LINE }))
				};
				y += box.height + EDGE;
				return box;
			}),
			bottom: y
		};
	});
	return {
		width: 2 * EDGE + columns.length * WIDTH + (columns.length - 1) * GAP,
		height: Math.max(top, ...drawn.map(({ bottom }) => bottom)),
		columns: drawn.map(({ bottom, ...column }) => column),
		arrows: drawn.slice(1).map(({ x }) => ({ from: x - GAP + 6, to: x - 6, y: top + LINE }))
	};
}

/** The text in lines that fit a box; a word that is too long is parted, and what is too much ends in an ellipsis. */
export function inLines(text: string): string[] {
	const words = text
		.split(/\s+/)
		.filter(Boolean)
		.flatMap((word) => word.match(new RegExp(`.{1,${LETTERS}}`, 'gu')) ?? []);
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		if (last !== undefined && [...last, ...word].length < LETTERS)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.length > MOST_LINES
		? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`]
		: lines;
}
