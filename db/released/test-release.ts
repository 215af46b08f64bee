/** A database as it stood at an earlier release, on the server of a test run. */
import { globSync, readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { bootstrap } from '../../src/server/database/bootstrap.ts';
import { migrate, readMigrations } from '../../src/server/database/migrate.ts';
import { connectAdmin, MIGRATIONS } from '../../src/server/database/open-database.ts';
import { copyTemplate, dropCopy, TEST_SECRET } from '../../src/server/database/test-server.ts';
import { restore, type Released } from './dump.ts';

/** All that were kept, the oldest first. */
export const RELEASES = globSync('db/released/*.json')
	.sort()
	.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Released);

/** Makes a database with the tables and rows of `released`; the caller drops it. */
export async function openReleased(
	released: Released
): Promise<{ url: string; drop(): Promise<void> }> {
	const server = inject('testServer');
	const url = await copyTemplate({ ...server, template: 'template1' });
	const client = await connectAdmin(url);
	try {
		await bootstrap(client, TEST_SECRET);
		const migrations = await readMigrations(MIGRATIONS);
		await migrate(
			client,
			migrations.filter(({ name }) => name <= released.migration)
		);
		await restore(client, released);
	} finally {
		await client.end();
	}
	return { url, drop: () => dropCopy(server, url) };
}
