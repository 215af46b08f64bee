/**
 * A world is hundreds of small writes, each with its triggers, and the stories need a thousand worlds: one is arranged
 * as people would, and the others are its rows over again under ids of their own.
 */
import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hashCode } from '../../src/features/accounts/server/issue-new-start.ts';
import { openPool } from '../../src/server/database/pool.ts';
import type { TestDatabase } from '../../src/server/database/test-database.ts';
import { momentIn } from './what-is-kept.ts';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';

/** What can be copied: ids, words, and lists and objects of them. */
type Plain = string | number | boolean | null | undefined | Plain[] | { [name: string]: Plain };

/** Answers a world for itself each time it is called: the one that was arranged first, then copies. */
export type Worlds<Arranged> = () => Promise<Arranged>;

/** How many are copied at once: half of what one costs is to begin with each table. */
const AT_ONCE = 8;

/** Arranges a world when the first is asked for. What `arrange` answers names its rows by their ids. */
export function copiesOf<Arranged extends { [name: string]: Plain }>(
	database: TestDatabase,
	arrange: () => Promise<Arranged>
): Worlds<Arranged> {
	let original: Promise<Copier<Arranged>> | undefined;
	const ready: Arranged[] = [];
	let next: Promise<void> | undefined;
	const make = async () => {
		original ??= takeDown(database, arrange);
		ready.push(...(await (await original).copies()));
		next = undefined;
	};
	return async () => {
		while (ready.length === 0) {
			next ??= make();
			await next;
		}
		return ready.pop()!;
	};
}

type Copier<Arranged> = { copies(): Promise<Arranged[]> };

/** A text with each id and hash that stands in it, in turn: text, id, text, id, text. */
type Cut = string[];

/** The rows of one table, and how they are put back. */
type Table = { rows: Cut; insert: pg.QueryConfig };

/** Arranges the world and notes every row that came with it. */
async function takeDown<Arranged extends { [name: string]: Plain }>(
	database: TestDatabase,
	arrange: () => Promise<Arranged>
): Promise<Copier<Arranged>> {
	const { owner } = database;
	const before = await momentIn(database);
	const arranged = JSON.stringify(await arrange()).split(ID_OR_HASH);
	const tables = await rowsSince(owner, before);
	const writer = openWriter(database);
	const hashes = hashesOf(arranged.filter((_, index) => isFound(index)));
	const newIds = () => {
		const ids = new Map<string, string>();
		const other = (found: string): string => {
			const known = ids.get(found);
			if (known) return known;
			const hashed = hashes.get(found);
			const fresh = hashed ? hashed.hash(other(hashed.id)) : isId(found) ? idLike(found) : found;
			ids.set(found, fresh);
			return fresh;
		};
		return (text: Cut) => text.map((part, index) => (isFound(index) ? other(part) : part)).join('');
	};
	return {
		async copies() {
			const anew = Array.from({ length: AT_ONCE }, newIds);
			await putBack(
				await writer,
				tables.map(({ rows, insert }) => ({ rows: anew.map((each) => each(rows)), insert }))
			);
			return anew.map((each) => JSON.parse(each(arranged)) as Arranged);
		}
	};
}

/** An id that was given; the one that stands for nobody's organisation has no version. Or what is kept of a secret. */
const ID_OR_HASH =
	/([0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|(?<=\\x)[0-9a-f]{64}(?![0-9a-f]))/;
const isFound = (index: number) => index % 2 === 1;
const isId = (found: string) => found.includes('-');

/** An id of version 7 tells when it was given, and rows are read in that order: it keeps its time. */
function idLike(id: string): string {
	const other = randomUUID();
	return id[VERSION_AT] === '7' ? id.slice(0, TIME_ENDS) + other.slice(TIME_ENDS) : other;
}
const VERSION_AT = 14;
const TIME_ENDS = 18;

/** What is kept of a secret is its hash: which hash belongs to which of these, where they are secrets. */
function hashesOf(ids: string[]) {
	const ways = [hashInvitationToken, hashCode].map(
		(way) => (id: string) => way(id).toString('hex')
	);
	return new Map(ways.flatMap((hash) => ids.map((id) => [hash(id), { id, hash }] as const)));
}

/** The record is chained, and is nobody's world; the words of the language are everybody's. */
const NOT_COPIED = ['audit_event', 'audit_head', 'offer_vocabulary'];

async function rowsSince(owner: pg.Pool, moment: string): Promise<Table[]> {
	const { rows: tables } = await owner.query<{ name: string; columns: string }>(
		`select format('%I.%I', table_schema, table_name) as name,
			string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
		from information_schema.columns join information_schema.tables using (table_schema, table_name)
		where table_schema in ('samspil', 'identity') and table_type = 'BASE TABLE' and not table_name = any ($1)
			and is_generated = 'NEVER' and is_identity = 'NO'
		group by table_schema, table_name`,
		[NOT_COPIED]
	);
	const found = await Promise.all(
		tables.map(async ({ name, columns }) => {
			const { rows } = await owner.query<{ rows: string | null }>(
				`select array_agg(t)::text as rows from ${name} t where age(t.xmin) <= age($1::xid)`,
				[moment]
			);
			const text = `insert into ${name} (${columns}) select ${columns} from unnest($1::${name}[])`;
			const inBraces = rows[0]!.rows ?? '{}';
			return {
				rows: inBraces.slice(1, -1).split(ID_OR_HASH),
				insert: { name: nameOf(text), text }
			};
		})
	);
	return found.filter(({ rows }) => rows[0] !== '');
}

/** PostgreSQL keeps what it has planned under a name. */
const nameOf = (text: string) => createHash('md5').update(text).digest('hex');

/** All at once, and as they were: what triggers would add is among the rows. */
async function putBack(
	writer: pg.ClientBase,
	tables: { rows: string[]; insert: pg.QueryConfig }[]
): Promise<void> {
	await Promise.all([
		writer.query('begin'),
		...tables.map(({ rows, insert }) => writer.query({ ...insert, values: [`{${rows}}`] })),
		writer.query('commit')
	]);
}

/**
 * A connection on which no trigger answers. It is of its own, since whoever changes that forgets all that was planned; it ends
 * with the database.
 */
async function openWriter({ url }: TestDatabase): Promise<pg.PoolClient> {
	const writer = await openPool(url, 1).connect();
	await writer.query('set session_replication_role = replica');
	return writer;
}
