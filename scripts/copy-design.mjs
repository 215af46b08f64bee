// Takes from the Danish government design system (dkfds) the part that Samspil wears:
//   node scripts/copy-design.mjs
// writes src/ui/look/dkfds.css, the fonts beside it and their licences. Run it after dkfds has a new
// version; the files are committed, and a test says when they no longer are what this script makes.
//
// Three things change on the way: only rules for the classes below are kept, every colour becomes one of
// our tokens (so that dark mode and our own accent need no second copy of a rule), and pictures stay out.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const SOURCE = 'node_modules/dkfds';
const TARGET = 'src/ui/look';

/** The classes whose rules are kept; rules for plain elements always are. */
const KEPT = new Set(
	`sr-only subheading font-lead skipnav
	form-group form-label form-hint form-input form-select form-error form-error-message
	form-checkbox form-radio form-group-checkbox form-group-radio
	input-width-xxs input-width-xs input-width-s input-width-m input-width-l input-width-xl
	button button-primary button-secondary button-tertiary button-warning button-group
	alert alert-heading alert-text alert-success alert-warning alert-error alert-info
	badge badge-success badge-warning badge-error badge-info
	details details-summary details-summary-text details-text
	table table--borderless table--compact nobullet-list`.split(/\s+/)
);

/** Which of our tokens a colour of dkfds becomes: where it is text, where it is a background, else. */
const TOKENS = {
	'#1a1a1a': { background: 'accent-strong', other: 'ink' },
	'#454545': { outline: 'focus', other: 'accent' },
	'#707070': { other: 'ink-quiet' },
	'#8e8e8e': { other: 'line-strong' },
	'#bfbfbf': { other: 'line' },
	'#dcdcdc': { background: 'surface-pressed', other: 'line' },
	'#f5f5f5': { other: 'surface-quiet' },
	white: { color: 'on-accent', other: 'surface' },
	'#004d99': { other: 'link' },
	'#800080': { other: 'link-visited' },
	'#cc0000': { other: 'error' },
	'#ffe0e0': { other: 'error-quiet' },
	'#358000': { other: 'success' },
	'#ddf7ce': { other: 'success-quiet' },
	'#febb30': { other: 'warning' },
	'#ffeecc': { other: 'warning-quiet' },
	'#1b86c3': { other: 'info' },
	'#e2f2fb': { other: 'info-quiet' }
};

/** Regular and semibold for the interface, italic for what a person said; each only where its letters occur. */
const FACES = [
	{ file: 'Regular', style: 'normal', weight: '400 500' },
	{ file: 'SemiBold', style: 'normal', weight: '600 700' },
	{ file: 'Italic', style: 'italic', weight: '400 700' }
];

/** The letters in each part of a face, read from the files: a browser fetches a part when a page needs it. */
const PARTS = {
	Latin1:
		'U+0, U+D, U+20-7E, U+A0-FF, U+131, U+152-153, U+2C6, U+2DA, U+2DC, U+2013-2014, U+2018-201A, ' +
		'U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+2044, U+20AC, U+2122, U+2212, U+FB01-FB02',
	Latin2:
		'U+100-101, U+104-130, U+132-151, U+154-17F, U+18F, U+192, U+1A0-1A1, U+1AF-1B0, U+1FA-1FF, ' +
		'U+218-21B, U+237, U+259, U+1E80-1E85, U+1E9E, U+20A1, U+20A4, U+20A6, U+20A8-20AA, U+20AD-20AE, ' +
		'U+20B1-20B2, U+20B4-20B5, U+20B8-20BA, U+20BD, U+20BF',
	Latin3: 'U+102-103, U+1CD-1DC, U+1EA0-1EF9, U+20AB'
};

/** A style sheet as a list of { head, body }: body is text for a rule and a list for @media. */
function parse(css) {
	const rules = [];
	let at = 0;
	while (at < css.length) {
		const open = css.indexOf('{', at);
		if (open < 0) break;
		let depth = 1;
		let end = open + 1;
		while (depth > 0) depth += { '{': 1, '}': -1 }[css[end++]] ?? 0;
		const head = css.slice(at, open).trim();
		const inner = css.slice(open + 1, end - 1);
		rules.push({ head, body: head.startsWith('@media') ? parse(inner) : inner });
		at = end;
	}
	return rules;
}

