// Makes the functions of src/messages out of the texts in messages/, unless they are those of the same texts already.
//   node scripts/compile-messages.mjs
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 'src/messages';
const MADE_FROM = `${FOLDER}/.made-from`;

const OPTIONS = {
	project: './project.inlang',
	outdir: FOLDER,
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
	cookieName: 'sprog',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
	// One module a language: thousands of small ones cost every test and every type check far more than they spare.
	outputStructure: 'locale-modules'
};

/** Everything the functions are made of. */
const sources = () => [
	...readdirSync('messages').map((file) => path.join('messages', file)),
	'project.inlang/settings.json',
	'node_modules/@inlang/paraglide-js/package.json'
];

/** Makes them where they are missing or old. Paraglide is loaded only then: it takes longer than all the rest. */
export async function compileMessages() {
	const hash = createHash('sha256').update(JSON.stringify(OPTIONS));
	for (const file of sources()) hash.update(file).update('\0').update(readFileSync(file));
	const wanted = hash.digest('hex');
	if (existsSync(MADE_FROM) && readFileSync(MADE_FROM, 'utf8') === wanted) return;
	const { compile } = await import('@inlang/paraglide-js');
	// Whatever else reads the functions now must not find them gone.
	const { outputHashes } = await compile({ ...OPTIONS, cleanOutdir: false });
	for (const file of readdirSync(FOLDER, { recursive: true }))
		if (/\.[jt]s$/.test(file) && !(file in outputHashes)) rmSync(path.join(FOLDER, file));
	writeFileSync(MADE_FROM, wanted);
}

/** Vite's part in it: before a build, a test run and `npm run dev`, and there again when a text changes. */
export const messages = () => ({
	name: 'messages',
	enforce: 'pre',
	async buildStart() {
		await compileMessages();
		for (const file of sources()) this.addWatchFile(path.resolve(file));
	},
	async watchChange(file) {
		if (sources().some((source) => path.resolve(source) === file)) await compileMessages();
	}
});

if (process.argv[1] === import.meta.filename) await compileMessages();
