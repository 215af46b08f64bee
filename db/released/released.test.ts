/** Databases of earlier releases, in use, are brought up to this version: nothing is lost and everything can be read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/server/audit/verify-audit.ts';
import { bootstrap } from '../../src/server/database/bootstrap.ts';
import { findMissing, migrate, readMigrations } from '../../src/server/database/migrate.ts';
import { connectAdmin, MIGRATIONS } from '../../src/server/database/open-database.ts';
import { closePools, openPool, openPools, type Pools } from '../../src/server/database/pool.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { CHANGED_COLUMNS, READ_BY_FEWER } from './intended.ts';
import { countReadable } from './readable.ts';
import { openReleased, RELEASES } from './test-release.ts';

const migrations = await readMigrations(MIGRATIONS);

describe.each(RELEASES)('$migration', (released) => {
	let database: Awaited<ReturnType<typeof openReleased>>;
	let owner: ReturnType<typeof openPool>;
	let pools: Pools;
	let applied: string[];

	beforeAll(async () => {
		database = await openReleased(released);
		const admin = await connectAdmin(database.url);
		await bootstrap(admin, TEST_SECRET);
		applied = await migrate(admin, migrations);
		await admin.end();
		owner = openPool(database.url, 2);
		pools = openPools(database.url, TEST_SECRET, 2);
	});
	afterAll(async () => {
		await closePools(pools);
		await owner.end();
		await database.drop();
	});

	test('every newer migration was applied', async () => {
		const newer = migrations.filter(({ name }) => name > released.migration);
		expect(applied).toEqual(newer.map(({ name }) => name));
		expect(await findMissing(owner, migrations)).toEqual([]);
	});

	test('every row is there, with every value', async () => {
		const lost: string[] = [];
		for (const [table, before] of Object.entries(released.tables)) {
			const { rows } = await owner.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`);
			lost.push(
				...lostOf(
					table,
					before,
					rows.map(({ row }) => row)
				)
			);
		}
		expect(lost).toEqual([]);
	});

	test('everybody reads what they could read', async () => {
		const now = await countReadable(pools.app, owner, released.day);
		const fewer = Object.entries(released.readable).flatMap(([name, tables]) =>
			Object.entries(tables)
				.filter(([table, count]) => !(table in READ_BY_FEWER) && (now[name]?.[table] ?? 0) < count)
				.map(([table, count]) => `${name}: ${now[name]?.[table] ?? 0} of ${count} in ${table}`)
		);
		expect(fewer).toEqual([]);
	});

	test('the record has not been touched', async () => {
		const client = await owner.connect();
		const { faults, rows } = await verifyAudit(client);
		client.release();
		expect(faults).toEqual([]);
		expect(rows).toBeGreaterThanOrEqual(released.tables['samspil.audit_event']!.length);
	});

	test('what is kept of who may see what is what it should be', async () => {
		for (const kind of ['pathway_access', 'scope_access']) {
			const { rows } = await owner.query(
				`(select * from samspil.${kind}_truth except select * from samspil.${kind})
				union all (select * from samspil.${kind} except select * from samspil.${kind}_truth)`
			);
			expect(rows, kind).toEqual([]);
		}
	});
});

type Row = Record<string, unknown>;

/** Rows and columns of `table` that are not there any more as they were before. */
function lostOf(table: string, before: Row[], after: Row[]): string[] {
	const [first] = before;
	if (!first) return [];
	const isIntended = (column: string) => `${table}.${column}` in CHANGED_COLUMNS;
	const columns = Object.keys(first).filter((column) => !isIntended(column));
	const gone = columns.filter((column) => after[0] && !(column in after[0]));
	const values = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
	const found = new Set(after.map(values));
	const lost = before.filter((row) => !found.has(values(row)));
	if (gone.length > 0) return gone.map((column) => `${table}.${column} is gone`);
	return lost.map((row) => `${table}: ${values(row).slice(0, 300)}`);
}
