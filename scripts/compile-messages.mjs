// Makes the functions of src/messages out of the texts in messages/, unless they are those of the same texts already.
//   node scripts/compile-messages.mjs
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 'src/messages';
/** The same for the browser: one module a text, so that a page brings its own texts and not all there are. */
const FOLDER_OF_BROWSER = '.cache/messages';

const OPTIONS = {
	project: './project.inlang',
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
	cookieName: 'sprog',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
};

/** Everything the functions are made of. */
const sources = () => [
	...readdirSync('messages').map((file) => path.join('messages', file)),
	'project.inlang/settings.json',
	'node_modules/@inlang/paraglide-js/package.json'
];

/**
 * Makes them where they are missing or old. Paraglide is loaded only then: it takes longer than all the rest. In the
 * source there is one module a language: thousands of small ones cost every test and every type check far more.
 */
export async function compileMessages(outdir = FOLDER) {
	const outputStructure = outdir === FOLDER ? 'locale-modules' : 'message-modules';
	const options = { ...OPTIONS, outdir, outputStructure };
	const madeFrom = path.join(outdir, '.made-from');
	const hash = createHash('sha256').update(JSON.stringify(options));
	for (const file of sources()) hash.update(file).update('\0').update(readFileSync(file));
	const wanted = hash.digest('hex');
	if (existsSync(madeFrom) && readFileSync(madeFrom, 'utf8') === wanted) return;
	const { compile } = await import('@inlang/paraglide-js');
	// Whatever else reads the functions now must not find them gone.
	const { outputHashes } = await compile({ ...options, cleanOutdir: false });
	for (const file of readdirSync(outdir, { recursive: true }))
		if (/\.[jt]s$/.test(file) && !(file in outputHashes)) rmSync(path.join(outdir, file));
	writeFileSync(madeFrom, wanted);
}

/** Whether what is built is for the browser; while developing, the source's own functions do. */
const isForBrowser = ({ environment }) =>
	environment?.name === 'client' && environment.mode === 'build';

/** Vite's part in it: before a build, a test run and `npm run dev`, and there again when a text changes. */
export const messages = () => ({
	name: 'messages',
	enforce: 'pre',
	async buildStart() {
		await compileMessages();
		if (isForBrowser(this)) await compileMessages(FOLDER_OF_BROWSER);
		for (const file of sources()) this.addWatchFile(path.resolve(file));
	},
	resolveId(id) {
		const file = /^#messages(?:\/(.*))?$/.exec(id);
		if (!file || !isForBrowser(this)) return null;
		return path.resolve(FOLDER_OF_BROWSER, file[1] ?? 'messages.js');
	},
	async watchChange(file) {
		if (sources().some((source) => path.resolve(source) === file)) await compileMessages();
	}
});

if (process.argv[1] === import.meta.filename) await compileMessages();
