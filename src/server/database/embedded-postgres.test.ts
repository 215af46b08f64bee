import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { connectAdmin } from './open-database.ts';
import { isAlive } from './postmaster.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'samspil-cluster-'));
chmodSync(folder, 0o711); // PostgreSQL's account must get through
const remove = (place: string) => rmSync(place, { recursive: true, force: true });
afterAll(() => remove(folder));

/** Another process that starts the server on the same folder, as a second Samspil would. */
async function startElsewhere() {
	const module = new URL('embedded-postgres.ts', import.meta.url).href;
	const program = `
		const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
		const server = await startEmbeddedPostgres(${JSON.stringify(folder)});
		console.log(server.pid());
		process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
		setInterval(() => {}, 60_000);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [line] = await once(child.stdout, 'data');
	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal);
		await once(child, 'exit');
	};
	return { pid: Number(String(line)), end };
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
	const client = await connectAdmin(url);
	try {
		return (await client.query(sql)).rows as Row[];
	} finally {
		await client.end();
	}
}

test('two starts at once on an empty folder give one server', async () => {
	const [a, b] = await Promise.all([startElsewhere(), startElsewhere()]);
	expect(a.pid).toBe(b.pid);
	await Promise.all([a.end('SIGTERM'), b.end('SIGTERM')]);
	await expect.poll(() => isAlive(a.pid)).toBe(false);
});

test('waits for the disk at every commit', async () => {
	const server = await startEmbeddedPostgres(folder);
	const settings = await ask(
		server.url,
		`select name from pg_settings
		where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'on'`
	);
	expect(settings).toHaveLength(3);
	await server.stop();
	await expect.poll(() => isAlive(server.pid())).toBe(false);
});

test('what was committed is there after kill -9 of the program, and a new start serves it', async () => {
	const killed = await startElsewhere();
	const joined = await startEmbeddedPostgres(folder);
	expect(joined.pid()).toBe(killed.pid);
	await ask(joined.url, 'create table kept as select 7 as number');
	await killed.end('SIGKILL');

	// The server may end with its keeper; whoever lives on starts it again.
	await expect
		.poll(() => ask(joined.url, 'select number from kept').catch(() => []))
		.toEqual([{ number: 7 }]);
	await joined.stop();
	const next = await startElsewhere();
	expect(await ask(joined.url, 'select number from kept')).toEqual([{ number: 7 }]);
	await next.end('SIGTERM');
});

test('a server that is killed is started again', async () => {
	const said: string[] = [];
	const server = await startEmbeddedPostgres(folder, { tell: (sentence) => said.push(sentence) });
	const first = server.pid();
	process.kill(first, 'SIGKILL');
	await expect.poll(() => server.pid(), { timeout: 20_000 }).not.toBe(first);
	expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	expect(said.at(-1)).toContain('started again');
	await server.stop();
});

test('an orphan that outlived its program is adopted, and stopped in the end', async () => {
	const left = await startEmbeddedPostgres(folder, { tied: false });
	await left.stop({ leaveServer: true });
	const adopting = await startEmbeddedPostgres(folder);
	expect(adopting.pid()).toBe(left.pid());
	await adopting.stop();
	await expect.poll(() => isAlive(left.pid())).toBe(false);
});

test.runIf(process.getuid?.() === 0)(
	'started by root on a folder that is closed to others, it says where the data lies instead',
	async () => {
		const closed = mkdtempSync(path.join(tmpdir(), 'samspil-closed-'));
		const said: string[] = [];
		const server = await startEmbeddedPostgres(closed, { tell: (sentence) => said.push(sentence) });
		onTestFinished(() => [closed, server.folder].forEach(remove));
		expect(said).toEqual([expect.stringContaining(`the database lies in ${server.folder}.`)]);
		expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await server.stop();
	}
);
