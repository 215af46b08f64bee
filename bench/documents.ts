/**
 * npm run bench:documents: what documents cost.
 *
 * - A contract of some six pages with other data each time: as PDF by the built app's own thread, asked over HTTP, against
 *   headless Chromium that prints the page of the very same version; and sealed.
 * - How long other requests wait meanwhile: a steady load on pathways, alone and while contracts are made without a pause.
 * - The page that compares two of 200 versions, against the page of a pathway, by the time the server's process takes.
 *
 * Each goal is told as reached or not. `--seconds` is how long each round of a load lasts.
 */
import { parseArgs } from 'node:util';
import { PDF } from '@libpdf/core';
import { chromium, type BrowserContext } from 'playwright-core';
import { cookieSecret } from '../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../src/server/identity/session-cookie.ts';
import { sealPdf } from '../src/server/seal/seal-pdf.ts';
import { makeKey } from '../src/server/seal/sealing-key.ts';
import { layInContract, type Contract } from './contracts.ts';
import type { Plan } from './load.ts';
import { cpuOf, endAll, send, startApp, type Server } from './processes.ts';
import { SCALES } from './seed.ts';
import { prepareStage, type Stage } from './stage.ts';
import { planWork } from './works.ts';

const { values: flags } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
const seconds = Number(flags.seconds);
/** Contracts that are timed, one after another. */
const CONTRACTS = 40;
/** Requests a second of the steady load: well below what the server can do. */
const STEADY = 30;
const ROUNDS = 3;

const stage = await prepareStage(SCALES.small);
try {
	const contract = await layInContract(stage);
	const app = await startApp(stage);
	await measureContracts(stage, app, contract);
	await measureOthers(stage, app, contract);
	await measureComparing(stage, app, contract);
} finally {
	await endAll();
	await stage.close();
}

/** As PDF, sealed, and printed by a browser: the middle of forty each, the first few left out. */
async function measureContracts(
	{ secret }: Stage,
	{ origin }: Server,
	{ agreement, versions, reader }: Contract
): Promise<void> {
	const key = await makeKey('Samspil på bench.example', new Date());
	const [name, value] = [
		sessionCookie(false),
		encodeURIComponent(signToken(reader.token, cookieSecret(secret)))
	];
	const browser = await openBrowser();
	const context = await browser.newContext({ locale: 'da-DK' });
	await context.addCookies([{ name, value, url: origin }]);
	const times = { pdf: [] as number[], sealed: [] as number[], printed: [] as number[] };
	const pages = { pdf: 0, printed: 0 };
	for (const [index, version] of versions.slice(0, CONTRACTS + 3).entries()) {
		const path = `${origin}/agreements/${agreement}/versions/${version}`;
		const began = performance.now();
		const pdf = await fetchPdf(`${path}/pdf`, `${name}=${value}`);
		const made = performance.now();
		await sealPdf(pdf, { key, timeStamps: undefined }, new Date());
		const sealed = performance.now();
		const printed = await print(context, path);
		if (index < 3) continue;
		times.pdf.push(made - began);
		times.sealed.push(sealed - began);
		times.printed.push(printed.milliseconds);
		pages.pdf = (await PDF.load(pdf)).getPageCount();
		pages.printed = (await PDF.load(printed.pdf)).getPageCount();
	}
	const cold = await coldPrint(origin, agreement, versions.at(-1)!, { name, value });
	await browser.close();
	const [pdf, sealed, printed] = [middle(times.pdf), middle(times.sealed), middle(times.printed)];
	console.log(
		`\n| a contract, other data each time | ms | pages | times faster than the browser |`
	);
	console.log('|---|--:|--:|--:|');
	console.log(row('PDF/UA-1 over HTTP', pdf, pages.pdf, printed / pdf));
	console.log(row('the same, sealed (B-B)', sealed, pages.pdf, printed / sealed));
	console.log(row('Chromium that runs already prints the page', printed, pages.printed, 1));
	console.log(row('Chromium that is started for it', cold, pages.printed, printed / cold));
	tell('PDF at least 10 times faster than the browser that runs', printed / pdf, 10, 'least');
	tell('sealed at least 5 times faster', printed / sealed, 5, 'least');
	console.log(
		`Against a browser started for each: ${(cold / pdf).toFixed(1)} and ${(cold / sealed).toFixed(1)} times.`
	);
}

function row(what: string, milliseconds: number, pages: number, ratio: number): string {
	return `| ${what} | ${milliseconds.toFixed(0)} | ${pages} | ${ratio.toFixed(1)} |`;
}

