/** The database stops in the middle of a working day: what people see, what becomes of what they wrote, and after it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { malik } from '../../db/example/people.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres
} from '../../src/server/database/embedded-postgres.ts';
import { hiddenFields, newCaller, type Reply } from './caller.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

const TEXT = 'Jeg sover bedst, når døren er låst.';
const SECRET_WORD = 'fire vilde gæs på tur';

const folder = mkdtempSync(path.join(tmpdir(), 'samspil-away-'));
let postgres: EmbeddedPostgres;
let server: RunningServer;

// For Samspil it is an outside database, so that nobody but this story stops and starts it.
const startPostgres = async () => {
	postgres = await startEmbeddedPostgres(folder, { settings: { fsync: 'off' } });
};

beforeAll(async () => {
	await startPostgres();
	server = await startServer({ DATABASE_URL: postgres.url, LOG_LEVEL: 'debug' }, '--demo');
});
afterAll(async () => {
	await server?.stop();
	await postgres?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const isReady = async () => (await fetch(`${server.origin}/readyz`)).status;
const again = () => expect.poll(isReady, { timeout: 20_000 }).toBe(200);

async function countWords(): Promise<number> {
	const client = new pg.Client(postgres.url);
	await client.connect();
	const { rows } = await client.query(
		`select count(*)::int as count from samspil.own_words where body like $1`,
		[`${TEXT}%`]
	);
	await client.end();
	return rows[0].count;
}

/** What is said to somebody who comes while it is away. */
function expectAway({ status, headers, body }: Reply, title: string) {
	expect(status).toBe(503);
	expect(headers.get('retry-after')).toBe('10');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(body).toContain(`${title}</h1>`);
}

test('pages and forms say so in the reader’s language, nothing typed is lost, and afterwards it is sent', async () => {
	const citizen = newCaller(server.origin);
	await citizen.be(malik);
	const page = await citizen.get('/me');
	const form = { ...hiddenFields(page, '/me?/tell'), question: 'story', body: TEXT };
	await postgres.stop();

	expectAway(await citizen.get('/me'), 'Samspil er lukket et øjeblik');
	const reader = newCaller(server.origin, server.origin, 'en');
	expectAway(await reader.get('/sign-in'), 'Samspil is closed for a moment');
	expect(await isReady()).toBe(503);
	expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);

	const kept = await citizen.send('/me?/tell', form);
	expectAway(kept, 'Vi kan ikke gemme lige nu');
	expect(kept.body).toContain(`>${TEXT}</blockquote>`);
	expect(hiddenFields(kept, '/me?/tell')).toEqual(form);
	const byScript = await citizen.send('/me?/tell', form, 'application/json');
	expect(byScript.status).toBe(503);
	expect(JSON.parse(byScript.body)).toEqual({
		type: 'failure',
		status: 503,
		data: '[{"unmet":1},"/try-again"]'
	});

	await startPostgres();
	await again();
	expect(await countWords()).toBe(0);
	expect((await citizen.send('/me?/tell', hiddenFields(kept, '/me?/tell'))).status).toBe(303);
	expect(await countWords()).toBe(1);
	expect((await citizen.get('/me')).body).toContain(TEXT);
});

test('a password is not carried along', async () => {
	await postgres.stop();
	const somebody = newCaller(server.origin);
	const kept = await somebody.send('/sign-in?/password', {
		email: 'lone.madsen@solby.example',
		password: SECRET_WORD,
		to: '/',
		typed: ''
	});
	expectAway(kept, 'Vi kan ikke gemme lige nu');
	expect(kept.body).toContain('lone.madsen@solby.example');
	expect(kept.body).not.toContain(SECRET_WORD);
	await startPostgres();
	await again();
});

