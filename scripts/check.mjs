// npm run check: what can be known in under a minute, to run before each commit: types, lint, form, licences, and the
// tests that need no database and no browser.
import { install } from './prepare.mjs';
import { CHECKS, finish, preparation, program, steps } from './steps.mjs';

install();
await steps([
	...preparation(),
	[...CHECKS, ['fast tests', program('vitest'), ['run', '--project', 'fast']]]
]);
finish();
