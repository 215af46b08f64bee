// npm start: from an empty machine to a running Samspil. Installs and builds when needed, then runs the server.
//   npm start              the address is printed when it is ready
// package.json gives V8 room for young objects: a page's are many and short-lived, and a tenth of the time went to
// collecting them in the small space it starts with.
//   npm start -- --demo    with invented data to look around in, where there is no data yet
import { spawn } from 'node:child_process';
import { build, environment, install, node } from './prepare.mjs';

install();
build();

process.env.NODE_ENV ??= 'production';
if (process.env.npm_lifecycle_event) stopWithNpm();
if (node() === process.execPath) await import('./serve.ts');
else serveWith(node());

// This Node is too old for our code: the one of the packages runs it, and we stand between it and whoever stops us.
function serveWith(newerNode) {
	const server = spawn(
		newerNode,
		[...process.execArgv, 'scripts/serve.ts', ...process.argv.slice(2)],
		{
			env: environment(),
			stdio: ['inherit', 'inherit', 'inherit', 'ipc']
		}
	);
	for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
	server.once('exit', (code) => process.exit(code ?? 1));
}

// npm dies of a signal without passing it on, and would leave us running behind its back.
function stopWithNpm() {
	const npm = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === npm) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 250);
	watch.unref();
}
