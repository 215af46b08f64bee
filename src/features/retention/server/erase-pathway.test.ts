/**
 * L-12: a pathway that is erased is gone from every table. The invented pathways get a planted name in every text that
 * hangs on them, found in the catalogue and not listed here, so that a table made later is asked as well.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { loadExample } from '../../../../db/example/load.ts';
import { verifyAudit } from '#server/audit/verify-audit.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { eraseWaiting } from '#server/jobs/erase-waiting.ts';

const database = await testDatabase();
const { owner } = database;
const NAME = 'Rosenkilde';
const MAIL = 'rosenkilde@invented.example';

/** The text-like columns of all tables, ours, of the accounts and of the queue. */
const TEXTS = `select c.table_schema as schema, c.table_name as table, c.column_name as column, c.data_type as type
	from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
	where t.table_type = 'BASE TABLE' and c.table_schema in ('samspil', 'identity', 'jobs')
		and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY') order by 1, 2, c.ordinal_position`;
/** Tables of a pathway in which no word of anybody can stand. */
const WORDLESS = ['calendar_seat', 'follow_up_part', 'partner_person', 'pathway_access', 'scope'];
type Column = { schema: string; table: string; column: string; type: string };

/** Those that go; one stays. */
let pathways: string[];
let tenant: string;
let planted: string[];
let before: Record<string, number>;

/** Where the planted name stands, as 'table.column'. */
async function whereItStands(): Promise<string[]> {
	const { rows } = await owner.query<Column>(TEXTS);
	const found: string[] = [];
	for (const columns of Map.groupBy(rows, (each) => `"${each.schema}"."${each.table}"`)) {
		const [table, those] = columns;
		// the whole row first, so that most tables cost one question
		if (!(await isIn(table, 't::text'))) continue;
		for (const { table: name, column } of those)
			if (await isIn(table, `t."${column}"::text`)) found.push(`${name}.${column}`);
	}
	return found;
}
const isIn = async (table: string, text: string) =>
	(await owner.query(`select from ${table} t where ${text} ilike '%${NAME}%' limit 1`)).rowCount;

/** How many pathways are kept as numbers. */
async function keptPathways(): Promise<number> {
	const { rows } = await owner.query(
		'select coalesce(sum(pathways), 0)::int as pathways from samspil.kept_numbers'
	);
	return rows[0].pathways;
}

/** How many rows of other pathways there are, table by table. */
async function othersRows(): Promise<Record<string, number>> {
	const { rows } = await owner.query('select unnest(samspil.pathway_tables()) as name');
	const counts: Record<string, number> = {};
	for (const { name } of rows) {
		const counted = await owner.query(
			`select count(*) as count from samspil."${name}" where not pathway_id = any ($1)`,
			[pathways]
		);
		counts[name] = counted.rows[0].count;
	}
	return counts;
}

/** Writes the name into every column that takes it, in the rows that `where` finds. */
async function plant(client: pg.ClientBase, table: string, where: string, values: unknown[]) {
	const { rows } = await client.query<Column>(TEXTS);
	const [schema, name] = table.split('.') as [string, string];
	const took: string[] = [];
	for (const { column, type } of rows.filter(
		(each) => each.schema === schema && each.table === name && each.type !== 'ARRAY'
	)) {
		const written = type.startsWith('json')
			? `jsonb_build_object('path', '/x', 'name', '${NAME}')`
			: column === 'email'
				? `'rosenkilde' || "id" || '@invented.example'`
				: `'${NAME} ' || "${column}"`;
		await client.query('savepoint before');
		try {
			const { rowCount } = await client.query(
				`update ${schema}."${name}" set "${column}" = ${written} where ${where} and "${column}" is not null`,
				values
			);
			if (rowCount) took.push(`${name}.${column}`);
			await client.query('release before');
		} catch (error) {
			// A list of words that may stand there, or a name too many: nobody's name can stand there.
			if (!/^(23|22)/.test((error as { code?: string }).code ?? '')) throw error;
			await client.query('rollback to before');
		}
	}
	return took;
}

