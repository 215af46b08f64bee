/** Describes the migrated database as TypeScript, so that the types of queries are PostgreSQL's own answer. */
import type { ClientBase } from 'pg';

const HEADER = `/** The tables as queries see them. Written from the migrated database by scripts/write-tables.ts: do not edit. */
import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#values/day.ts';

/** Comes as a Date, goes as a Date or ISO text. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Comes parsed, goes as text: JSON.stringify it. */
type Json = ColumnType<unknown, string, string>;
type GeneratedInstant = ColumnType<Date, Date | string | undefined, Date | string>;
type GeneratedJson = ColumnType<unknown, string | undefined, string>;
type Bytes = Uint8Array;
`;

const TYPES: Record<string, string> = {
	uuid: 'string',
	text: 'string',
	integer: 'number',
	smallint: 'number',
	bigint: 'string',
	real: 'number',
	boolean: 'boolean',
	date: 'Day',
	'timestamp with time zone': 'Instant',
	'time without time zone': 'string',
	jsonb: 'Json',
	bytea: 'Bytes',
	'text[]': 'string[]',
	'uuid[]': 'string[]',
	'double precision': 'number',
	'integer[]': 'number[]'
};

type Column = {
	table: string;
	name: string;
	type: string;
	required: boolean;
	filled: boolean;
	values: string | null;
};

/** TypeScript source with one type per table or view of schema samspil. Throws on a column type it does not know. */
export async function describeTables(client: ClientBase): Promise<string> {
	const { rows } = await client.query<Column>(COLUMNS);
	const tables = new Map<string, string[]>();
	for (const column of rows) {
		const lines = tables.get(column.table) ?? [];
		tables.set(column.table, [...lines, `\t\t${column.name}: ${typeOf(column)};`]);
	}
	const body = [...tables].map(([table, lines]) => `\t${table}: {\n${lines.join('\n')}\n\t};`);
	return `${HEADER}\nexport type Tables = {\n${body.join('\n')}\n};\n`;
}

function typeOf({ table, name, type, required, filled, values }: Column): string {
	const base = TYPES[type];
	if (!base)
		throw new Error(
			`${table}.${name} has type ${type}, which src/server/database/describe-tables.ts does not know`
		);
	const listed = values?.match(/'[^']*'(?=::text)/g)?.join(' | ');
	const plain = base === 'string' && listed ? listed : base;
	const full = required ? plain : `${plain} | null`;
	if (!filled) return full;
	return base === 'Instant' || base === 'Json' ? `Generated${full}` : `Generated<${full}>`;
}

/** Every column, with the words a check allows for it where the check is a plain list. */
const COLUMNS = `
	select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
		a.attnotnull as required, a.atthasdef or a.attidentity <> '' as filled,
		(select pg_get_constraintdef(k.oid) from pg_constraint k
			where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
			and pg_get_constraintdef(k.oid) ~ '^CHECK \\(\\(\\w+ = ANY \\(ARRAY\\[') as values
	from pg_class c join pg_attribute a on a.attrelid = c.oid
	where c.relnamespace = 'samspil'::regnamespace and c.relkind in ('r', 'v')
		and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'
	order by c.relname, a.attnum`;