/** The selectors of a rule that speak of kept classes only; `:not(.something-dropped)` says nothing any more. */
function keptSelectors(head) {
	return head
		.split(/,(?![^(]*\))/)
		.map((selector) =>
			selector.trim().replace(/:not\(\.([\w-]+)\)/g, (text, name) => (KEPT.has(name) ? text : ''))
		)
		.filter((selector) =>
			[...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].every(([, name]) => KEPT.has(name))
		);
}

function withTokens(property, value) {
	const role = property.startsWith('background') ? 'background' : property;
	return value.replace(/#[0-9a-f]{3,8}\b|(?<![-\w])white(?![-\w])/gi, (colour) => {
		const token = TOKENS[colour.toLowerCase()];
		if (!token) throw new Error(`${property}: ${value} has a colour without a token`);
		return `var(--${token[role] ?? token.other})`;
	});
}

function keptDeclarations(body) {
	return body
		.split(/;(?![^(]*\))/)
		.map((line) => line.trim())
		.filter((line) => line && !line.includes('url('))
		.map((line) => {
			const [, property, value] = /^([\w-]+)\s*:\s*(.*)$/s.exec(line) ?? [];
			return `${property}: ${withTokens(property, value)};`;
		});
}

function write(rules, indent) {
	return rules.map((rule) => writeRule(rule, indent)).join('');
}

/** One rule or one @media with what is left in it; nothing when nothing is left. */
function writeRule({ head, body }, indent) {
	if (/^@(media print|font-face|keyframes|supports|page)/.test(head)) return '';
	const selectors = Array.isArray(body) ? [head] : keptSelectors(head);
	if (selectors.length === 0) return '';
	const inside = Array.isArray(body)
		? write(body, `${indent}\t`)
		: keptDeclarations(body)
				.map((line) => `${indent}\t${line}\n`)
				.join('');
	return inside && `${indent}${selectors.join(`,\n${indent}`)} {\n${inside}${indent}}\n`;
}

/** The kept part of dkfds in a layer of its own, so that any rule of ours wins without a stronger selector. */
export function design() {
	const { version } = JSON.parse(readFileSync(`${SOURCE}/package.json`, 'utf8'));
	const css = readFileSync(`${SOURCE}/dist/css/dkfds.css`, 'utf8')
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/@charset[^;]*;/, '');
	return (
		`/* Made by scripts/copy-design.mjs from dkfds ${version}; change that, not this.\n` +
		'   Copyright 2021 Danish Business Authority & Danish Agency for Digitisation, MIT licence: LICENSE-dkfds.md. */\n' +
		`@layer dkfds {\n${write(parse(css), '\t')}}\n`
	);
}

/** Our own @font-face rules, one for each part of each face. */
export function fontFaces() {
	const rules = FACES.flatMap(({ file, style, weight }) =>
		Object.entries(PARTS).map(
			([part, letters]) =>
				`@font-face {\n\tfont-family: 'IBM Plex Sans';\n\tfont-style: ${style};\n\tfont-weight: ${weight};\n` +
				`\tfont-display: swap;\n\tsrc: url('./fonts/${fontFile(file, part)}') format('woff2');\n` +
				`\tunicode-range: ${letters};\n}\n`
		)
	);
	return `/* Made by scripts/copy-design.mjs. IBM Plex Sans, copyright 2017 IBM Corp., SIL OFL 1.1: fonts/LICENSE.txt. */\n${rules.join('')}`;
}

const fontFile = (file, part) => `IBMPlexSans-${file}-${part}.woff2`;

if (import.meta.main) {
	mkdirSync(`${TARGET}/fonts`, { recursive: true });
	writeFileSync(`${TARGET}/dkfds.css`, design());
	writeFileSync(`${TARGET}/fonts.css`, fontFaces());
	const fonts = `${SOURCE}/dist/fonts/IBMPlexSans`;
	for (const { file } of FACES)
		for (const part of Object.keys(PARTS))
			copyFileSync(
				`${fonts}/split/woff2/${fontFile(file, part)}`,
				`${TARGET}/fonts/${fontFile(file, part)}`
			);
	copyFileSync(`${fonts}/complete/woff2/license.txt`, `${TARGET}/fonts/LICENSE.txt`);
	copyFileSync(`${SOURCE}/LICENSE.md`, `${TARGET}/LICENSE-dkfds.md`);
}
