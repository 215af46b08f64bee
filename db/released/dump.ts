/** The rows of a whole database as text that git can show, and back again. Tables and functions come from migrations. */
import type pg from 'pg';
import type { Day } from '#values/day.ts';
import type { Readable } from './readable.ts';

/** A database of an earlier version. */
export type Released = {
	/** Its last migration. */
	migration: string;
	/** The day on which its story was told. */
	day: Day;
	/** What everybody could read of it then. */
	readable: Readable;
	sequences: Record<string, number>;
	/** The rows of each table ('samspil.person'). */
	tables: Record<string, Record<string, unknown>[]>;
};

const SCHEMAS = ['identity', 'samspil'];

/** All rows of our schemas, one a line, after what is known `about` them. */
export async function dump(
	client: pg.ClientBase,
	about: Omit<Released, 'sequences' | 'tables'>
): Promise<string> {
	const sections: string[] = [];
	for (const { table, key } of await listTables(client)) {
		const { rows } = await client.query<{ row: string }>(
			`select to_jsonb(t)::text as row from ${table} t order by ${key || '1'}`
		);
		const lines = rows.map(({ row }) => `\t\t\t${row}`).join(',\n');
		sections.push(`\t\t${JSON.stringify(table)}: [\n${lines}\n\t\t]`);
	}
	const { rows } = await client.query<{ name: string; value: string }>(
		`select format('%I.%I', schemaname, sequencename) as name, last_value as value
		from pg_sequences where schemaname = any ($1) and last_value is not null order by 1`,
		[SCHEMAS]
	);
	const sequences = Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)]));
	return `{
${Object.entries(about)
	.map(([name, value]) => `\t${JSON.stringify(name)}: ${JSON.stringify(value)},`)
	.join('\n')}
	"sequences": ${JSON.stringify(sequences)},
	"tables": {
${sections.join(',\n')}
	}
}
`;
}

/** Puts the rows into a database with the same migrations; as they are, without triggers. Needs a superuser. */
export async function restore(client: pg.ClientBase, { tables, sequences }: Released) {
	await client.query('begin');
	await client.query('set local session_replication_role = replica');
	for (const [table, rows] of Object.entries(tables)) {
		const columns = await listColumns(client, table);
		// What a migration itself put there is in the rows too.
		await client.query(`delete from ${table}`);
		await client.query(
			`insert into ${table} (${columns}) overriding system value
			select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
			[JSON.stringify(rows)]
		);
	}
	for (const [name, value] of Object.entries(sequences))
		await client.query('select setval($1::regclass, $2)', [name, value]);
	await client.query('commit');
}

/** The tables of our schemas, each with the columns of its primary key; not the list of migrations. */
export async function listTables(
	client: pg.ClientBase
): Promise<{ table: string; key: string | null }[]> {
	const { rows } = await client.query<{ table: string; key: string | null }>(
		`select format('%I.%I', n.nspname, c.relname) as table,
			(select string_agg(quote_ident(a.attname), ', ' order by k.place)
				from pg_index i cross join unnest(i.indkey) with ordinality k (number, place)
					join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
				where i.indrelid = c.oid and i.indisprimary) as key
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition
			and (n.nspname, c.relname) <> ('samspil', 'migration')
		order by 1`,
		[SCHEMAS]
	);
	return rows;
}

/** Columns that can be written; others follow from these. */
async function listColumns(client: pg.ClientBase, table: string): Promise<string> {
	const { rows } = await client.query<{ columns: string }>(
		`select string_agg(quote_ident(attname), ', ' order by attnum) as columns
		from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
		[table]
	);
	return rows[0]!.columns;
}
