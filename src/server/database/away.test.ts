import { expect, test } from 'vitest';
import { isAway } from './away.ts';
import { closePools, openPools } from './pool.ts';
import { testDatabase } from './test-database.ts';
import { TEST_SECRET } from './test-server.ts';

const database = await testDatabase();

/** What is thrown by `work`. */
const thrownBy = (work: Promise<unknown>) =>
	work.then(
		() => expect.fail('nothing was thrown'),
		(error: unknown) => error
	);

const by = (details: object, message = '') => Object.assign(new Error(message), details);

test('a server that is not there is away, by socket and by network', async () => {
	for (const url of ['postgres://localhost:1/x', 'postgres://x/x?host=/nowhere']) {
		const pools = openPools(url, TEST_SECRET, 1);
		expect(isAway(await thrownBy(pools.app.query('select 1')))).toBe(true);
		await closePools(pools);
	}
});

test('a connection that is cut in the middle is away, for the query that runs and the one after', async () => {
	const client = await database.pools.app.connect();
	const { rows } = await client.query('select pg_backend_pid() as pid');
	const running = thrownBy(client.query('select pg_sleep(10)'));
	await database.owner.query('select pg_terminate_backend($1)', [rows[0].pid]);
	expect(isAway(await running)).toBe(true);
	expect(isAway(await thrownBy(client.query('select 1')))).toBe(true);
	client.release(true);
});

test('a server that has fallen silent is away, and the next is asked anew', async () => {
	const pools = openPools(database.url, TEST_SECRET, 1, { answerWithin: 50 });
	expect(isAway(await thrownBy(pools.app.query('select pg_sleep(10)')))).toBe(true);
	expect((await pools.app.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
	await closePools(pools);
});

test('what took longer than we let it is away', async () => {
	const client = await database.owner.connect();
	await client.query(`set statement_timeout = '20ms'`);
	expect(isAway(await thrownBy(client.query('select pg_sleep(10)')))).toBe(true);
	client.release(true);
});

test.each([
	['a full disk', by({ severity: 'ERROR', code: '53100' })],
	['a server that starts', by({ severity: 'FATAL', code: '57P03' })],
	['a server that has become a replica', by({ severity: 'ERROR', code: '25006' })],
	['a deadlock', by({ severity: 'ERROR', code: '40P01' })],
	['a cause that is away', new Error('x', { cause: by({ severity: 'ERROR', code: '57P01' }) })]
])('%s is away', (_, error) => {
	expect(isAway(error)).toBe(true);
});

test.each([
	['a row that is there already', by({ severity: 'ERROR', code: '23505' })],
	['a mistake in SQL', by({ severity: 'ERROR', code: '42601' })],
	['a file that is missing', by({ code: 'ENOENT', syscall: 'open' })],
	['a number that only looks like one', by({ code: '53100' })],
	['a bug', new TypeError('x is not a function')],
	['a text', 'Connection terminated']
])('%s is not', (_, error) => {
	expect(isAway(error)).toBe(false);
});
