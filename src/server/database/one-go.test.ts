import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { askInOneGo, type Statement } from './one-go.ts';
import { openPool } from './pool.ts';
import { testDatabase } from './test-database.ts';

const database = await testDatabase();
const pool = openPool(database.url, 1);
const nameless = openPool(database.url, 1, { preparedStatements: false });
afterAll(async () => {
	await Promise.all([pool.end(), nameless.end()]);
	await database.close();
});

const statement = (text: string, ...values: unknown[]): Statement => ({
	name: `test ${text}`.slice(0, 60),
	text,
	values
});

async function ask(statements: Statement[], from = pool) {
	const client = await from.connect();
	try {
		return (await askInOneGo(client, statements)).map(({ rows }) => rows);
	} finally {
		client.release();
	}
}

/** A table of this test's own, in which a number may stand once, checked when the transaction ends. */
async function newTable() {
	const table = `public."${randomUUID()}"`;
	await pool.query(
		`create table ${table} (number integer, unique (number) deferrable initially deferred)`
	);
	return table;
}
const numbersIn = async (table: string) =>
	(await pool.query(`select number from ${table} order by number`)).rows.map((row) => row.number);

test.each([
	['with names', pool],
	['without names', nameless]
])('answers each statement with its own rows, in order, and again (%s)', async (_, from) => {
	const asked = [
		statement('select $1::int as a', 1),
		statement('select 2 as b where false'),
		statement('select $1::date as day, $2::text[] as list', '2026-11-25', ['x', 'y'])
	];
	const answer = [[{ a: 1 }], [], [{ day: '2026-11-25', list: ['x', 'y'] }]];
	expect(await ask(asked, from)).toEqual(answer);
	expect(await ask(asked, from)).toEqual(answer);
});

test('all of it is one transaction', async () => {
	const [[first], [second]] = (await ask([
		statement(`select set_config('test.kept', 'kept', true), pg_current_xact_id()::text as id`),
		statement(`select current_setting('test.kept') as kept, pg_current_xact_id()::text as id`)
	])) as [[{ id: string }], [{ id: string; kept: string }]];
	expect(second).toEqual({ kept: 'kept', id: first.id });
	const [after] = await ask([statement(`select current_setting('test.kept', true) as kept`)]);
	expect(after).toEqual([{ kept: '' }]);
});

test('a statement that fails takes all with it, and the connection goes on', async () => {
	const table = await newTable();
	const behind = statement(`select 'behind it' as said`);
	const failing = ask([
		statement(`insert into ${table} values (1)`),
		statement('select 1 / $1::int as never', 0),
		behind
	]);
	await expect(failing).rejects.toMatchObject({ code: '22012' });
	expect(await numbersIn(table)).toEqual([]);
	expect(await ask([behind, statement('select 1 / $1::int as now', 1)])).toEqual([
		[{ said: 'behind it' }],
		[{ now: 1 }]
	]);
});

test('a transaction that cannot be committed is no success', async () => {
	const table = await newTable();
	const insert = statement(`insert into ${table} values (7)`);
	await expect(ask([insert, insert])).rejects.toMatchObject({ code: '23505' });
	expect(await numbersIn(table)).toEqual([]);
});

test('a value that cannot be written is refused before anything is sent', async () => {
	const table = await newTable();
	const circle: Record<string, unknown> = {};
	circle.itself = circle;
	const failing = ask([
		statement(`insert into ${table} values (1)`),
		statement('select $1::jsonb', circle)
	]);
	await expect(failing).rejects.toThrow(TypeError);
	expect(await numbersIn(table)).toEqual([]);
});

test('who waits behind on the same connection is answered after it', async () => {
	const client = await pool.connect();
	const [ours, theirs] = await Promise.all([
		askInOneGo(client, [statement('select 1 as one'), statement('select 2 as two')]),
		client.query('select 3 as three')
	]);
	client.release();
	expect([...ours, theirs].map(({ rows }) => rows[0])).toEqual([
		{ one: 1 },
		{ two: 2 },
		{ three: 3 }
	]);
});

test('an answer stops the clock that would cut the connection when none comes', async () => {
	const patient = openPool(database.url, 1, { answerWithin: 60_000 });
	const client = await patient.connect();
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		const asking = askInOneGo(client, [statement('select 1 as one')]);
		expect(vi.getTimerCount()).toBe(1);
		await asking;
		expect(vi.getTimerCount()).toBe(0);
		const failing = askInOneGo(client, [statement('select 1 / $1::int as never', 0)]);
		await expect(failing).rejects.toMatchObject({ code: '22012' });
		expect(vi.getTimerCount()).toBe(0);
	} finally {
		vi.useRealTimers();
		client.release();
		await patient.end();
	}
});

test('who waits in vain is told so', async () => {
	const hasty = openPool(database.url, 1, { answerWithin: 50 });
	await expect(ask([statement('select pg_sleep(10)')], hasty)).rejects.toThrow(
		'Query read timeout'
	);
	await hasty.end();
});
