// npm run check: what can be known in under a minute, to run before each commit: types, lint, form, licences, and the
// tests that need no database and no browser.
import { globSync, readFileSync } from 'node:fs';
import { install } from './prepare.mjs';
import { finish, program, steps } from './steps.mjs';

install();

// A test that asks for a database says so by its imports; everything else is fast.
const needsDatabase = /test-database\.ts|embedded-postgres\.ts|tests\/stories/;
const fast = globSync('{src,scripts}/**/*.test.ts').filter(
	(file) => !needsDatabase.test(readFileSync(file, 'utf8'))
);

await steps([
	['sources', program('svelte-kit'), ['sync']],
	[
		['types', program('svelte-check'), ['--fail-on-warnings', '--output', 'human']],
		['lint', program('biome'), ['lint', '--error-on-warnings']],
		['form', program('oxfmt'), ['--check', 'src', 'scripts', 'tests', 'bench', 'db']],
		['fast tests', program('vitest'), ['run', ...fast], { SAMSPIL_TEST_DATABASE: 'none' }]
	]
]);
finish();
