// npm run bench: measures the built app (bench/run.ts says what and how). Flags are passed on.
import { spawnSync } from 'node:child_process';
import { build, environment, install, node } from './prepare.mjs';

install();
build();
const { status } = spawnSync(node(), ['bench/run.ts', ...process.argv.slice(2)], {
	stdio: 'inherit',
	env: environment()
});
process.exit(status ?? 1);
