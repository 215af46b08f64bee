/**
 * Workers that are killed with `kill -9` while they send: before a receiver is named, with a letter on the way, and in
 * the moment between the mail server's yes and our note of it.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { afterAll, expect, test, vi } from 'vitest';
import { TEST_SECRET } from '../database/test-server.ts';
import { testDatabase } from '../database/test-database.ts';
import { newWorld } from '../database/test-world.ts';
import { header, startTestMailServer, type Step } from '../mail/test-mail-server.ts';

const MAILS = 100;
/** Of the steps at which a worker can be killed, how many are. The mail server counts up to it. */
const KILLS = 8;

const database = await testDatabase();
const workers = new Set<ChildProcess>();
const killedAt: Record<Step, number> = { receiver: 0, letter: 0, taken: 0 };

const server = await startTestMailServer((step) => {
	const kills = killedAt.receiver + killedAt.letter + killedAt.taken;
	// Often enough that all of them fall while mail is on its way, rarely enough that some gets through.
	if (kills >= KILLS || Math.random() > 0.12) return;
	killedAt[step] += 1;
	for (const worker of workers) worker.kill('SIGKILL');
});

/** Keeps a worker running: when it is killed, another takes its place. */
function keepWorker() {
	const worker = fork(new URL('test-worker.ts', import.meta.url), [
		database.url,
		TEST_SECRET,
		server.url
	]);
	workers.add(worker);
	worker.once('exit', (_code, signal) => {
		workers.delete(worker);
		if (signal === 'SIGKILL') keepWorker();
	});
}

afterAll(async () => {
	const ended = [...workers].map(
		(worker) => new Promise((resolve) => worker.once('exit', resolve))
	);
	for (const worker of workers) worker.kill('SIGTERM');
	await Promise.all(ended);
	await server.close();
});

test('no mail is lost, and what comes twice comes with the same Message-ID and the same words', async () => {
	const world = await newWorld(database);
	const { person } = await world.worker('Mette Møller', world.tenant);
	const { rows } = await database.owner.query<{ id: string }>(
		`insert into samspil.mail (tenant_id, kind, person_id, words)
		select $1, 'notice', $2, jsonb_build_object('path', '/' || n) from generate_series(1, $3::int) n returning id`,
		[world.tenant, person, MAILS]
	);
	keepWorker();
	keepWorker();
	await vi.waitUntil(
		async () => {
			const { rows: left } = await database.owner.query(
				`select count(*) as count from samspil.mail where state <> 'sent'`
			);
			return left[0].count === 0;
		},
		{ timeout: 110_000, interval: 200 }
	);

	const letters = Map.groupBy(server.letters, (letter) => header(letter, 'Message-ID'));
	expect([...letters.keys()].sort()).toEqual(rows.map(({ id }) => `<${id}@solby.test>`).sort());
	for (const same of letters.values()) expect(new Set(same.map(wordsOf)).size).toBe(1);
	const repeated = server.letters.length - MAILS;
	console.log(JSON.stringify({ mails: MAILS, killedAt, letters: server.letters.length, repeated }));
	// Each kill can repeat no more than what two workers had on their way.
	expect(repeated).toBeLessThanOrEqual(KILLS * 2 * 10);
}, 120_000);

/** A letter without the marks that its parts are divided by, which are drawn anew at each try. */
const wordsOf = (letter: string) => letter.replaceAll(/--_NmP-[\w-]+/g, '');
