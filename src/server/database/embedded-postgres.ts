/**
 * The PostgreSQL that comes with Samspil: a real server from the packages, kept running below our data
 * folder. Why not a library inside our own process: docs/decisions/0001-embedded-postgresql.md.
 *
 * Several processes may ask for the same folder: the first starts the server, the others share it, and when
 * the first ends, one of the others starts it again.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeCluster, SUPERUSER, superuserPassword } from './cluster.ts';
import {
	findRunning,
	isAlive,
	isPostgres,
	startServer,
	stopServer,
	type Place
} from './postmaster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { isReachable, ownFolder, serviceAccount, type ServiceAccount } from './service-account.ts';

/** A running server and how its superuser connects. */
export type EmbeddedPostgres = {
	/** The address of its maintenance database. */
	url: string;
	/** The folder that holds the cluster; another than asked for where that was out of reach. */
	folder: string;
	/** The server's process id now; another one after a restart. */
	pid(): number;
	/** Stops the server if we are its keeper; with `leaveServer` it goes on for others. */
	stop(how?: { leaveServer?: boolean }): Promise<void>;
};

type Options = {
	/** PostgreSQL settings on top of our own, such as `fsync: 'off'` for throwaway data. */
	settings?: Record<string, string>;
	/** Whether the server ends when we end, however we end; on unless told otherwise. */
	tied?: boolean;
	/** Told in one sentence whatever an operator should know. */
	tell?: (sentence: string) => void;
};

/** How often we look whether the server lives, in milliseconds. */
const WATCH_EVERY = 250;

/** The longest pause between two attempts to start a server that keeps dying, in milliseconds. */
const LONGEST_PAUSE = 10_000;

/** Starts the server on `folder`, or joins the one that runs there, and keeps it running until `stop`. */
export async function startEmbeddedPostgres(
	folder: string,
	{ settings = {}, tied = true, tell = () => {} }: Options = {}
): Promise<EmbeddedPostgres> {
	const account = serviceAccount();
	const home = reachableFolder(path.resolve(folder), account, tell);
	const binaries = postgresBinaries(home, account);
	const place: Place = {
		cluster: path.join(home, 'cluster'),
		sockets: ownFolder(socketFolder(home), account),
		log: path.join(home, 'postgres.log'),
		program: binaries.postgres,
		account,
		settings,
		tied
	};
	await makeCluster(place.cluster, binaries.initdb, account);

	const keeper = path.join(home, 'keeper.pid');
	let pid = await joinOrStart(place, keeper);
	let stopping = false;
	let restart = Promise.resolve();
	void watch();

	async function watch() {
		for (let wait = WATCH_EVERY; !stopping;) {
			await pause(wait, undefined, { ref: false });
			if (stopping || isPostgres(pid)) continue;
			restart = joinOrStart(place, keeper).then(
				(started) => {
					pid = started;
					wait = WATCH_EVERY;
					tell('PostgreSQL had ended and was started again.');
				},
				(cause) => {
					wait = Math.min(wait * 2, LONGEST_PAUSE);
					tell(`PostgreSQL ended and does not start; next attempt in ${wait} ms. ${cause}`);
				}
			);
			await restart;
		}
	}

	return {
		url: addressOf(place),
		folder: home,
		pid: () => pid,
		async stop({ leaveServer = false } = {}) {
			stopping = true;
			await restart;
			if (!leaveServer && !isKeptByAnother(keeper)) await stopServer(pid);
		}
	};
}

/**
 * Joins the server that runs on `place`, or starts one. Its keeper, who stops it in the end, is the process
 * that started it; a server whose keeper is dead (after kill -9) is adopted.
 */
async function joinOrStart(place: Place, keeper: string): Promise<number> {
	const running = await findRunning(place);
	const { pid, ours } = running ?? (await startServer(place));
	if (ours || !isKeptByAnother(keeper))
		fs.writeFileSync(keeper, String(process.pid), { mode: 0o600 });
	return pid;
}

function isKeptByAnother(keeper: string): boolean {
	try {
		const pid = Number(fs.readFileSync(keeper, 'utf8'));
		return pid !== process.pid && isAlive(pid);
	} catch {
		return false;
	}
}

/** The host's name is there for the form only: PostgreSQL's clients go to the socket that `host` names. */
function addressOf({ sockets, cluster }: Place): string {
	const url = new URL('postgres://localhost:5432/postgres');
	url.username = SUPERUSER;
	url.password = superuserPassword(cluster);
	url.searchParams.set('host', sockets);
	return url.href;
}

/** `folder`, or where its service account cannot reach it (below /root), one below /var/lib. */
function reachableFolder(
	folder: string,
	account: ServiceAccount | undefined,
	tell: (sentence: string) => void
): string {
	fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
	if (!account || isReachable(folder, account)) return folder;
	const elsewhere = path.join('/var/lib/samspil', shortHash(folder));
	tell(`${folder} is closed to the account ${account.name}: the database lies in ${elsewhere}.`);
	fs.mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
	return elsewhere;
}

/** A socket's path may be 107 bytes long; below a deeper folder it moves to /tmp. */
function socketFolder(home: string): string {
	const beside = path.join(home, 'sockets');
	return Buffer.byteLength(beside) < 85 ? beside : `/tmp/samspil-${shortHash(home)}`;
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
