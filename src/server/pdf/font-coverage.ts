/** Which characters a font can show: read from the `cmap` table of a TrueType file. */

/** Answers, for the font in `file`, whether it has a glyph for a code point. */
export function coverageOf(file: Uint8Array): (codePoint: number) => boolean {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const cmap = findTable(view, 'cmap');
	const ranges = subtablesOf(view, cmap).flatMap((start) => rangesOf(view, start));
	return (codePoint) => ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}

type Range = [from: number, to: number];

function findTable(view: DataView, wanted: string): number {
	const count = view.getUint16(4);
	for (let at = 12; at < 12 + count * 16; at += 16) {
		const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
		if (tag === wanted) return view.getUint32(at + 8);
	}
	throw new Error(`the font has no ${wanted} table`);
}

const subtablesOf = (view: DataView, cmap: number): number[] =>
	Array.from(
		{ length: view.getUint16(cmap + 2) },
		(_, index) => cmap + view.getUint32(cmap + 4 + index * 8 + 4)
	);

/** Formats 4 (up to U+FFFF) and 12 (all planes) are the ones fonts of today use for Unicode. */
function rangesOf(view: DataView, start: number): Range[] {
	const format = view.getUint16(start);
	if (format === 12)
		return Array.from({ length: view.getUint32(start + 12) }, (_, index): Range => {
			const group = start + 16 + index * 12;
			return [view.getUint32(group), view.getUint32(group + 4)];
		});
	if (format !== 4) return [];
	const segments = view.getUint16(start + 6) / 2;
	return Array.from({ length: segments }, (_, index): Range => {
		const to = view.getUint16(start + 14 + index * 2);
		const from = view.getUint16(start + 16 + segments * 2 + index * 2);
		// the last segment only closes the list
		return to === 0xffff ? [1, 0] : [from, to];
	});
}
