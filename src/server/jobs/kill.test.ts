/**
 * Workers that are killed with `kill -9` while reminders go out: while they are found and written down, before a receiver is
 * named, with a letter on the way, and in the moment between the mail server's yes and our note of it.
 *
 * `KILLS=100 REMINDERS=1000 npx vitest run src/server/jobs/kill.test.ts` is the long form.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { afterAll, expect, test, vi } from 'vitest';
import { TEST_SECRET } from '../database/test-server.ts';
import { testDatabase } from '../database/test-database.ts';
import { newWorld } from '../database/test-world.ts';
import { header, startTestMailServer, type Step } from '../mail/test-mail-server.ts';

const REMINDERS = Number(process.env.REMINDERS ?? 100);
/** Of the moments at which a worker can be killed, how many are: most by the mail server's step, some at any time. */
const KILLS = Number(process.env.KILLS ?? 8);
const AT_ANY_TIME = Math.floor(KILLS / 4);
/** A worker needs some seconds to begin, and dies again. */
const LONGEST = 60_000 + KILLS * 8_000;

const database = await testDatabase();
const workers = new Set<ChildProcess>();
const killedAt: Record<Step | 'anyTime', number> = { receiver: 0, letter: 0, taken: 0, anyTime: 0 };

const server = await startTestMailServer((step) => {
	const kills = killedAt.receiver + killedAt.letter + killedAt.taken;
	// Often enough that all of them fall while mail is on its way, rarely enough that some gets through.
	if (kills >= KILLS - AT_ANY_TIME || Math.random() > 0.12) return;
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

test(
	'each reminder goes out, and what comes twice comes with the same Message-ID and the same words',
	async () => {
		const world = await newWorld(database);
		await layInDeadlines(world.tenant);
		keepWorker();
		keepWorker();
		const killing = killAtAnyTime();
		await vi.waitUntil(
			async () => {
				const { rows: left } = await database.owner.query(
					`select (select count(*) from samspil.reminder)::int as reminded, count(*) filter (where state <> 'sent')::int as waiting from samspil.mail`
				);
				return left[0].reminded === REMINDERS && left[0].waiting === 0;
			},
			{ timeout: LONGEST, interval: 200 }
		);
		await killing;
		const { rows } = await database.owner.query<{ id: string; person: string }>(
			`select id, person_id as person from samspil.mail where kind = 'reminder'`
		);
		expect(new Set(rows.map(({ person }) => person)).size).toBe(REMINDERS);
		expect(rows).toHaveLength(REMINDERS);
		const { rows: notices } = await database.owner.query('select person_id from samspil.notice');
		expect(notices).toHaveLength(REMINDERS);

		const letters = Map.groupBy(server.letters, (letter) => header(letter, 'Message-ID'));
		expect([...letters.keys()].sort()).toEqual(rows.map(({ id }) => `<${id}@solby.test>`).sort());
		for (const same of letters.values()) expect(new Set(same.map(wordsOf)).size).toBe(1);
		const repeated = server.letters.length - REMINDERS;
		console.log(
			JSON.stringify({ reminders: REMINDERS, killedAt, letters: server.letters.length, repeated })
		);
		// Each kill can repeat no more than what two workers had on their way.
		expect(repeated).toBeLessThanOrEqual(KILLS * 2 * 10);
	},
	LONGEST + 20_000
);

/** Kills all who work at moments that nobody has chosen: the first while reminders are still being found. */
async function killAtAnyTime() {
	for (; killedAt.anyTime < AT_ANY_TIME; killedAt.anyTime += 1) {
		await new Promise((resolve) => setTimeout(resolve, 900 + Math.random() * 3_000));
		for (const worker of workers) worker.kill('SIGKILL');
	}
}

/** An agreement in force that gives each of many people a task which is due today. */
async function layInDeadlines(tenant: string) {
	const client = await database.owner.connect();
	await client.query('begin');
	await client.query(
		'create temp table somebody on commit drop as select gen_random_uuid() as id from generate_series(1, $1::int)',
		[REMINDERS]
	);
	await client.query(
		`insert into identity."user" (id, name, email, "emailVerified") select id, 'Mette Møller', id || '@example.test', true from somebody`
	);
	await client.query(
		`insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, function, active_from, declared_on, declaration_version)
		select $1, id, $1, 'Mette Møller', 'employee', '2020-01-01', '2020-01-01', '1' from somebody`,
		[tenant]
	);
	await client.query('set local session_replication_role = replica');
	await client.query(
		`insert into samspil.document (tenant_id, id, kind, template_key, template_edition, title, begun_by, begun_by_organisation)
		select $1, $1, 'agreement', 'cooperation-contract', 1, 'Hjem igen', id, $1 from somebody limit 1`,
		[tenant]
	);
	await client.query(
		`insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at, from_on)
		values ($1, $1, $1, 1, '{"title": "Hjem igen", "parties": []}', decode(repeat('a1', 32), 'hex'), 'x', 'agreed', now(), '2020-01-01')`,
		[tenant]
	);
	await client.query(
		`insert into samspil.agreement_live (tenant_id, document_id, live_key, kind, said, due_on, person_id, organisation_id)
		select $1, $1, id::text, 'task', '{"what": "En opgave"}', current_date, id, $1 from somebody`,
		[tenant]
	);
	await client.query('commit');
	client.release();
}

/** A letter without the marks that its parts are divided by, which are drawn anew at each try. */
const wordsOf = (letter: string) => letter.replaceAll(/--_NmP-[\w-]+/g, '');
