/**
 * npm run bench: how fast Samspil is, as ratios to a hand-written server that asks the same of the same database in
 * the same run.
 *     npm run bench                          98 municipalities, 100,000 pathways, 1,000,000 entries
 *     npm run bench -- --scale small         a tenth of it; under five minutes
 *     npm run bench -- --json FILE           the same figures as [{work, rps, p50, p99, cpuMs, ratio}]
 * What documents cost is measured by documents.ts.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareStage, type Stage } from './stage.ts';
import type { Measured } from './load.ts';
import { cpuOf, endAll, send, start, startApp, type Server } from './processes.ts';
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
const figures: Figure[] = [];
try {
	const app = await startApp(stage);
	const bare = await startBare(stage);
	for (const work of WORKS) figures.push(await measure(work, app, bare));
} finally {
	await endAll();
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

async function startBare({ url, port }: Stage): Promise<Server> {
	const pid = await start(['bench/bare-server.ts', String(port + 1), url], 'listening', {});
	return { origin: `http://127.0.0.1:${port + 1}`, pid };
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
