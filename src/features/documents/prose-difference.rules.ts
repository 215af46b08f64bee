/**
 * What changed in a text with headings and lists: word by word, each word with its look, so that what has become bold or
 * a link is seen as well; block by block, so that it is read as headings and lists.
 */
import { runsOf, type Run } from '#values/prose-line.ts';
import { linesOf, parseProse, type Block } from '#values/prose.ts';
import { wordDifference, wordsOf, type Stretch } from './difference.rules.ts';

/** Words of one look that stayed, went or came. */
export type ProseStretch = Stretch & Omit<Run, 'text'>;

/** A heading, a paragraph or one item of a list. `was` is what it was before, where the same words are set otherwise now. */
export type ProsePiece = {
	is: Block['is'];
	was: Block['is'] | null;
	stretches: ProseStretch[];
};

/** The two texts as one, piece by piece. Where a piece was parted, or put together with the next, stands the sign ¶. */
export function proseDifference(before: string, after: string): ProsePiece[] {
	const told = withWholePieces(wordDifference(tokensOf(before), tokensOf(after))).map(
		({ is, text }): Told => ({ is, token: JSON.parse(text) as Token })
	);
	const pieces: ProsePiece[] = [];
	/** Words that went from the beginning of a piece whose new beginning is still to come. */
	let waiting: ProseStretch[] | null = null;
	for (const [at, { is, token }] of told.entries()) {
		if (!('begins' in token)) {
			if (waiting && is === 'removed') waiting.push({ is, ...token });
			else add(pieces.at(-1)!, { is, ...token });
		} else if (is !== 'removed') {
			const gone = is === 'added' ? goneBefore(told, at) : token.begins;
			const was = gone !== undefined && gone !== token.begins ? gone : null;
			const piece: ProsePiece = { is: token.begins, was, stretches: [] };
			for (const each of waiting ?? []) add(piece, each);
			if (gone === undefined && told[at + 1]?.is === 'same') add(piece, { ...PILCROW, is });
			pieces.push(piece);
			waiting = null;
		} else if (isReplaced(told, at)) waiting = [];
		else if (told[at + 1]?.is === 'removed' || pieces.length === 0)
			pieces.push({ is: token.begins, was: null, stretches: [] });
		else add(pieces.at(-1)!, { ...PILCROW, is });
	}
	return pieces.filter(({ stretches }) => stretches.length > 0);
}

/** Words that came and went, counted; a word that only looks otherwise has come and gone. */
export function countWords(pieces: readonly ProsePiece[]): { added: number; removed: number } {
	const count = (which: Stretch['is']) =>
		pieces
			.flatMap(({ stretches }) => stretches)
			.filter(({ is }) => is === which)
			.flatMap(({ text }) => text.match(/\S+/g) ?? [])
			.filter((word) => word !== '¶').length;
	return { added: count('added'), removed: count('removed') };
}

type Token = { begins: Block['is'] } | Run;
type Told = { is: Stretch['is']; token: Token };

const PILCROW = { text: ' ¶ ', bold: false, italic: false, href: null };

/** The words of a text with their look, each piece after a token that begins it; spelled so that they can be compared. */
const tokensOf = (text: string): string[] =>
	parseProse(text)
		.flatMap((block): Token[] => {
			const lines = linesOf(block).map((spans) => runsOf(spans).flatMap(wordsOfRun));
			const begins: Token = { begins: block.is };
			if (block.is === 'heading' || block.is === 'paragraph')
				return [begins, ...lines.flatMap((line, at) => (at === 0 ? line : [LINE_END, ...line]))];
			return lines.flatMap((line) => [begins, ...line]);
		})
		.map((token) => JSON.stringify(token));

const LINE_END: Run = { text: '\n', bold: false, italic: false, href: null };

const wordsOfRun = (run: Run): Run[] => wordsOf(run.text).map((text) => ({ ...run, text }));

/** A piece that came or went is told from its beginning: not from its first word to the beginning of the next. */
function withWholePieces(stretches: Stretch[]): Stretch[] {
	const told = stretches.map((each) => ({ ...each }));
	let start = 0;
	while (start < told.length) {
		const { is } = told[start]!;
		let end = start;
		while (told[end + 1]?.is === is) end += 1;
		const [before, last] = [told[start - 1], told[end]!];
		const isShifted =
			is !== 'same' && before?.is === 'same' && before.text === last.text && isBeginning(last);
		if (isShifted && told[end + 1]?.is === 'same') [before.is, last.is] = [is, 'same'];
		start = end + 1;
	}
	return told;
}

const isBeginning = ({ text }: Stretch) => text.startsWith('{"begins"');

/** As what the piece began that goes where this one comes; undefined where none goes. */
function goneBefore(told: readonly Told[], at: number): Block['is'] | undefined {
	const before = told.slice(0, at);
	const run = before.slice(before.findLastIndex(({ is }) => is !== 'removed') + 1);
	const gone = run.findLast(({ token }) => 'begins' in token)?.token;
	return gone && 'begins' in gone ? gone.begins : undefined;
}

/** Whether another piece comes where this one goes, right after the words that go with it. */
function isReplaced(told: readonly Told[], at: number): boolean {
	const next = told.slice(at + 1).find(({ is, token }) => is !== 'removed' || 'begins' in token);
	return next !== undefined && next.is === 'added' && 'begins' in next.token;
}

/** Puts words to those before them that look the same and had the same fate. */
function add({ stretches }: ProsePiece, stretch: ProseStretch): void {
	const last = stretches.at(-1);
	const isAlike =
		last?.is === stretch.is &&
		last.bold === stretch.bold &&
		last.italic === stretch.italic &&
		last.href === stretch.href;
	if (isAlike) last.text += stretch.text;
	else stretches.push({ ...stretch });
}
