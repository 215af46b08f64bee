import { expect, test } from 'vitest';
import { testDatabase } from '../database/test-database.ts';
import { openPools, closePools } from '../database/pool.ts';
import { TEST_SECRET } from '../database/test-server.ts';
import { newWorld } from '../database/test-world.ts';
import { startJobs } from '../jobs/jobs.ts';
import { openMeasurements } from './measurements.ts';

const database = await testDatabase();
const { pools } = database;
const measurements = openMeasurements({
	pools,
	readiness: async () => ({ database: true, jobs: false })
});

const lines = async () => (await measurements.text()).split('\n');

test('an answer is counted by the pattern of its address, its method and the kind of its answer', async () => {
	const route = '/pathways/[pathway=id]';
	measurements.answered({ route, method: 'GET', status: 200, milliseconds: 20 });
	measurements.answered({ route, method: 'GET', status: 204, milliseconds: 60 });
	measurements.answered({ route, method: 'POST', status: 422, milliseconds: 3 });
	measurements.answered({ route: undefined, method: 'PROPFIND', status: 404, milliseconds: 1 });
	const said = await lines();
	const about = (labels: string) => `{method="${labels}`;
	const name = 'samspil_http_request_duration_seconds';
	expect(said).toContain(`${name}_count${about(`GET",route="${route}",status="2xx"}`)} 2`);
	expect(said).toContain(`${name}_sum${about(`GET",route="${route}",status="2xx"}`)} 0.08`);
	expect(said).toContain(`${name}_count${about(`POST",route="${route}",status="4xx"}`)} 1`);
	expect(said).toContain(`${name}_count${about(`other",route="none",status="4xx"}`)} 1`);
	expect(said).toContain(`${name}_bucket{le="0.025",method="GET",route="${route}",status="2xx"} 1`);
	expect(said).toContain(`${name}_bucket{le="0.1",method="GET",route="${route}",status="2xx"} 2`);
});

test('errors that a visitor was shown the number of are counted', async () => {
	expect(await lines()).toContain('samspil_errors_total 0');
	measurements.broke();
	expect(await lines()).toContain('samspil_errors_total 1');
});

test('connections are told by role, with those in use and those who wait for one', async () => {
	const held = await Promise.all(Array.from({ length: 4 }, () => pools.app.connect()));
	const waiting = pools.app.query('select 1');
	const said = await lines();
	for (const client of held) client.release();
	await waiting;
	expect(said).toContain('samspil_database_connections{pool="app",state="used"} 4');
	expect(said).toContain('samspil_database_connections{pool="app",state="idle"} 0');
	expect(said).toContain('samspil_database_waiting{pool="app"} 1');
	expect(said).toContain('samspil_database_waiting{pool="identity"} 0');
});

test('what waits in the queues and in the outbox is counted', async () => {
	const world = await newWorld(database);
	const { person } = await world.worker('Mette Møller', world.tenant);
	await database.owner.query(
		`insert into samspil.mail (tenant_id, kind, person_id, words, created_at)
		select $1, 'notice', $2, '{"path": "/"}', now() - interval '90 seconds' from generate_series(1, 3)`,
		[world.tenant, person]
	);
	const jobs = startJobs(
		pools.jobs,
		{ smtpUrl: undefined, mailFrom: 'a@b.example', origin: 'http://localhost' },
		(error) => expect.fail(String(error)),
		{ workOut: () => [], tell: () => [], isWeekly: () => false, isHumane: () => false }
	);
	await expect.poll(() => jobs.isReady()).toBe(true);
	const said = await lines();
	await jobs.stop();
	expect(said).toContain('samspil_mail{state="waiting"} 3');
	expect(said).toContain('samspil_mail{state="sending"} 0');
	const oldest = said.find((line) =>
		line.startsWith('samspil_mail_oldest_seconds{state="waiting"}')
	);
	expect(Number(oldest?.split(' ')[1])).toBeGreaterThanOrEqual(90);
	expect(said).toContain('samspil_jobs{queue="reminders",state="failed"} 0');
	expect(said.join('\n')).not.toMatch(/Mette|__pgboss/);
});

test('the parts that must work are told as /readyz tells them', async () => {
	const said = await lines();
	expect(said).toContain('samspil_works{part="database"} 1');
	expect(said).toContain('samspil_works{part="jobs"} 0');
});

test('the process tells its memory, its processor time and how late its loop is', async () => {
	const said = (await lines()).join('\n');
	for (const name of [
		'process_resident_memory_bytes',
		'process_cpu_seconds_total',
		'nodejs_eventloop_lag_p99_seconds'
	])
		expect(said).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('without a database the rest is told', async () => {
	const gone = openPools('postgres://localhost:1/gone', TEST_SECRET, 1);
	const alone = openMeasurements({
		pools: gone,
		readiness: () => Promise.resolve({ database: false })
	});
	const said = await alone.text();
	await closePools(gone);
	expect(said).toContain('samspil_works{part="database"} 0');
	expect(said).not.toMatch(/^samspil_mail\{/m);
});
