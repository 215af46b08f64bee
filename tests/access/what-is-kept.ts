/** What the database holds after a form was sent. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** What is written anew with each request, done or not: the record, and the question for a tovholder. */
const EACH_TIME = ['audit_event', 'audit_head', 'tovholder_check'];
/** What a job works out from all the rest, when it comes to it: ids and days, and no words. */
const WORKED_OUT = ['deadline', 'deadline_person', 'deadline_stale', 'deadline_day'];

/** A moment in the life of the database. */
export async function momentIn({ owner }: Pick<TestDatabase, 'owner'>): Promise<string> {
	const { rows } = await owner.query('select pg_current_xact_id()::text as moment');
	return rows[0].moment;
}

/** Whether these words stand anywhere in what was written since `moment` in this municipality, or in nobody's. */
export async function isKept(
	database: TestDatabase,
	tenant: string,
	words: string,
	moment: string
): Promise<boolean> {
	const { kept } = await askedOf(database);
	const values = [tenant, words, moment];
	const { rows } = await database.owner.query({ name: 'kept', text: kept, values });
	return rows[0].kept;
}

/** How many rows each table has of this municipality's, and of nobody's. */
export async function countRows(
	database: TestDatabase,
	tenant: string
): Promise<Record<string, number>> {
	const { counted } = await askedOf(database);
	const { rows } = await database.owner.query({ name: 'counted', text: counted, values: [tenant] });
	return Object.fromEntries(rows.map((each) => [each.name, each.rows]));
}

/** The questions to all tables, planned once for a database: that takes ten times as long as to answer them. */
type Asked = { counted: string; kept: string };
const asked = new WeakMap<TestDatabase, Promise<Asked>>();

function askedOf(database: TestDatabase): Promise<Asked> {
	const known = asked.get(database) ?? prepare(database);
	asked.set(database, known);
	return known;
}

async function prepare({ owner }: TestDatabase): Promise<Asked> {
	const { rows: tables } = await owner.query<{ name: string; ofTenant: string }>(
		`select format('%I.%I', table_schema, table_name) as name,
			case when exists (select from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name
				and c.column_name = 'tenant_id' and c.is_nullable = 'NO') then 't.tenant_id = $1' else '$1::uuid is not null' end as "ofTenant"
		from information_schema.tables t
		where table_schema in ('samspil', 'identity') and table_type = 'BASE TABLE' and not table_name = any ($1)`,
		[[...EACH_TIME, ...WORKED_OUT]]
	);
	const counts = tables.map(
		({ name, ofTenant }) =>
			`select '${name}' as name, count(*)::int as rows from ${name} t where ${ofTenant}`
	);
	const exist = tables.map(
		({ name, ofTenant }) =>
			`exists (select from ${name} t where ${ofTenant} and age(t.xmin) <= age($3::xid) and strpos(t::text, $2) > 0)`
	);
	return { counted: counts.join(' union all '), kept: `select ${exist.join(' or ')} as kept` };
}
