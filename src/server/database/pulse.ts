/**
 * Whether the database answers at all. One that has stopped closes its connections, and everybody hears at once; one that
 * hangs (its machine stands still, its disk, the way there) says nothing, and each page would wait for it in turn. So one
 * small question is always under way, and where it gets no answer those who wait are told, and whoever comes is told at once.
 */
import pg from 'pg';

/** Feels whether the database answers. */
export type Pulse = {
	/** No answer came to the last question. */
	isSilent(): boolean;
	/** Asks no more. */
	stop(): Promise<void>;
};

/** How long an answer may take before the database counts as silent, in milliseconds: pages are told within ten seconds. */
const PATIENCE = 4_000;

/** Between an answer and the next question, in milliseconds. */
const BEAT = 500;

/** What those who wait are told; `away.ts` knows it by its beginning. */
const silent = () => new Error('Connection terminated: the database does not answer');

/** Feels the pulse of the database at `url` for `pools`, whose connections are given up where it is silent. */
export function feelPulse(
	url: string,
	pools: readonly pg.Pool[],
	{ patience = PATIENCE, beat = BEAT } = {}
): Pulse {
	let isSilent = false;
	let isStopped = false;
	let wake = () => {};
	let client: pg.Client | undefined;
	const clients = new Set<pg.PoolClient>();
	for (const pool of pools) {
		pool.on('connect', (each) => void clients.add(each));
		pool.on('remove', (each) => void clients.delete(each));
		refuseWhile(() => isSilent, pool);
	}

	/** Asks once: whether there was an answer, if only that nobody is there. */
	async function ask(): Promise<boolean> {
		try {
			client ??= await connect(url, patience);
			if (await isAnsweredWithin(client.query('select'), patience)) return true;
			breakOff(client);
		} catch (error) {
			client = undefined;
			return !/timeout/.test((error as Error).message);
		}
		client = undefined;
		return false;
	}

	const felt = (async () => {
		while (!isStopped) {
			const isThere = await ask();
			if (isStopped) break;
			isSilent = !isThere;
			if (isSilent) for (const each of clients) breakOff(each);
			await new Promise<void>((resolve) => {
				wake = resolve;
				setTimeout(resolve, beat).unref();
			});
		}
	})();

	return {
		isSilent: () => isSilent,
		async stop() {
			isStopped = true;
			wake();
			if (client) breakOff(client);
			await felt;
			if (client) breakOff(client);
		}
	};
}

async function connect(url: string, patience: number): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience });
	client.on('error', () => {}); // the next question fails and says so
	await client.connect();
	return client;
}

/** False where no answer came in time; a process that was held up itself looks once more before it says so. */
async function isAnsweredWithin(answer: Promise<unknown>, patience: number): Promise<boolean> {
	let isAnswered = false;
	const answered = answer.then(() => (isAnswered = true));
	answered.catch(() => {});
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
	try {
		await Promise.race([answered, late]);
		// What has arrived meanwhile is read after the timers.
		for (let turn = 0; turn < 3 && !isAnswered; turn += 1)
			await new Promise((resolve) => setImmediate(resolve));
		return isAnswered;
	} finally {
		clearTimeout(timer);
	}
}

/** Hangs up without a word: nobody would hear it. Its queries fail. */
function breakOff(client: pg.ClientBase): void {
	(
		client as unknown as { connection: { stream: NodeJS.ReadWriteStream & Destroyable } }
	).connection.stream.destroy(silent());
}
type Destroyable = { destroy(error: Error): void };

/** Lets nobody begin to wait while `isSilent`. */
function refuseWhile(isSilent: () => boolean, pool: pg.Pool): void {
	const connect = pool.connect.bind(pool) as (
		done?: Connected
	) => Promise<pg.PoolClient> | undefined;
	pool.connect = ((done?: Connected) => {
		if (!isSilent()) return connect(done);
		if (!done) return Promise.reject(silent());
		done(silent(), undefined, () => {});
		return undefined;
	}) as typeof pool.connect;
}
type Connected = (
	error: Error | undefined,
	client: pg.PoolClient | undefined,
	release: () => void
) => void;
