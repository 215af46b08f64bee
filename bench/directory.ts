/**
 * npm run bench:directory: what the directory of offers costs.
 *
 * - Ranked search over 10,000 offers at sixteen connections: the page that anybody reads, against a hand-written server that asks the same
 *   statement of the same database and sends what comes back.
 * - 10,000 services of HSDS taken in (read, compared, written, with the words they are found by), against COPY of the same rows: into the same
 *   table, and into one without any index or trigger.
 * - The folder of 400 offers as PDF/UA-1 over HTTP, other data each time, against headless Chromium that prints the same.
 *
 * Each goal is told as reached or not. `--seconds` is how long each round of a load lasts; `--only` is one of search, folder and import.
 */
import { parseArgs } from 'node:util';
import { PDF } from '@libpdf/core';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { QUESTIONS } from '../src/features/directory/server/test-questions.ts';
import { printedAsHtml } from './folder-html.ts';
import { takeInServices } from './import-offers.ts';
import { layInOffers, offersOf } from './offers.ts';
import { endAll, send, start, startApp } from './processes.ts';
import { prepareStage } from './stage.ts';

const { values: flags } = parseArgs({
	options: { seconds: { type: 'string', default: '8' }, only: { type: 'string' } }
});
const seconds = Number(flags.seconds);
const CONNECTIONS = 16;
const ROUNDS = 3;
const MANY = 10_000;
const FOLDER = 400;

const stage = await prepareStage({
	municipalities: 2,
	organisations: 10,
	pathways: 200,
	entries: 1_000
});
const owner = new pg.Pool({ connectionString: stage.url, max: 2 });
owner.on('error', () => {});
try {
	const searched = stage.askers[0]!;
	const printed = stage.askers.find(({ tenant }) => tenant !== searched.tenant)!;
	const isAsked = (part: string) => flags.only === undefined || flags.only === part;
	await layInOffers(owner, searched.tenant, searched.person, MANY);
	const app = await startApp(stage);
	if (isAsked('search')) await measureSearch(app.origin, searched.tenant);
	await layInOffers(owner, printed.tenant, printed.person, FOLDER);
	if (isAsked('folder')) await measureFolder(app.origin, printed.tenant);
	if (isAsked('import')) {
		const rows = offersOf(searched.tenant, searched.person, MANY);
		await takeInServices(stage, owner, searched, rows, tell);
	}
} catch (problem) {
	console.error(problem);
	process.exitCode = 1;
} finally {
	await owner.end();
	await endAll();
	await stage.close();
}

async function measureSearch(origin: string, tenant: string): Promise<void> {
	const port = stage.port + 1;
	await start(['bench/bare-server.ts', String(port), stage.url], 'listening', {});
	const asked = QUESTIONS.map(([question]) => encodeURIComponent(question));
	const plan = (to: string, paths: string[]) => ({
		origin: to,
		connections: CONNECTIONS,
		seconds,
		expects: 200,
		requests: paths.map((path) => ({ method: 'GET' as const, path, headers: {} }))
	});
	const ours = plan(
		origin,
		asked.map((q) => `/offers/${tenant}?q=${q}`)
	);
	const bare = plan(
		`http://localhost:${port}`,
		asked.map((q) => `/find-offers?tenant=${tenant}&q=${q}`)
	);
	await send({ ...ours, seconds: 4 });
	await send({ ...bare, seconds: 4 });
	const found = {
		ours: [] as { rps: number; p99: number }[],
		bare: [] as { rps: number; p99: number }[]
	};
	for (let round = 0; round < ROUNDS; round += 1) {
		found.bare.push(await send(bare));
		found.ours.push(await send(ours));
	}
	const rps = (all: { rps: number }[]) => middle(all.map((each) => each.rps));
	const p99 = (all: { p99: number }[]) => middle(all.map((each) => each.p99));
	console.log(
		`\nsearch over ${MANY} offers, ${CONNECTIONS} connections: ours ${rps(found.ours).toFixed(1)}/s, p99 ${p99(found.ours).toFixed(0)} ms; hand-written ${rps(found.bare).toFixed(1)}/s, p99 ${p99(found.bare).toFixed(0)} ms`
	);
	tell(
		'search at least 0.6 of the hand-written server',
		rps(found.ours) / rps(found.bare),
		0.6,
		'least'
	);
	tell('p99 of search within 2.5 times', p99(found.ours) / p99(found.bare), 2.5, 'most');
}

async function measureFolder(origin: string, tenant: string): Promise<void> {
	const { default: packaged } = await import('@sparticuz/chromium');
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? (await packaged.executablePath()),
		args: ['--no-sandbox', '--no-zygote', '--disable-gpu']
	});
	const times = { ours: [] as number[], printed: [] as number[] };
	const pages = { ours: 0, printed: 0 };
	for (let round = -1; round < 5; round += 1) {
		// Other data each time: the same folder is made once.
		await owner.query(
			`update samspil.offer set opening_hours = 'Hver ' || $2 where tenant_id = $1 and id = (select min(id::text)::uuid from samspil.offer where tenant_id = $1)`,
			[tenant, `uge ${round}`]
		);
		const began = performance.now();
		const answer = await fetch(`${origin}/offers/${tenant}/folder`);
		if (answer.status !== 200) throw new Error(`the folder answered ${answer.status}`);
		const pdf = new Uint8Array(await answer.arrayBuffer());
		const made = performance.now() - began;
		const html = await printedAsHtml(owner, tenant, origin);
		const from = performance.now();
		const page = await browser.newPage();
		await page.setContent(html);
		const byBrowser = await page.pdf({ format: 'A4', tagged: true, outline: true });
		await page.close();
		const took = performance.now() - from;
		if (round < 0) continue;
		times.ours.push(made);
		times.printed.push(took);
		pages.ours = (await PDF.load(pdf)).getPageCount();
		pages.printed = (await PDF.load(new Uint8Array(byBrowser))).getPageCount();
	}
	await browser.close();
	console.log(
		`\na folder of ${FOLDER} offers: ${middle(times.ours).toFixed(0)} ms over HTTP (${pages.ours} pages); Chromium prints the same HTML in ${middle(times.printed).toFixed(0)} ms (${pages.printed} pages)`
	);
	tell(
		'the folder at least 5 times faster than the browser',
		middle(times.printed) / middle(times.ours),
		5,
		'least'
	);
}

function middle(all: readonly number[]): number {
	return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

function tell(what: string, found: number, goal: number, is: 'least' | 'most'): void {
	const isReached = is === 'least' ? found >= goal : found <= goal;
	console.log(`${isReached ? 'reached' : 'NOT REACHED'}: ${what}: ${found.toFixed(2)}`);
}
