/**
 * A whole Samspil for one story: the built app on a database of its own, and a browser in front of it.
 *
 *     const samspil = await openSamspil();
 *     test('a newcomer …', async () => {
 *         const { page } = await samspil.visit({ width: PHONE, javaScript: false });
 *         await page.goto('/');
 *         await expectAccessible(page);
 *         await picture(page, 'front-door');
 *     });
 *
 * It runs the build that is there: `npm run build` first when the code has changed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type Locator,
	type Page
} from 'playwright-core';
import { afterAll } from 'vitest';
import { testDatabase, type TestDatabase } from '../../src/server/database/test-database.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { closeReader } from './accessible.ts';

/** The width of a small phone, in pixels. */
export const PHONE = 360;

/** The width of a desk's screen, in pixels. */
export const DESK = 1280;

/** A running Samspil with an empty database. */
export type Samspil = {
	/** Its address: 'http://localhost:31234'. */
	origin: string;
	database: TestDatabase;
	/** Sets its clock to this moment, where it was opened `WITH_A_CLOCK`. */
	setClock(to: Date): Promise<void>;
	/** A person's own browser: no cookies, nothing remembered. */
	visit(how?: How): Promise<Visit>;
	/** A browser in which somebody of a test world is signed in. */
	visitAs(who: { token: string }, how?: How): Promise<Visit>;
};

type How = { width?: number; javaScript?: boolean };

/** What a server is opened with whose clock a story moves. */
export const WITH_A_CLOCK = {
	NODE_OPTIONS: `--import=${new URL('moved-clock.ts', import.meta.url)}`
};

/** One person's browser. */
export type Visit = {
	context: BrowserContext;
	page: Page;
	/** What the browser complained about: scripts that broke, and what the content policy refused. */
	complaints: string[];
};

/** Starts Samspil for the stories of one file, on an empty database; stopped when the file is done. */
export async function openSamspil(environment: Record<string, string> = {}): Promise<Samspil> {
	const database = await testDatabase();
	const server = await startServer({ DATABASE_URL: database.url, ...environment });
	const browser = await theBrowser();
	const before = new Set(browser.contexts());
	const { origin } = server;
	afterAll(async () => {
		const opened = browser.contexts().filter((context) => !before.has(context));
		await Promise.all(opened.map((context) => context.close()));
		await closeReader(browser, origin);
		await server.stop();
		await database.close();
	});
	return {
		origin,
		database,
		async setClock(to) {
			const isSet = once(server.process, 'message');
			server.process.send({ ahead: to.getTime() - Date.now() });
			await isSet;
		},
		visit: (how) => visit(browser, origin, how),
		async visitAs({ token }, how) {
			const visited = await visit(browser, origin, how);
			const value = encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET)));
			await visited.context.addCookies([{ name: sessionCookie(false), value, url: origin }]);
			return visited;
		}
	};
}

/** Where PICTURES is set, takes a picture of the whole page for people to look at: .cache/screenshots/NAME-WIDTH.png. */
export async function picture(page: Page, name: string): Promise<void> {
	if (!process.env.PICTURES) return;
	const width = page.viewportSize()?.width ?? 0;
	mkdirSync('.cache/screenshots', { recursive: true });
	await page.screenshot({ path: `.cache/screenshots/${name}-${width}.png`, fullPage: true });
}

/** A running server process. */
export type RunningServer = {
	origin: string;
	/** Where it listens, which is another place than its address behind a proxy. */
	port: string;
	process: ChildProcess;
	/** All it has printed so far. */
	said(): string;
	/** Tells it to stop; answers its exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts the built app with `environment` on a free port and waits until it is ready. */
export async function startServer(
	environment: Record<string, string>,
	...flags: string[]
): Promise<RunningServer> {
	const port = environment.PORT ?? String(await freePort());
	const origin = environment.ORIGIN ?? `http://localhost:${port}`;
	// With the room for young objects that `npm start` gives it.
	const child = spawn(
		process.execPath,
		['--max-semi-space-size=64', 'scripts/serve.ts', ...flags],
		{
			env: {
				PATH: process.env.PATH,
				PORT: port,
				SAMSPIL_DATA: path.resolve('.cache/stories', port),
				SAMSPIL_SECRET: TEST_SECRET,
				LOG_LEVEL: 'error',
				// Each connection plans what it has not been asked before, and a story asks most things a few times.
				DATABASE_POOL: '2',
				NODE_ENV: 'production',
				// What V8 made of the app for one story serves the next.
				NODE_COMPILE_CACHE: path.resolve('.cache/compiled'),
				...environment
			},
			// The fourth line between us: when a test run is killed it breaks, and the server ends too.
			stdio: ['ignore', 'pipe', 'pipe', 'ipc']
		}
	);
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
	const exit = once(child, 'exit').then(([code]) => code as number | null);

	const ready = new Promise<void>((resolve, reject) => {
		child.stdout?.on('data', () => said.includes('is ready') && resolve());
		void exit.then((code) => reject(new Error(`The server ended with ${code}: ${said}`)));
	});
	await ready;
	return {
		origin,
		port,
		process: child,
		said: () => said,
		stop(signal = 'SIGTERM') {
			child.kill(signal);
			return exit;
		}
	};
}

let launched: Promise<Browser> | undefined;

/** The browser of the stories that this process tells one after another; it ends with the process. */
const theBrowser = () => (launched ??= launchBrowser());

/** What Playwright switches off for us all: of two such lists Chromium takes the last. */
const PLAYWRIGHTS_OWN =
	'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,' +
	'MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,' +
	'NetworkTimeServiceQuerying,PreconnectToSearch';

async function launchBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM ?? (await unpackBrowser());
	// Its own list of flags switches web security off, so we name ours.
	return chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--no-zygote',
			'--disable-gpu',
			'--renderer-process-limit=1',
			// A new page in the frame of the one before: a new frame for each costs half as much again.
			`--disable-features=RenderDocument,${PLAYWRIGHTS_OWN}`,
			'--enable-features=CDPScreenshotNewSurface'
		]
	});
}

async function unpackBrowser(): Promise<string> {
	const { default: packaged } = await import('@sparticuz/chromium');
	return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : packaged.executablePath();
}

async function visit(
	browser: Browser,
	origin: string,
	{ width = DESK, javaScript = true }: How = {}
): Promise<Visit> {
	const context = await browser.newContext({
		baseURL: origin,
		locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen',
		javaScriptEnabled: javaScript,
		viewport: { width, height: width === PHONE ? 740 : 900 },
		hasTouch: width === PHONE
	});
	const complaints: string[] = [];
	context.on('weberror', (error) => complaints.push(String(error.error())));
	context.on('console', (message) => {
		if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
			complaints.push(message.text());
	});
	const page = await context.newPage();
	readNextPageWhole(page);
	return { context, page, complaints };
}

/**
 * A press is over when the page it leads to has come whole. Playwright's own is over when the first of it has come, and
 * what is counted or read at once is then now and again of half a page.
 */
function readNextPageWhole(page: Page): void {
	const locators = Object.getPrototypeOf(page.locator('html')) as Pressing;
	if (locators.isReadWhole) return;
	locators.isReadWhole = true;
	for (const how of ['click', 'press'] as const) {
		const press = locators[how] as (...given: unknown[]) => Promise<void>;
		locators[how] = async function (this: Locator, ...given: unknown[]) {
			await press.apply(this, given);
			await this.page().waitForLoadState('domcontentloaded');
		};
	}
}

type Pressing = Pick<Locator, 'click' | 'press'> & { isReadWhole?: true };

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, 'close');
	return port;
}