test('killed while a form is being saved, it keeps all of it or nothing', async () => {
	const citizen = newCaller(server.origin);
	await citizen.be(malik);
	const body = `${TEXT} Og lyset er slukket.`;
	const fields = hiddenFields(await citizen.get('/me'), '/me?/tell');
	const holder = new pg.Client(postgres.url);
	holder.on('error', () => {});
	await holder.connect();
	const before = await countWords();
	// The form is half through its transaction when it meets this lock.
	await holder.query('begin; lock table samspil.own_words in access exclusive mode');
	const sending = citizen.send('/me?/tell', { ...fields, question: 'story', body });
	const isWaiting = async () =>
		(await holder.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount;
	await expect.poll(isWaiting).toBeGreaterThan(0);
	process.kill(postgres.pid(), 'SIGKILL');

	const kept = await sending;
	expectAway(kept, 'Vi kan ikke gemme lige nu');
	expect(kept.body).toContain(body);
	await again(); // its keeper has started it again
	expect(await countWords()).toBe(before);
	expect((await citizen.send('/me?/tell', hiddenFields(kept, '/me?/tell'))).status).toBe(303);
	expect(await countWords()).toBe(before + 1);
});

/** The server and all its processes, which stand still or go on together. */
function signal(name: 'SIGSTOP' | 'SIGCONT'): void {
	const main = postgres.pid();
	const children = readdirSync('/proc')
		.filter((each) => /^\d+$/.test(each))
		.filter((each) => parentOf(each) === main);
	for (const pid of [main, ...children.map(Number)]) process.kill(pid, name);
}
function parentOf(pid: string): number {
	try {
		return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
	} catch {
		return 0; // it has ended since it was listed
	}
}

test('a database that hangs is said within two seconds, and no page waits for it longer than ten', async () => {
	const citizen = newCaller(server.origin);
	await citizen.be(malik);
	const fields = hiddenFields(await citizen.get('/me'), '/me?/tell');
	const since = (began: number) => performance.now() - began;
	signal('SIGSTOP');
	onTestFinished(() => signal('SIGCONT'));
	const began = performance.now();
	const pages = ['/me', '/sign-in', '/sign-in', '/'].map(async (path) => {
		const reply = await citizen.get(path);
		return { ...reply, waited: since(began) };
	});
	const kept = citizen.send('/me?/tell', { ...fields, question: 'story', body: TEXT });
	expect(await isReady()).toBe(503);
	expect(since(began)).toBeLessThan(2_500);
	for (const page of await Promise.all(pages)) {
		expectAway(page, 'Samspil er lukket et øjeblik');
		expect(page.waited).toBeLessThan(10_000);
	}
	expectAway(await kept, 'Vi kan ikke gemme lige nu');
	expect(since(began)).toBeLessThan(10_000);
	// Who comes now does not wait for what is known.
	const later = performance.now();
	expectAway(await citizen.get('/me'), 'Samspil er lukket et øjeblik');
	expect(since(later)).toBeLessThan(1_000);

	signal('SIGCONT');
	await again();
	expect((await citizen.get('/me')).status).toBe(200);
});

/** As PostgreSQL refuses a row for which the disk has no room: at once, or not before the whole is committed. */
const REFUSALS = [
	['the row', 'create trigger full_disk before insert on %'],
	[
		'the whole, in the end',
		'create constraint trigger full_disk after insert on % deferrable initially deferred'
	]
] as const;

/** Says "disk full" to every new row of `table` while `work` is done. */
async function withoutRoom<Result>(
	table: string,
	trigger: string,
	work: () => Promise<Result>
): Promise<Result> {
	const client = new pg.Client(postgres.url);
	await client.connect();
	try {
		await client.query(`create or replace function public.full_disk() returns trigger language plpgsql as
			$$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`);
		await client.query(
			`${trigger.replace('%', table)} for each row execute function public.full_disk()`
		);
		return await work();
	} finally {
		await client.query(`drop trigger if exists full_disk on ${table}`);
		await client.end();
	}
}

test.each(REFUSALS)(
	'a full disk that refuses %s keeps what was typed, and it is sent when there is room',
	async (what, trigger) => {
		const citizen = newCaller(server.origin);
		await citizen.be(malik);
		const body = `${TEXT} Det så du ikke: ${what}.`;
		const fields = hiddenFields(await citizen.get('/me'), '/me?/tell');
		const before = await countWords();
		await withoutRoom('samspil.own_words', trigger, async () => {
			const kept = await citizen.send('/me?/tell', { ...fields, question: 'story', body });
			expectAway(kept, 'Vi kan ikke gemme lige nu');
			expect(kept.body).toContain(`>${body}</blockquote>`);
			expect(hiddenFields(kept, '/me?/tell')).toEqual({ ...fields, question: 'story', body });
			const page = await citizen.get('/me');
			expect(page.status).toBe(200);
			expect(page.body).not.toContain(body);
		});
		expect(await countWords()).toBe(before);
		expect((await citizen.send('/me?/tell', { ...fields, question: 'story', body })).status).toBe(
			303
		);
		expect(await countWords()).toBe(before + 1);
	}
);

test('signing in on a full disk is closed for a moment, and no fault of ours', async () => {
	await withoutRoom('identity.session', REFUSALS[0][1], async () => {
		const somebody = newCaller(server.origin);
		expectAway(
			await somebody.send('/sign-in?/demo', { id: malik.id }),
			'Vi kan ikke gemme lige nu'
		);
	});
	await newCaller(server.origin).be(malik);
});

test('the log says that it was the database, in words of ours', () => {
	const lines = server.said().split('\n');
	const away = lines.filter((line) => line.includes('"event":"the database is away"'));
	expect(away.length).toBeGreaterThan(3);
	expect(lines.filter((line) => line.includes('"event":"broken"'))).toEqual([]);
	// what works beside requests may have met it too, or have been between two looks
	for (const line of lines.filter((each) => each.includes('"part":')))
		expect(line).not.toContain('a thrown object');
	for (const word of [TEXT, SECRET_WORD, 'lone.madsen']) expect(server.said()).not.toContain(word);
});
