import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { design, fontFaces } from '../../../scripts/copy-design.mjs';

const sheet = (name: string) => readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8');
const SHEETS = ['tokens', 'fonts', 'dkfds', 'base', 'controls', 'frame', 'print'];

/** The custom properties of one block of tokens.css. */
const tokensOf = (block: string) =>
	Object.fromEntries(
		[...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])
	);
const [light = '', dark = ''] = sheet('tokens').split(
	'@media screen and (prefers-color-scheme: dark)'
);
const SCHEMES: [string, Record<string, string>][] = [
	['light', tokensOf(light)],
	['dark', tokensOf(dark)]
];

/** Contrast as WCAG 2 defines it, from 1 to 21. */
function contrast(one: string, other: string) {
	const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string) {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const GROUNDS = ['paper', 'surface', 'surface-quiet'];
const MESSAGES = ['info', 'success', 'warning', 'error'];
const READ: [string, string[]][] = [
	[
		'ink',
		[...GROUNDS, 'surface-pressed', 'accent-quiet', ...MESSAGES.map((kind) => `${kind}-quiet`)]
	],
	['ink-quiet', GROUNDS],
	['link', [...GROUNDS, ...MESSAGES.map((kind) => `${kind}-quiet`)]],
	['link-visited', [...GROUNDS, ...MESSAGES.map((kind) => `${kind}-quiet`)]],
	['accent', [...GROUNDS, 'accent-quiet']],
	['accent-strong', GROUNDS],
	['on-accent', ['accent', 'accent-strong', 'error']],
	['error', [...GROUNDS, 'error-quiet']]
];
const SEEN: [string, string[]][] = [
	['line-strong', GROUNDS],
	['focus', [...GROUNDS, ...MESSAGES.map((kind) => `${kind}-quiet`)]],
	...MESSAGES.map((kind): [string, string[]] => [kind, ['paper', 'surface', `${kind}-quiet`]])
];

test.each(SCHEMES)('every text can be read on its grounds, %s (WCAG 1.4.3)', (_scheme, tokens) => {
	for (const [text, grounds] of READ)
		for (const ground of grounds)
			expect(contrast(tokens[text]!, tokens[ground]!), `${text} on ${ground}`).toBeGreaterThan(4.5);
});

test.each(SCHEMES)('edges, signs and focus can be seen, %s (WCAG 1.4.11)', (_scheme, tokens) => {
	for (const [edge, grounds] of SEEN)
		for (const ground of grounds)
			expect(contrast(tokens[edge]!, tokens[ground]!), `${edge} on ${ground}`).toBeGreaterThan(3);
});

test('the part taken from dkfds is what the script makes from the installed version', () => {
	expect(sheet('dkfds') === design(), 'run node scripts/copy-design.mjs').toBe(true);
	expect(sheet('fonts') === fontFaces(), 'run node scripts/copy-design.mjs').toBe(true);
});

test('every token that is used is there, and colours are spelt out in the tokens only', () => {
	const all = SHEETS.map(sheet).join('\n');
	const known = new Set([...all.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
	const used = [...all.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name);
	expect(used.filter((name) => !known.has(name))).toEqual([]);
	for (const name of ['dkfds', 'base', 'controls'])
		expect(sheet(name).match(/#[0-9a-f]{3,8}\b(?=[^{}]*;)/gi) ?? [], name).toEqual([]);
});