beforeAll(async () => {
	await loadExample(
		{
			async admin() {
				const client = new pg.Client(database.url);
				await client.connect();
				return client;
			}
		},
		'2026-05-06'
	);
	// All but the one on which the least stands: between them they have a row in every table.
	const { rows } =
		await owner.query(`select p.tenant_id as tenant, p.id, p.citizen_id as citizen, c.person_id as person
		from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		order by (select count(*) from samspil.entry e where e.pathway_id = p.id) desc, p.number`);
	const going = rows.slice(0, -1);
	pathways = going.map(({ id }) => id);
	tenant = rows[0].tenant;
	const citizens = going.map(({ citizen }) => citizen);
	const people = [...going.flatMap(({ person }) => person ?? []), randomUUID()];

	const client = await owner.connect();
	await client.query('begin');
	await client.query(
		`insert into identity."user" (id, name, email) values ($1, 'Bodil', 'bodil@invented.example')`,
		[people.at(-1)]
	);
	for (const [index, pathway] of pathways.entries()) {
		await client.query(
			`insert into samspil.companion (tenant_id, id, pathway_id, person_id, categories, since, opened_by_name) values ($1, $2, $3, $4, '{contact}', '2026-01-01', 'x')`,
			[tenant, randomUUID(), pathway, people.at(-1)]
		);
		await arrangeLetters(client, pathway, citizens[index]);
		await closeLongAgo(client, pathway);
	}
	// Triggers keep out what no form sends; what has come in some day is to go all the same.
	await client.query('set local session_replication_role = replica');
	const tables = await client.query('select unnest(samspil.pathway_tables()) as name');
	planted = [];
	for (const { name } of tables.rows) {
		await fillIfEmpty(client, name);
		planted.push(...(await plant(client, `samspil.${name}`, 'pathway_id = any ($1)', [pathways])));
	}
	planted.push(...(await plant(client, 'samspil.citizen', 'id = any ($1)', [citizens])));
	planted.push(...(await plant(client, 'samspil.person', 'id = any ($1)', [people])));
	planted.push(...(await plant(client, 'identity.user', 'id = any ($1)', [people])));
	await client.query('set local session_replication_role = origin');
	// The record is written as it is: by the citizen, under the name planted above.
	for (const who of [people[0], people.at(-1), null])
		await client.query(
			`select samspil.append_audit($1, $2, $3, 'me.read', $4, null, 'citizen', jsonb_build_object('said', $5::text))`,
			[tenant, who, '00000000-0000-0000-0000-000000000000', pathways[0], NAME]
		);
	await client.query(
		`select samspil.append_audit(null, $1, null, 'account.signed-in', null, null, '', '{}')`,
		[people[0]]
	);
	await client.query('commit');
	client.release();
	before = await othersRows();
});

/** A row in a table of which the invented data have none, whatever its columns are: what may stand in it is not the question here. */
async function fillIfEmpty(client: pg.ClientBase, table: string) {
	const filled = await client.query(
		`select from samspil."${table}" where pathway_id = $1 limit 1`,
		[pathways[0]]
	);
	if (filled.rowCount) return;
	const { rows: checks } = await client.query(
		`select conname as name from pg_constraint where conrelid = ('samspil.' || $1)::regclass and contype = 'c'`,
		[table]
	);
	for (const { name } of checks)
		await client.query(`alter table samspil."${table}" drop constraint "${name}"`);
	const { rows: columns } = await client.query<{ column: string; type: string }>(
		`select column_name as column, data_type as type from information_schema.columns
		where table_schema = 'samspil' and table_name = $1 and is_generated = 'NEVER'`,
		[table]
	);
	const madeFor = ({ column, type }: { column: string; type: string }) => {
		if (column === 'pathway_id') return `'${pathways[0]}'`;
		if (column === 'tenant_id') return `'${tenant}'`;
		const made: Record<string, string> = {
			uuid: 'gen_random_uuid()',
			text: `'${NAME}'`,
			jsonb: `'{"name": "${NAME}"}'`,
			integer: '1',
			boolean: 'false',
			date: 'current_date',
			bytea: `'\\x00'`,
			ARRAY: `'{}'`
		};
		return made[type] ?? 'now()';
	};
	await client.query(
		`insert into samspil."${table}" (${columns.map(({ column }) => `"${column}"`)}) values (${columns.map(madeFor)})`
	);
	planted.push(
		...columns.filter(({ type }) => type === 'text').map(({ column }) => `${table}.${column}`)
	);
}

