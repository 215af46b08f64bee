/** A QR code, drawn here: what it holds never leaves for somebody else's drawing service. */
import { encode } from 'uqr';

/** The path of an SVG that draws `text`, and how many squares it is wide. */
export function drawQR(text: string): { path: string; size: number } {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const squares = data.flatMap((row, y) =>
		row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))
	);
	return { path: squares.join(''), size };
}
