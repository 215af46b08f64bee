/** A text with headings and lists as it is printed. */
import type { PrintedBlock, PrintedRun } from '#server/print/printed-document.ts';
import { runsOf, type Run } from '#values/prose-line.ts';
import { linesOf, parseProse } from '#values/prose.ts';

/** The text block by block. On paper a link cannot be followed, so its address stands after its words. */
export const printProse = (text: string): PrintedBlock[] =>
	parseProse(text).map((block) => ({
		is: block.is,
		lines: linesOf(block).map((spans) => runsOf(spans).flatMap(printRun))
	}));

function printRun(run: Run): PrintedRun[] {
	if (run.href === null) return [run];
	const href = new URL(run.href).href;
	const said = run.href.replace(/^mailto:/, '');
	const isSaid = run.text === said || run.text === run.href;
	return [
		{ ...run, href },
		...(isSaid ? [] : [{ ...run, text: ` (${said})`, bold: false, italic: false, href: null }])
	];
}
