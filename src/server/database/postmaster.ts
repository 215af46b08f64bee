/** One running PostgreSQL server process: found, started, asked whether it answers, stopped. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programEnvironment } from './cluster.ts';
import type { ServiceAccount } from './service-account.ts';

/** What to run and where. */
export type Place = {
	/** The cluster. */
	cluster: string;
	/** The folder of the socket; there is no TCP port. */
	sockets: string;
	/** Where the server's own log goes. */
	log: string;
	program: string;
	account: ServiceAccount | undefined;
	/** PostgreSQL settings on top of our own. */
	settings: Record<string, string>;
	/** Whether the server ends when we end, however we end. */
	tied: boolean;
};

/** A server that is being asked to end may take its checkpoint: in milliseconds. */
const PATIENCE = 30_000;

/** A server that answers, and whether we started it. */
export type Running = { pid: number; ours: boolean };

/** The server that runs on `place` and answers; waits while one is starting or ending. */
export async function findRunning(place: Place): Promise<Running | undefined> {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		const found = readPidFile(place.cluster);
		if (!found || !isPostgres(found.pid)) return undefined;
		if (found.status === 'ready' && (await answers(place.sockets)))
			return { pid: found.pid, ours: false };
		if (Date.now() > deadline)
			throw new Error(`PostgreSQL (process ${found.pid}) on ${place.cluster} does not answer.`);
		await pause(20);
	}
}

/**
 * Starts a server on `place` and waits until it is ready. When another one starts on the same folder at the
 * same moment, PostgreSQL's own lock file decides, and the winner is answered.
 */
export async function startServer(place: Place): Promise<Running> {
	const log = fs.openSync(place.log, 'a', 0o600);
	const { command, args, identity } = commandLine(place);
	const child = spawn(command, args, {
		...identity,
		cwd: '/',
		detached: true, // Ctrl-C in a terminal must reach us, not PostgreSQL behind our back.
		env: programEnvironment(),
		stdio: ['ignore', log, log]
	});
	fs.closeSync(log);
	child.unref();
	let ended: string | undefined;
	child.once('error', ({ message }) => (ended = message));
	child.once('exit', () => (ended ??= 'it ended'));
	for (;;) {
		const found = readPidFile(place.cluster);
		if (found?.pid === child.pid && found?.status === 'ready')
			return { pid: found.pid, ours: true };
		if (ended) {
			const winner = await findRunning(place);
			if (!winner) throw new Error(`PostgreSQL did not start: ${ended}. ${lastWords(place.log)}`);
			return winner;
		}
		await pause(5);
	}
}

/** Stops the server `pid`: what runs is rolled back, what is committed is safe. Waits until it is gone. */
export async function stopServer(pid: number): Promise<void> {
	try {
		process.kill(pid, 'SIGINT'); // a "fast shutdown", with a checkpoint
	} catch {
		return;
	}
	const deadline = Date.now() + PATIENCE;
	while (isPostgres(pid) && Date.now() < deadline) await pause(10);
}

/** Whether the process `pid` runs and is a PostgreSQL: numbers are used again, above all in containers. */
export function isPostgres(pid: number): boolean {
	if (!isAlive(pid)) return false;
	if (process.platform !== 'linux') return true;
	try {
		return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
	} catch {
		return false;
	}
}

/** Whether any process has the number `pid`. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** A server's own note in its folder: process id on line 1, its state on line 8. */
function readPidFile(cluster: string): { pid: number; status: string } | undefined {
	try {
		const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
	} catch {
		return undefined;
	}
}

const answers = (sockets: string) =>
	new Promise<boolean>((resolve) => {
		const socket = net.connect(path.join(sockets, '.s.PGSQL.5432'));
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});

function commandLine(place: Place) {
	const settings = {
		listen_addresses: '',
		unix_socket_directories: place.sockets,
		unix_socket_permissions: '0700',
		port: '5432',
		max_connections: '100',
		shared_buffers: '128MB',
		fsync: 'on',
		synchronous_commit: 'on',
		full_page_writes: 'on',
		timezone: 'UTC',
		log_timezone: 'UTC',
		default_text_search_config: 'pg_catalog.danish',
		...place.settings
	};
	const postgres = [
		...['-D', place.cluster],
		...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
	];
	const { account } = place;
	const identity = account ? { uid: account.uid, gid: account.gid } : {};
	const tie =
		place.tied && ['/usr/bin/setpriv', '/bin/setpriv'].find((each) => fs.existsSync(each));
	if (!tie) return { command: place.program, args: postgres, identity };
	// The kernel tells PostgreSQL to end when we are gone, even after kill -9, so no orphan stays behind.
	const become = account
		? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
		: [];
	const args = [...become, '--pdeathsig', 'INT', place.program, ...postgres];
	return { command: tie, args, identity: {} };
}

const lastWords = (log: string) => fs.readFileSync(log, 'utf8').slice(-800).trim();
