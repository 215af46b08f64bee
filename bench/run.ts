/**
 * npm run bench: how fast Samspil is, as ratios to a hand-written server that asks the same of the same database in
 * the same run.
 *     npm run bench                          98 municipalities, 100,000 pathways, 1,000,000 entries
 *     npm run bench -- --scale small         a tenth of it; under five minutes
 *     npm run bench -- --json FILE           the same figures as [{work, rps, p50, p99, cpuMs, ratio}]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareStage, type Stage } from './stage.ts';
import type { Measured, Plan } from './load.ts';
import { SCALES } from './seed.ts';
import { planWork, WORKS, type Work } from './works.ts';

const { values: flags } = parseArgs({
	options: {
		scale: { type: 'string', default: 'full' },
		json: { type: 'string' },
		seconds: { type: 'string', default: '8' },
		connections: { type: 'string', default: '16' }
	}
});
if (flags.scale !== 'small' && flags.scale !== 'full') {
	console.error(`--scale must be small or full, not "${flags.scale}".`);
	process.exit(2);
}
const seconds = Number(flags.seconds);
const connections = Number(flags.connections);

/** One line of the table. `cpuMs` is the web server process's own time a request. */
type Figure = Measured & { work: Work; cpuMs: number; ratio: number; bare: Measured };

const stage = await prepareStage(SCALES[flags.scale]);
const running: ChildProcess[] = [];
const figures: Figure[] = [];
try {
	const app = await startApp(stage);
	const bare = await startBare(stage);
	for (const work of WORKS) figures.push(await measure(work, app, bare));
} finally {
	for (const child of running) child.kill('SIGTERM');
	await Promise.all(running.map((child) => child.exitCode ?? once(child, 'exit')));
	await stage.close();
}
report(figures);
if (flags.json)
	writeFileSync(
		flags.json,
		`${JSON.stringify(
			figures.map(({ work, rps, p50, p99, cpuMs, ratio }) => ({
				work,
				rps,
				p50,
				p99,
				cpuMs,
				ratio
			})),
			null,
			'\t'
		)}\n`
	);

type Server = { origin: string; pid: number };

/** Ours and the hand-written one in turn, three times; the middle of three answers each, against the machine's moods. */
async function measure(work: Work, app: Server, bare: Server): Promise<Figure> {
	const ours: (Measured & { cpuMs: number })[] = [];
	const theirs: Measured[] = [];
	await send(planWork(stage, work, app.origin, 'app', connections, 2));
	await send(planWork(stage, work, bare.origin, 'bare', connections, 2));
	for (let round = 0; round < 3; round++) {
		const before = cpuOf(app.pid);
		const mine = await send(planWork(stage, work, app.origin, 'app', connections, seconds));
		ours.push({ ...mine, cpuMs: (cpuOf(app.pid) - before) / mine.requests });
		theirs.push(await send(planWork(stage, work, bare.origin, 'bare', connections, seconds)));
	}
	const middle = <One extends { rps: number }>(all: One[]) =>
		all.toSorted((a, b) => a.rps - b.rps)[1]!;
	const mine = middle(ours);
	return { work, ...mine, ratio: mine.rps / middle(theirs).rps, bare: middle(theirs) };
}

async function send(plan: Plan): Promise<Measured> {
	const child = spawn(process.execPath, ['bench/load.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.end(JSON.stringify(plan));
	let said = '';
	child.stdout.on('data', (text) => (said += text));
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`The load ended with ${code}.`);
	return JSON.parse(said) as Measured;
}

/** The built app on the stage's database, as an operator would start it. */
async function startApp({ url, secret, port, folder }: Stage): Promise<Server> {
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

async function startBare({ url, port }: Stage): Promise<Server> {
	const pid = await start(['bench/bare-server.ts', String(port + 1), url], 'listening', {});
	return { origin: `http://127.0.0.1:${port + 1}`, pid };
}

/** Starts a Node process and answers its number once it has said that it is ready. */
async function start(
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

/** The time a process has spent on a processor, in milliseconds (Linux counts it in hundredths of a second). */
function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function report(all: Figure[]): void {
	console.log(
		`\n| work | requests/s | p50 ms | p99 ms | server CPU ms | ratio | p99 against | hand-written requests/s |`
	);
	console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
	for (const { work, rps, p50, p99, cpuMs, ratio, bare } of all)
		console.log(
			`| ${work} | ${rps.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${cpuMs.toFixed(2)} | ${ratio.toFixed(2)} | ${(p99 / bare.p99).toFixed(2)} | ${bare.rps.toFixed(0)} |`
		);
}