/** A notice, mails and a reminder that lead to the pathway or went to the citizen. */
async function arrangeLetters(client: pg.ClientBase, pathway: string, citizen: string) {
	const { rows } = await client.query(
		'select person_id as holder from samspil.tovholder where pathway_id = $1 and until is null',
		[pathway]
	);
	const { holder } = rows[0];
	await client.query(
		`insert into samspil.notice (tenant_id, person_id, kind, path) values ($1, $2, 'entry-written', $3)`,
		[tenant, holder, `/pathways/${pathway}?said=${NAME}`]
	);
	await client.query(
		`insert into samspil.mail (tenant_id, kind, person_id, words) values ($1, 'notice', $2, jsonb_build_object('path', $3::text, 'name', '${NAME}'))`,
		[tenant, holder, `/pathways/${pathway}/tasks`]
	);
	await client.query(
		`insert into samspil.reminder (tenant_id, kind, subject_id, due_on, person_id) values ($1, 'tovholder-due', $2, '2026-05-06', $3)`,
		[tenant, pathway, holder]
	);
	await client.query(
		`insert into samspil.invitation (tenant_id, id, kind, citizen_id, email, name, token_hash, invited_by, expires_at)
		values ($1, $2, 'citizen', $3, '${MAIL}', '${NAME}', $4, $5, now())`,
		[tenant, randomUUID(), citizen, Buffer.from(randomUUID()), holder]
	);
	await client.query(
		`insert into samspil.mail (tenant_id, kind, address, words) values ($1, 'citizen-invitation', '${MAIL}', '{"name": "${NAME}"}')`,
		[tenant]
	);
}

/** Closed so long ago that every setting lets it go. */
async function closeLongAgo(client: pg.ClientBase, pathway: string) {
	await client.query(
		'delete from samspil.closing_told where closing_id in (select id from samspil.closing where pathway_id = $1)',
		[pathway]
	);
	await client.query('delete from samspil.closing where pathway_id = $1', [pathway]);
	await client.query(
		`insert into samspil.closing (tenant_id, id, pathway_id, ground, plan, citizen_part, changed_by_name, closed_at, closed_by_name)
		values ($1, $2, $3, 'moved-away', '${NAME} flytter', 'together', 'x', '2015-01-01', '${NAME}')`,
		[tenant, randomUUID(), pathway]
	);
	await client.query(
		`insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select tenant_id, id, tenant_id, '${NAME}', 'here' from samspil.closing where pathway_id = $1`,
		[pathway]
	);
	await client.query(`update samspil.pathway set state = 'closed' where id = $1`, [pathway]);
}

test('L-12 a name planted in every text of a pathway stands nowhere after it is erased', async () => {
	// A table in which nothing could be planted would prove nothing: it gets a row in the invented data.
	const { rows: tables } = await owner.query('select unnest(samspil.pathway_tables()) as name');
	const took = new Set(planted.map((column) => column.split('.')[0]));
	expect(tables.map(({ name }) => name).filter((name) => !took.has(name))).toEqual(WORDLESS);
	expect(await whereItStands()).toEqual(expect.arrayContaining(planted));
	const { rows: counted } = await owner.query('select count(*) as count from samspil.audit_event');
	const kept = await keptPathways();

	await owner.query(
		`insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id) select $1, 'retention', 'Dan Data', unnest($2::uuid[])`,
		[tenant, pathways]
	);
	expect(await eraseWaiting(database.pools.jobs)).toBe(pathways.length);

	expect(await whereItStands()).toEqual([]);
	const ids = await owner.query(
		`select state, pathway_id, ids, citizen_id, people, addresses from samspil.erasure`
	);
	for (const row of ids.rows)
		expect(row).toEqual({
			state: 'done',
			pathway_id: null,
			ids: [],
			citizen_id: null,
			people: [],
			addresses: []
		});

	// What belongs to others is as it was, and the record is whole: no row of it is missing.
	expect(await othersRows()).toEqual(before);
	const { faults, rows } = await verifyAudit(owner as unknown as pg.ClientBase);
	expect(faults).toEqual([]);
	expect(rows).toBeGreaterThan(counted[0].count);
	const { rows: said } = await owner.query(
		`select person_id, person_name, pathway_id, object_id is null as nothing, reason from samspil.audit_event where action = 'erasure.done'`
	);
	expect(said).toHaveLength(pathways.length);
	for (const row of said)
		expect(row).toEqual({
			person_id: null,
			person_name: '',
			pathway_id: null,
			nothing: false,
			reason: 'retention'
		});
	// Numbers are kept, of nobody.
	expect(await keptPathways()).toBe(kept + pathways.length);
});
