/** The processes of a measurement: servers that are started and ended with it, and the load. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Measured, Plan } from './load.ts';
import type { Stage } from './stage.ts';

/** A server that answers at `origin`, and its process. */
export type Server = { origin: string; pid: number };

const running: ChildProcess[] = [];

/** Ends all that was started, and waits until it has. */
export async function endAll(): Promise<void> {
	for (const child of running) child.kill('SIGTERM');
	await Promise.all(running.map((child) => child.exitCode ?? once(child, 'exit')));
}

/** The built app on the stage's database, as an operator would start it. */
export async function startApp({ url, secret, port, folder }: Stage): Promise<Server> {
	const began = performance.now();
	// as `npm start` runs it
	const child = start(['--max-semi-space-size=64', 'scripts/serve.ts'], 'is ready', {
		DATABASE_URL: url,
		SAMSPIL_SECRET: secret,
		SAMSPIL_DATA: folder,
		PORT: String(port),
		NODE_ENV: 'production',
		LOG_LEVEL: 'error'
	});
	const pid = await child;
	console.log(`cold start of the built app: ${((performance.now() - began) / 1000).toFixed(2)} s`);
	return { origin: `http://localhost:${port}`, pid };
}

/** Starts a Node process and answers its number once it has said that it is ready. */
export async function start(
	command: string[],
	readyWord: string,
	environment: Record<string, string>
): Promise<number> {
	const child = spawn(process.execPath, command, {
		env: { PATH: process.env.PATH, ...environment },
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	running.push(child);
	await new Promise<void>((resolve, reject) => {
		child.stdout?.on('data', (text) => String(text).includes(readyWord) && resolve());
		child.once('exit', (code) => reject(new Error(`${command[0]} ended with ${code}`)));
	});
	return child.pid!;
}

/** Sends the plan's requests from a process of their own. */
export async function send(plan: Plan): Promise<Measured> {
	const child = spawn(process.execPath, ['bench/load.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.end(JSON.stringify(plan));
	let said = '';
	child.stdout.on('data', (text) => (said += text));
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`The load ended with ${code}.`);
	return JSON.parse(said) as Measured;
}

/** The time a process has spent on a processor, in milliseconds (Linux counts it in hundredths of a second). */
export function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}
