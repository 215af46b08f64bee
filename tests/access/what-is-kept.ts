/** What the database holds after a form was sent. */
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** What is written anew with each request, done or not: the record, and the question for a tovholder. */
const EACH_TIME = ['audit_event', 'audit_head', 'tovholder_check'];
/** What a job works out from all the rest, when it comes to it: ids and days, and no words. */
const WORKED_OUT = ['deadline', 'deadline_person', 'deadline_stale', 'deadline_day'];

async function tablesOf({ owner }: TestDatabase): Promise<string[]> {
	const { rows } = await owner.query(
		`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
		where table_schema in ('samspil', 'identity') and table_type = 'BASE TABLE' and not table_name = any ($1)`,
		[[...EACH_TIME, ...WORKED_OUT]]
	);
	return rows.map(({ name }) => name);
}

/** A moment in the life of the database. */
export async function momentIn({ owner }: TestDatabase): Promise<string> {
	const { rows } = await owner.query('select pg_current_xact_id()::text as moment');
	return rows[0].moment;
}

/** Whether these words stand anywhere in what was written since `moment`: to read all there is would take seconds. */
export async function isKept(
	database: TestDatabase,
	words: string,
	moment: string
): Promise<boolean> {
	const asked = (await tablesOf(database)).map(
		(table) =>
			`exists (select from ${table} t where age(t.xmin) <= age($2::xid) and strpos(t::text, $1) > 0)`
	);
	const { rows } = await database.owner.query(`select ${asked.join(' or ')} as kept`, [
		words,
		moment
	]);
	return rows[0].kept;
}

/** How many rows each table has. */
export async function countRows(database: TestDatabase): Promise<Record<string, number>> {
	const asked = (await tablesOf(database)).map(
		(table) => `select '${table}' as name, count(*)::int as rows from ${table}`
	);
	const { rows } = await database.owner.query(asked.join(' union all '));
	return Object.fromEntries(rows.map((each) => [each.name, each.rows]));
}
