// npm test: everything, on a machine that has Node 20 and npm and nothing else. Ends with a line "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { environment, install, node, ROOT } from './prepare.mjs';
import { CHECKS, finish, preparation, program, steps } from './steps.mjs';

const REPORT = '.cache/vitest.json';

install();
// The browser unpacks itself into the folder for temporary files; below .cache nobody else's is in the way.
process.env.TMPDIR = path.join(ROOT, '.cache', 'tmp');
mkdirSync(process.env.TMPDIR, { recursive: true });
// The build has use for one processor, and the checks for the other.
await steps([...preparation(), [['build', node(), ['scripts/build.mjs']], ...CHECKS]]);
finish();

process.env.CHROMIUM ??= findBrowser();
findPdfReader();
findTextBrowser();
rmSync(REPORT, { force: true });
const { status } = spawnSync(
	program('vitest'),
	['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`],
	{ stdio: 'inherit', env: environment() }
);
if (status !== 0) process.exitCode = 1;
console.log(closingLine());

/** Unpacks the browser of the packages, before the test workers race for it; where it does not run, takes Debian's. */
function findBrowser() {
	const unpack = `import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath());`;
	const packaged = spawnSync(node(), ['--input-type=module', '-e', unpack], {
		encoding: 'utf8',
		env: environment()
	}).stdout?.trim();
	const found = [packaged, '/usr/bin/chromium'].find(
		(browser) => browser && spawnSync(browser, ['--version', '--no-sandbox']).status === 0
	);
	if (found) return found;
	for (const args of [['update'], ['install', '-y', 'chromium']])
		spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit' });
	return '/usr/bin/chromium';
}

/** Our PDFs are read back by somebody else's program; where it cannot be had, those tests are skipped and say so. */
function findPdfReader() {
	if (!spawnSync('pdfinfo', ['-v']).error) return;
	for (const args of [['update'], ['install', '-y', 'poppler-utils']])
		spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore' });
}

/** The citizen's pages are read in a browser of nothing but text; where it cannot be had, that test is skipped and says so. */
function findTextBrowser() {
	if (spawnSync('w3m', ['-version']).error)
		spawnSync('apt-get', ['-qq', 'install', '-y', 'w3m'], { stdio: 'ignore' });
}

function closingLine() {
	try {
		const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
			readFileSync(REPORT, 'utf8')
		);
		// A file that breaks before its first test has no failed test to count.
		const failures = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
		return `${numPassedTests} passed, ${failures} failed`;
	} catch {
		return '0 passed, 1 failed';
	}
}
