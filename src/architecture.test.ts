/** The map of src/, kept true: who may import whom, and what no file may do. The words are in ARCHITECTURE.md. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

const mayImport: Record<string, string[]> = {
	routes: ['features', 'server', 'ui', 'values'],
	features: ['features', 'server', 'ui', 'values'],
	server: ['values'],
	ui: ['values'],
	values: []
};

/** A file longer than this has a second idea in it. */
const LONGEST_FILE = 300;

/** Tests, and the `test-….ts` beside them that arrange their worlds. */
const isTest = (file: string) => /\.(test|story)\.ts$|\/test-[^/]+\.ts$/.test(file);
const isGenerated = (file: string) => file === 'src/server/schema.ts';

const sources = globSync('{src,scripts,tests,bench,db}/**/*.{ts,svelte,mjs}', {
	exclude: ['src/messages/**']
}).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** Every import between the folders of src/, as paths below it: ['features/a/b.ts', 'values/day.ts']. */
const imports = sources
	.filter(({ file }) => /^src\/(routes|features|server|ui|values)\//.test(file) && !isTest(file))
	.flatMap(({ file, text }) => {
		const from = file.replace('src/', '');
		return [
			...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'(#|\.{1,2}\/|)([^']+)'/g)
		].map(([, kind, path]) => {
			const inside = kind === '#' ? path! : join(dirname(from), `${kind}${path}`);
			return { from, to: kind === '' ? path! : inside, external: kind === '' };
		});
	})
	.filter(({ to }) => !to.startsWith('messages'));

const breaking = (isBroken: (from: string, to: string) => boolean, external = false) =>
	imports
		.filter((each) => each.external === external && isBroken(each.from, each.to))
		.map(({ from, to }) => `${from} imports ${to}`);

const folder = (path: string) => path.split('/')[0]!;
const feature = (path: string) => path.split('/')[1]!;
const isRules = (path: string) => path.endsWith('.rules.ts');

test('no control has the name of something that a page asks of its form: the form would answer with the control', () => {
	const taken = /\bname=["{']*(remove|submit|reset)["}'\s>]/;
	const controls = sources.filter(({ file, text }) => file.endsWith('.svelte') && taken.test(text));
	expect(controls.map(({ file }) => file)).toEqual([]);
});

test('imports point inwards: routes → features → server, ui → values', () => {
	const isBroken = (from: string, to: string) =>
		folder(from) !== folder(to) &&
		!to.includes('$types') &&
		to !== '../db/example/load.ts' && // the invented data, added by who wants to look around
		!mayImport[folder(from)]!.includes(folder(to));
	expect(breaking(isBroken)).toEqual([]);
});

test('rules are pure: they import only other rules and values, no package', () => {
	const isImpure = (from: string, to: string) =>
		isRules(from) && !isRules(to) && folder(to) !== 'values';
	expect(breaking(isImpure)).toEqual([]);
	expect(breaking((from) => isRules(from), true)).toEqual([]);
});

test('rules ask no clock and no chance', () => {
	const asking = sources.filter(
		({ file, text }) =>
			isRules(file) &&
			/\bDate\.now\(|new Date\(\)|Temporal\.Now|Math\.random\(|randomUUID/.test(text)
	);
	expect(asking.map(({ file }) => file)).toEqual([]);
});

test('SQL is spoken only in queries and in server/', () => {
	const isBroken = (from: string, to: string) =>
		/^(kysely|pg|pg-boss)(\/|$)/.test(to) &&
		!from.endsWith('.queries.ts') &&
		folder(from) !== 'server';
	expect(breaking(isBroken, true)).toEqual([]);
});

test('only queries and server/ build queries from the tables', () => {
	const building = sources.filter(
		({ file, text }) =>
			/^src\/(routes|features|ui|values)\//.test(file) &&
			!isTest(file) &&
			!file.endsWith('.queries.ts') &&
			// Who acts (`actingTenant`) may be handed to a query; the tables may not leave them.
			/import (?!type)\{[^}]*\btables\b[^}]*\} from '#server\/tables\.ts'/.test(text)
	);
	expect(building.map(({ file }) => file)).toEqual([]);
});

test('features share rules and verbs, never queries or components', () => {
	const isBroken = (from: string, to: string) =>
		folder(from) === 'features' &&
		folder(to) === 'features' &&
		feature(from) !== feature(to) &&
		(to.endsWith('.queries.ts') || to.endsWith('.svelte'));
	expect(breaking(isBroken)).toEqual([]);
});

test('no component takes in a schema, which would send zod to the browser', () => {
	const isBroken = (from: string, to: string) =>
		from.endsWith('.svelte') && to.endsWith('.schema.ts');
	expect(breaking(isBroken)).toEqual([]);
});

test('no part of the program knows the tests', () => {
	const isBroken = (_from: string, to: string) => isTest(to);
	expect(breaking(isBroken)).toEqual([]);
});

test('the type checker is told of the same short names as the program', () => {
	const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
	const named = Object.entries(read('package.json').imports as Record<string, string>);
	const told = Object.fromEntries(named.map(([name, place]) => [name, [place]]));
	expect(read('tsconfig.json').compilerOptions.paths).toEqual(told);
});

test('no folder or file is named for what it is not', () => {
	const vague = /(^|[/.-])(utils?|helpers?|common|misc|shared|lib|manager|constants)([/.-]|$)/;
	const named = sources.filter(({ file }) => vague.test(file) || /\/index\.ts$/.test(file));
	expect(named.map(({ file }) => file)).toEqual([]);
});

/** The kinds of node in a component that make it unsafe, or its lists lose track of their rows. */
function findForbidden(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	const { type, context, key } = node as { type?: string; context?: unknown; key?: unknown };
	const found =
		type === 'HtmlTag'
			? ['@html']
			: type === 'EachBlock' && context && !key
				? ['each without key']
				: [];
	return [...found, ...Object.values(node).flatMap(findForbidden)];
}

test('no page shows text as HTML, and every list says what tells its rows apart', () => {
	const broken = sources
		.filter(({ file }) => file.endsWith('.svelte'))
		.flatMap(({ file, text }) =>
			findForbidden(parse(text, { modern: true }).fragment).map((what) => `${file}: ${what}`)
		);
	expect(broken).toEqual([]);
});

test(`no file is longer than ${LONGEST_FILE} lines`, () => {
	const long = sources.filter(
		({ file, text }) =>
			!isTest(file) && !isGenerated(file) && text.trimEnd().split('\n').length > LONGEST_FILE
	);
	expect(long.map(({ file }) => file)).toEqual([]);
});
