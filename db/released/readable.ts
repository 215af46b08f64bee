/** How many rows of each table everybody finds who comes through the door: what a migration must not take from them. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { readAs } from '#server/acting.ts';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** Rows by table, by the name of the person; tables of which they find none are left out. */
export type Readable = Record<string, Record<string, number>>;

/** Asks on `day` as every person of the database, each with the hat that comes to hand. `owner` has all rights. */
export async function countReadable(
	app: pg.Pool,
	owner: pg.Pool | pg.ClientBase,
	day: Day
): Promise<Readable> {
	const tables = await listReadable(owner);
	const { rows: people } = await owner.query<{ id: string; name: string }>(
		'select id, name from samspil.person order by name'
	);
	const found: Readable = {};
	for (const { id, name } of people) {
		const token = randomUUID();
		await owner.query(
			`insert into identity.session (token, "userId", "expiresAt", assurance) values ($1, $2, now() + interval '1 hour', 'multi')`,
			[token, id]
		);
		const queries = tables.map((table) =>
			ask(sql<{ count: number }>`select count(*) as count from ${sql.raw(table)}`)
		);
		const { rows } = await readAs(app, { token, today: day }, ...queries);
		const counts = tables.map((table, index) => [table, rows[index]![0]!.count] as const);
		found[name] = Object.fromEntries(counts.filter(([, count]) => count > 0));
		await owner.query('delete from identity.session where token = $1', [token]);
	}
	return found;
}

async function listReadable(owner: pg.Pool | pg.ClientBase): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select format('%I.%I', n.nspname, c.relname) as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'samspil' and c.relkind = 'r' and c.relname <> 'migration'
			and has_any_column_privilege('samspil_app', c.oid, 'select')
		order by 1`
	);
	return rows.map(({ name }) => name);
}
