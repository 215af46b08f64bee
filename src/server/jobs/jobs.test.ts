/** Mail on its way out, over a real queue and a real mail server of this machine. */
import { afterEach, expect, test, vi } from 'vitest';
import { testDatabase } from '../database/test-database.ts';
import { newWorld } from '../database/test-world.ts';
import type { Part } from '../installation.ts';
import { queueMail, type Mail } from '../mail.queries.ts';
import { header, startTestMailServer, type TestMailServer } from '../mail/test-mail-server.ts';
import { takeOver } from '../mail/outbox.ts';
import { startJobs } from './jobs.ts';

const database = await testDatabase();
const PACE = { look: 0.05, stuckAfter: 2, watch: 1, retry: 1 };

/** What follows from deadlines is told beside their rules. */
const NO_DUTIES = {
	workOut: () => [],
	tell: () => [],
	isWeekly: () => false,
	isHumane: () => false
};

let jobs: Part | undefined;
let server: TestMailServer | undefined;
const reported: Error[] = [];

/** Starts the jobs; with a mail server, unless it is to be left out. */
async function start({ smtp = true, imap = false } = {}) {
	server = await startTestMailServer();
	jobs = startJobs(
		database.pools.jobs,
		{
			smtpUrl: smtp ? server.url : undefined,
			mailFrom: 'Samspil <samspil@solby.test>',
			origin: 'https://samspil.solby.test',
			// nobody answers there, and nobody asks within the minute
			imapUrl: imap ? 'imap://samspil:x@localhost:1/' : undefined
		},
		(error) => reported.push(error),
		NO_DUTIES,
		PACE
	);
	await vi.waitUntil(() => jobs?.isReady(), 20_000);
	return server;
}

afterEach(async () => {
	await jobs?.stop();
	await server?.close();
	expect(reported.splice(0)).toEqual([]);
});

/** A mail queued by somebody at work, in a transaction of theirs; answers the row's id. */
async function queued(mail: (receiver: { person: string }) => Mail, name = 'Mette Møller') {
	const world = await newWorld(database);
	const someone = await world.worker(name, world.tenant);
	await world.as(someone).act((acting) => acting.run(queueMail(mail({ person: someone.person }))));
	const { rows } = await database.owner.query('select id from samspil.mail where person_id = $1', [
		someone.person
	]);
	return rows[0].id as string;
}

const notice = (to: { person: string }): Mail => ({ kind: 'notice', to, words: { path: '/' } });

async function rowOf(id: string) {
	const { rows } = await database.owner.query(
		'select state, attempts, last_error, queued_at from samspil.mail where id = $1',
		[id]
	);
	return rows[0];
}

const reaches = (id: string, state: string) =>
	vi.waitUntil(async () => (await rowOf(id)).state === state, { timeout: 20_000, interval: 50 });

const lettersOf = (id: string) =>
	server!.letters.filter((letter) => header(letter, 'Message-ID') === `<${id}@solby.test>`);

test('a mail goes out once, to the address its person has now', async () => {
	await start();
	const id = await queued(notice);
	await reaches(id, 'sent');
	const [letter, ...more] = lettersOf(id);
	expect(more).toEqual([]);
	expect(header(letter!, 'To')).toMatch(
		/^=\?UTF-8\?.*\?= <.*@example\.test>$|^Mette M.*<.*@example\.test>$/
	);
	expect(header(letter!, 'From')).toBe('Samspil <samspil@solby.test>');
	expect(header(letter!, 'Auto-Submitted')).toBe('auto-generated');
	expect(await rowOf(id)).toMatchObject({ attempts: 1, last_error: null });
});

test('an invitation to a meeting brings its calendar file, as a part and as an attachment', async () => {
	await start();
	const id = await queued((to) => ({
		kind: 'meeting-invitation',
		to,
		words: { path: '/me' },
		calendar: {
			id: '7d3c54d8-0c93-4a4e-9a3c-0f4c0a7d4b11',
			sequence: 1,
			startsAt: '2026-07-01T12:00:00Z',
			endsAt: '2026-07-01T13:00:00Z',
			changedAt: '2026-06-01T10:00:00Z',
			method: 'REQUEST'
		}
	}));
	await reaches(id, 'sent');
	const [letter] = lettersOf(id);
	expect(letter).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
	expect(letter).toMatch(/filename=invite\.ics/);
	expect(letter).toMatch(/^Content-Type: text\/plain/m);
	expect(letter).toMatch(/^Content-Type: text\/html/m);
});

test('what the server refuses for good is not tried again, and the reason is kept', async () => {
	const { refuse } = await start();
	refuse(550);
	const id = await queued(notice);
	await reaches(id, 'failed');
	expect(await rowOf(id)).toMatchObject({
		attempts: 1,
		last_error: expect.stringContaining('550')
	});
});

test('a server that is busy is asked again later, with the same Message-ID', async () => {
	const { refuse } = await start();
	refuse(451);
	const id = await queued(notice);
	await vi.waitUntil(async () => (await rowOf(id)).last_error?.includes('451'), 20_000);
	refuse(null);
	await reaches(id, 'sent');
	expect(lettersOf(id)).toHaveLength(1);
	expect((await rowOf(id)).attempts).toBeGreaterThan(1);
});

test('without a mail server everything stays in the outbox, and the other jobs run', async () => {
	await start({ smtp: false });
	const id = await queued(notice);
	await jobs!.stop();
	expect(await rowOf(id)).toMatchObject({ state: 'waiting', queued_at: null });
});

test('in an installation of invented data nothing is taken over, whatever its visitors do', async () => {
	const id = await queued(notice);
	const client = await database.pools.jobs.connect();
	try {
		await database.owner.query('update samspil.installation set demo = true');
		expect(await takeOver(client, 1000)).toEqual([]);
		await database.owner.query('update samspil.installation set demo = false');
		expect(await takeOver(client, 1000)).toContain(id);
	} finally {
		client.release();
	}
});

test('mail that nobody could send for days is no news any more, and stays', async () => {
	const old = await queued(notice);
	await database.owner.query(
		`update samspil.mail set created_at = now() - interval '49 hours' where id = $1`,
		[old]
	);
	await start();
	await reaches(await queued(notice), 'sent');
	expect(await rowOf(old)).toMatchObject({ state: 'waiting', queued_at: null });
});

test('a stopped queue is not ready', async () => {
	await start();
	expect(await jobs!.isReady()).toBe(true);
	await jobs!.stop();
	expect(await jobs!.isReady()).toBe(false);
});

test('where no mailbox is read any more, none fails', async () => {
	const { rowCount } = await database.owner.query(
		`insert into samspil.mailbox_watch (address, failing) values ('imaps://svar@mail.solby.example/INBOX', 'ENOTFOUND')`
	);
	expect(rowCount).toBe(1);
	await start();
	expect((await database.owner.query('select from samspil.mailbox_watch')).rows).toEqual([]);
});

test('a mailbox that is taken out of the settings is asked for no longer', async () => {
	const asked = async () =>
		(await database.owner.query(`select name from jobs.schedule where name = 'replies'`)).rowCount;
	await start({ imap: true });
	expect(await asked()).toBe(1);
	await jobs!.stop();
	await server!.close();
	await start();
	expect(await asked()).toBe(0);
});
