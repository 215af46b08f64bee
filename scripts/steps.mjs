// Runs one check after another, or several side by side, and shows what a check said only when it failed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { environment, node, ROOT } from './prepare.mjs';

const failed = [];

/** The full path of a program that came with the packages. */
export const program = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/** What is made of our sources before they can be checked: the functions of the texts, then the types of the routes. */
export const preparation = () => [
	['texts', node(), ['scripts/compile-messages.mjs']],
	['sources', program('svelte-kit'), ['sync']]
];

/**
 * The checks that need nothing but the sources. Types are those of TypeScript 7, which asks a fraction of the time, and
 * what has not changed since the last time is not asked again.
 */
export const CHECKS = [
	[
		'types',
		program('svelte-check'),
		['--fail-on-warnings', '--tsgo', '--incremental', '--tsconfig', './tsconfig.check.json']
	],
	['lint', program('biome'), ['lint', '--error-on-warnings']],
	['form', program('oxfmt'), ['--check', 'src', 'scripts', 'tests', 'bench', 'db']]
];

/** Runs `list`: each member a step `[name, command, arguments, environment?]`, or a list of steps side by side. */
export async function steps(list) {
	for (const each of list) {
		const together = Array.isArray(each[0]) ? each : [each];
		await Promise.all(together.map(runStep));
	}
}

/** Ends with exit code 1 when a step failed, and says which. */
export function finish() {
	if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
	process.exitCode = failed.length > 0 ? 1 : 0;
}

function runStep([name, command, args, extra = {}]) {
	const started = performance.now();
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: ROOT, env: { ...environment(), ...extra } });
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
		child.once('error', (error) => (said += error.message));
		child.once('close', (code) => {
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
			if (code !== 0) {
				failed.push(name);
				console.log(said.trimEnd());
			}
			resolve();
		});
	});
}
