// npm run bench: measures the built app (bench/run.ts says what and how); npm run bench:documents what documents cost
// (bench/documents.ts), npm run bench:deadlines what deadlines do (bench/deadlines.ts), npm run bench:directory what finding,
// taking in and printing offers costs (bench/directory.ts). Flags are passed on.
import { spawnSync } from 'node:child_process';
import { build, environment, install, node } from './prepare.mjs';

install();
build();
const [what, ...flags] = process.argv.slice(2);
const program = ['documents', 'deadlines', 'directory'].includes(what)
	? [`bench/${what}.ts`, ...flags]
	: ['bench/run.ts', ...process.argv.slice(2)];
const { status } = spawnSync(node(), program, {
	stdio: 'inherit',
	env: environment()
});
process.exit(status ?? 1);
