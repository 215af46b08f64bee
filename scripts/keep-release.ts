/**
 * Keeps what a database of this version looks like, filled with the invented data: db/released/MIGRATION.json. Run once
 * for each release; from then on db/released/released.test.ts brings such a database up to every newer version and
 * looks whether anything was lost.
 *     node scripts/keep-release.ts
 */
import { writeFileSync } from 'node:fs';
import { loadExample } from '../db/example/load.ts';
import { dump, listTables } from '../db/released/dump.ts';
import { liveIn } from '../db/released/lived-in.ts';
import { countReadable } from '../db/released/readable.ts';
import { closePools, openPools } from '../src/server/database/pool.ts';
import { dayNow } from '../src/values/day.ts';
import { readMigrations } from '../src/server/database/migrate.ts';
import { connectAdmin, MIGRATIONS } from '../src/server/database/open-database.ts';
import {
	copyTemplate,
	dropCopy,
	startTestServer,
	TEST_SECRET
} from '../src/server/database/test-server.ts';

const server = await startTestServer();
const url = await copyTemplate(server);
try {
	const admin = () => connectAdmin(url);
	const day = dayNow();
	await loadExample({ admin }, day);
	const client = await admin();
	const pools = openPools(url, TEST_SECRET, 4);
	const readable = await countReadable(pools.app, client, day);
	await closePools(pools);
	await liveIn(client);
	const migration = (await readMigrations(MIGRATIONS)).at(-1)!.name;
	const file = `db/released/${migration}.json`;
	writeFileSync(file, await dump(client, { migration, day, readable }));
	for (const { table } of await listTables(client))
		if ((await client.query(`select from ${table} limit 1`)).rowCount === 0)
			console.log(`${table} is empty: what a migration does to its rows will not be seen.`);
	await client.end();
	console.log(file);
} finally {
	await dropCopy(server, url);
	await server.stop();
}
