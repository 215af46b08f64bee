/**
 * Runs the built app: `npm start` ends here. Needs the Node that comes with the packages, which reads TypeScript.
 *
 * It listens before the database is up, so that a taken port is found at once and a watchdog sees that we live;
 * /readyz says no until everything is there.
 */
import type { RequestListener } from 'node:http';
import { enableCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { startMetricsServer } from '../src/server/http/metrics-server.ts';
import { TOO_OLD } from '../src/server/database/bootstrap.ts';
import { openLog } from '../src/server/log/log.ts';
import { readSettings, WrongSetting, type Settings } from '../src/server/settings.ts';
import { LARGEST_UPLOAD_BODY } from '../src/server/http/body-limits.ts';
import {
	ORIGIN_HEADERS,
	startWebServer,
	type App,
	type WebServer
} from '../src/server/http/web-server.ts';

/** From being told to stop to being gone, in milliseconds: what runs may take the greater part of it. */
const LAST_MOMENT = 9_500;
const PATIENCE = 6_000;

/** How long the parts beside the app may take to start before we say that they have not, in milliseconds. */
const WARM_UP = 10_000;

const settings = settingsOrExit();
const log = openLog(settings.logLevel);
// Nothing can be trusted after what nobody caught. Its words may be somebody's, so it goes through the log.
process.on('uncaughtException', (error) => {
	log.fatal('ended by what nobody caught', { error });
	process.exit(1);
});
const server = await listenOrExit(settings);
await offerMeasurements(settings);
stopWhenTold(server);
const app = await openApp();
if (process.argv.includes('--demo')) await addExample();
server.serve(app);
await sayHowItIs(app);

function settingsOrExit(): Settings {
	try {
		return readSettings(process.env);
	} catch (error) {
		if (error instanceof WrongSetting) exitWith(2, error.message);
		throw error;
	}
}

async function listenOrExit({ port, host, origin }: Settings): Promise<WebServer> {
	try {
		return await startWebServer({ port, host, origin, isOriginChosen: !!process.env.ORIGIN });
	} catch (error) {
		exitOverPort(error, 'PORT', port, host);
	}
}

async function offerMeasurements({ metricsPort, host }: Settings): Promise<void> {
	if (!metricsPort) return;
	try {
		await startMetricsServer({ host, port: metricsPort }, async () =>
			(await globalThis.samspil)?.measurements?.text()
		);
	} catch (error) {
		exitOverPort(error, 'METRICS_PORT', metricsPort, host);
	}
}

function exitOverPort(error: unknown, name: string, port: number, host: string): never {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE') exitWith(2, `${name} must be a free port: ${port} is taken.`);
	if (code === 'EACCES') exitWith(2, `${name} must be one we may use: ${port} is not.`);
	if (/^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EINVAL|EAFNOSUPPORT)$/.test(code ?? ''))
		exitWith(2, `HOST must be an address of this machine, not "${host}".`);
	throw error;
}

/** Loads the built app; its `init` opens the database. */
async function openApp() {
	process.env.PROTOCOL_HEADER = ORIGIN_HEADERS.protocol;
	process.env.HOST_HEADER = ORIGIN_HEADERS.host;
	process.env.BODY_SIZE_LIMIT = String(LARGEST_UPLOAD_BODY);
	const built = new URL('../build/handler.js', import.meta.url).href;
	try {
		// What V8 makes of the app serves the next start; where it cannot be kept, nothing is lost but half a second.
		enableCompileCache('.cache/compiled');
		const { handler } = (await import(built)) as {
			handler: (...args: [...Parameters<RequestListener>, next: () => void]) => void;
		};
		const running = await globalThis.samspil;
		if (!running) throw new Error('The app started without opening its database.');
		return {
			handle: ((request, response) =>
				handler(request, response, () => response.writeHead(404).end())) as RequestListener,
			readiness: running.readiness
		};
	} catch (error) {
		if (settings.databaseUrl) exitOverDatabase(error as NodeJS.ErrnoException);
		// the app has a copy of its own of every class
		const isSetting = error instanceof Error && error.name === 'WrongSetting';
		exitWith(isSetting ? 2 : 1, explain(error));
	}
}

/**
 * An outside database that does not let us in: exit code 2 where the setting is wrong, 1 where it may be right and the
 * database is not up; a supervisor tries again then. An address without an answer is no bug of ours, and needs no stack.
 */
function exitOverDatabase({ code = '', message }: NodeJS.ErrnoException): void {
	// No such user, password, database or host; no right to make what we need; a PostgreSQL that is too old.
	if (/^(28...|3D...|42501|ENOTFOUND)$/.test(code))
		exitWith(2, `DATABASE_URL must lead to a PostgreSQL that lets us in: ${message}.`);
	if (code === TOO_OLD) exitWith(2, `DATABASE_URL must lead to a newer PostgreSQL: ${message}`);
	if (/^(E[A-Z]+|57...|08...)$/.test(code))
		exitWith(1, `DATABASE_URL must lead to a PostgreSQL that answers: ${message || code}.`);
}

/** Prints the address once the parts that start beside the app work too; pages are served meanwhile. */
async function sayHowItIs({ readiness }: App): Promise<void> {
	let broken: string[] = [];
	for (const deadline = Date.now() + WARM_UP; Date.now() < deadline; await pause(25)) {
		const parts = Object.entries(await readiness());
		broken = parts.filter(([, works]) => !works).map(([name]) => name);
		if (broken.length === 0) return console.log(`\n  Samspil is ready: ${settings.origin}\n`);
	}
	console.log(`\n  Samspil answers: ${settings.origin}\n  Not working yet: ${broken.join(', ')}\n`);
}

/** Invented data to look around in; nothing happens where there is data. */
async function addExample(): Promise<void> {
	const running = await globalThis.samspil;
	const { loadExample } = await import('../db/example/load.ts');
	const isAdded = running && (await loadExample(running.database));
	console.log(isAdded ? 'Added the invented data.' : 'There is data already: added none.');
}

function stopWhenTold(running: WebServer): void {
	let isStopping = false;
	const stop = async () => {
		if (isStopping) return;
		isStopping = true;
		setTimeout(() => exitWith(1, 'Stopped before all was finished.'), LAST_MOMENT).unref();
		await running.stop(PATIENCE);
		await (await globalThis.samspil?.catch(() => undefined))?.close();
		process.exit(0);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	// Started by scripts/start.mjs: when that is killed, the line between us breaks and we end too.
	process.on('disconnect', stop);
}

/** One line for an operator; with the stack where they asked for more. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { message } = error;
	return settings.logLevel === 'debug' ? (error.stack ?? message) : message;
}

function exitWith(code: number, line: string): never {
	console.error(line);
	process.exit(code);
}
