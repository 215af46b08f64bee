/**
 * The one running Samspil of this process: its settings, its database, and the parts that work beside requests
 * (the queue, for one). Opened by the app's `init`, closed by the server when it is told to stop.
 *
 * It hangs on globalThis because there is more than one copy of this module: the built app has its own, and
 * `vite dev` makes a new one when the code changes, while the database stays open.
 */
import { MIGRATIONS, openDatabase, type Database } from './database/open-database.ts';
import { findMissing, readMigrations, type Migration } from './database/migrate.ts';
import { openLog, type Log } from './log/log.ts';
import type { Measurements } from './metrics/measurements.ts';
import { readSettings, type Settings } from './settings.ts';

/** Something that works beside requests. */
export type Part = {
	/** Whether it does its work now. */
	isReady(): boolean | Promise<boolean>;
	/** Finishes what it is doing and stops. */
	stop(): Promise<void>;
};

/** A running Samspil. */
export type Installation = {
	settings: Settings;
	log: Log;
	/** Where METRICS_PORT is given. */
	measurements: Measurements | undefined;
	database: Database;
	/**
	 * Starts a part that is asked for readiness and stopped before the database closes. A name starts once: when
	 * `vite dev` makes the app anew, the part that runs goes on.
	 */
	attach(name: string, start: () => Part): void;
	/** The answer to /readyz: each thing that must work, and whether it does. */
	readiness(): Promise<Record<string, boolean>>;
	/** Stops the parts, the last one first, and closes the database. */
	close(): Promise<void>;
};

declare global {
	var samspil: Promise<Installation> | undefined;
}

let opened: Installation | undefined;

/** Opens the installation that the environment describes; once a process, however often it is asked. */
export async function openInstallation(): Promise<Installation> {
	globalThis.samspil ??= open(readSettings(process.env));
	opened = await globalThis.samspil;
	return opened;
}

/** The running installation. Throws when `openInstallation` has not been awaited before. */
export function installation(): Installation {
	if (!opened) throw new Error('The installation is not open yet.');
	return opened;
}

async function open(settings: Settings): Promise<Installation> {
	const log = openLog(settings.logLevel);
	const database = await openDatabase(settings, (sentence) =>
		log.info(sentence, { part: 'database' })
	);
	const migrations = await readMigrations(MIGRATIONS);
	const parts = new Map<string, Part>();
	const readiness = async () => {
		const [ofDatabase, ...ofParts] = await Promise.all([
			soon(databaseReadiness(database, migrations), AWAY),
			...[...parts].map(async ([name, { isReady }]) => {
				const works = (async () => isReady())().catch(() => false);
				return { [name]: await soon(works, false) };
			})
		]);
		return Object.assign({}, ofDatabase, ...ofParts) as Record<string, boolean>;
	};
	const measurements = settings.metricsPort
		? (await import('./metrics/measurements.ts')).openMeasurements({
				pools: database.pools,
				readiness
			})
		: undefined;
	return {
		settings,
		log,
		measurements,
		database,
		attach(name, start) {
			if (!parts.has(name)) parts.set(name, start());
		},
		readiness,
		async close() {
			for (const part of [...parts.values()].reverse()) await part.stop();
			await database.close();
		}
	};
}

async function databaseReadiness(
	{ pools }: Database,
	migrations: Migration[]
): Promise<Record<string, boolean>> {
	try {
		const missing = await findMissing(pools.app, migrations);
		return { database: true, migrations: missing.length === 0 };
	} catch {
		return AWAY;
	}
}

const AWAY = { database: false, migrations: false };

/** How long whoever asks whether we are ready waits for any part of it, in milliseconds. */
const SOON = 1_500;

/** What `work` answers, or `otherwise` where it does not answer soon: one that hangs is not ready. */
async function soon<Answer>(work: Promise<Answer>, otherwise: Answer): Promise<Answer> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Answer>((resolve) => {
		timer = setTimeout(() => resolve(otherwise), SOON);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