async function fetchPdf(url: string, cookie: string): Promise<Uint8Array> {
	const answer = await fetch(url, { headers: { cookie } });
	if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
	return new Uint8Array(await answer.arrayBuffer());
}

/** Opens the page as somebody signed in would and prints it, tagged and with its outline as ours are. */
async function print(context: BrowserContext, url: string) {
	const page = await context.newPage();
	const began = performance.now();
	const answer = await page.goto(url);
	if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
	const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
	const milliseconds = performance.now() - began;
	await page.close();
	return { pdf: new Uint8Array(pdf), milliseconds };
}

async function openBrowser() {
	const { default: packaged } = await import('@sparticuz/chromium');
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? (await packaged.executablePath()),
		args: ['--no-sandbox', '--no-zygote', '--disable-gpu']
	});
}

/** What it takes where no browser runs yet: the middle of five. */
async function coldPrint(
	origin: string,
	agreement: string,
	version: string,
	cookie: { name: string; value: string }
): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < 5; round += 1) {
		const began = performance.now();
		const browser = await openBrowser();
		const context = await browser.newContext({ locale: 'da-DK' });
		await context.addCookies([{ ...cookie, url: origin }]);
		await print(context, `${origin}/agreements/${agreement}/versions/${version}`);
		times.push(performance.now() - began);
		await browser.close();
	}
	return middle(times);
}

/** A steady load, alone and while contracts are made one after another, in turn. */
async function measureOthers(on: Stage, app: Server, contract: Contract): Promise<void> {
	const plan = { ...planWork(on, 'pathway-page', app.origin, 'app', 4, seconds), rate: STEADY };
	const alone: number[] = [];
	const meanwhile: number[] = [];
	let made = 0;
	await send({ ...plan, seconds: 3 });
	for (let round = 0; round < ROUNDS; round += 1) {
		alone.push((await send(plan)).p99);
		let isOver = false;
		const making = (async () => {
			while (!isOver) {
				const version = contract.versions[made % contract.versions.length]!;
				await fetchPdf(
					`${app.origin}/agreements/${contract.agreement}/versions/${version}/pdf`,
					cookieOf(on, contract)
				);
				made += 1;
			}
		})();
		meanwhile.push((await send(plan)).p99);
		isOver = true;
		await making;
	}
	const ratio = middle(meanwhile) / middle(alone);
	console.log(
		`\np99 of the pathway page at ${STEADY} requests a second: ${middle(alone).toFixed(1)} ms alone, ${middle(meanwhile).toFixed(1)} ms while ${(made / ROUNDS / seconds).toFixed(1)} contracts a second are made`
	);
	tell('p99 of others within 1.5 times', ratio, 1.5, 'most');
}

/** Two of 200 versions compared, against a pathway: what the server's process spends on one. */
async function measureComparing(on: Stage, app: Server, contract: Contract): Promise<void> {
	const { agreement, versions } = contract;
	const headers = { cookie: cookieOf(on, contract), accept: 'text/html' };
	const comparing: Plan = {
		origin: app.origin,
		connections: 4,
		seconds,
		expects: 200,
		requests: versions.slice(1).map((after, index) => ({
			method: 'GET',
			path: `/agreements/${agreement}/versions?before=${versions[index]}&after=${after}`,
			headers
		}))
	};
	const pathway = planWork(on, 'pathway-page', app.origin, 'app', 4, seconds);
	const spent = { comparing: [] as number[], pathway: [] as number[] };
	for (let round = 0; round < ROUNDS; round += 1) {
		spent.pathway.push(await cpuOfOne(app, pathway));
		spent.comparing.push(await cpuOfOne(app, comparing));
	}
	const [compared, opened] = [middle(spent.comparing), middle(spent.pathway)];
	console.log(
		`\ncomparing two of ${versions.length} versions: ${compared.toFixed(2)} ms of the server's process, a pathway's page ${opened.toFixed(2)} ms`
	);
	tell('the difference page at most 3 times the pathway page', compared / opened, 3, 'most');
}

async function cpuOfOne({ pid }: Server, plan: Plan): Promise<number> {
	const before = cpuOf(pid);
	const { requests } = await send(plan);
	return (cpuOf(pid) - before) / requests;
}

function cookieOf({ secret }: Stage, { reader }: Contract): string {
	return `${sessionCookie(false)}=${encodeURIComponent(signToken(reader.token, cookieSecret(secret)))}`;
}

function middle(all: readonly number[]): number {
	return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

function tell(what: string, found: number, goal: number, is: 'least' | 'most'): void {
	const isReached = is === 'least' ? found >= goal : found <= goal;
	console.log(`${isReached ? 'reached' : 'NOT REACHED'}: ${what}: ${found.toFixed(2)}`);
}
