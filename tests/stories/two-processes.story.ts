/** Two Samspil on one database, as behind a load balancer: begun at once on an empty one, and sharing the work. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { MIGRATIONS } from '../../src/server/database/open-database.ts';
import { readMigrations } from '../../src/server/database/migrate.ts';
import { closePools, openPool, openPools } from '../../src/server/database/pool.ts';
import { copyTemplate, dropCopy, TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld } from '../../src/server/database/test-world.ts';
import { header, startTestMailServer } from '../../src/server/mail/test-mail-server.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

/** Several times what a worker takes at once, so that both find something to send. */
const MAILS = 60;

const testServer = inject('testServer');
const mailServer = await startTestMailServer();
let url: string;
let servers: RunningServer[];
let owner: ReturnType<typeof openPool>;

beforeAll(async () => {
	url = await copyTemplate({ ...testServer, template: 'template1' });
	owner = openPool(url, 2);
	const environment = {
		DATABASE_URL: url,
		SMTP_URL: mailServer.url,
		MAIL_FROM: 'Samspil <samspil@solby.test>'
	};
	servers = await Promise.all([startServer(environment), startServer(environment)]);
});
afterAll(async () => {
	await Promise.all(servers?.map((server) => server.stop()) ?? []);
	await owner.end();
	await mailServer.close();
	await dropCopy(testServer, url);
});

test('both start on an empty database, and each migration is applied once', async () => {
	for (const { origin } of servers)
		expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({
			status: 'ready',
			migrations: true,
			jobs: true
		});
	const { rows } = await owner.query('select name from samspil.migration order by name');
	expect(rows.map(({ name }) => name)).toEqual(
		(await readMigrations(MIGRATIONS)).map(({ name }) => name)
	);
	for (const server of servers) expect(server.said()).not.toContain('"level":"error"');
});

test('each mail goes out once, whoever sends it', async () => {
	const pools = openPools(url, TEST_SECRET, 2);
	const world = await newWorld({ pools, owner, url, close: () => closePools(pools) });
	const { person } = await world.worker('Mette Møller', world.tenant);
	const { rows } = await owner.query<{ id: string }>(
		`insert into samspil.mail (tenant_id, kind, person_id, words)
		select $1, 'notice', $2, jsonb_build_object('path', '/' || n) from generate_series(1, $3::int) n returning id`,
		[world.tenant, person, MAILS]
	);
	await closePools(pools);
	const countLeft = async () =>
		(await owner.query(`select from samspil.mail where state <> 'sent'`)).rowCount;
	await expect.poll(countLeft).toBe(0);
	const sent = mailServer.letters.map((letter) => header(letter, 'Message-ID')?.split('@')[0]);
	expect(sent.sort()).toEqual(rows.map(({ id }) => `<${id}`).sort());
});
