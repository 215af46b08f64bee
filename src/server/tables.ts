/**
 * The builder of queries. It knows the tables and cannot run anything: only the door (acting.ts) can.
 */
import {
	type CompiledQuery,
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	sql,
	type RawBuilder
} from 'kysely';
import type { Day } from '#values/day.ts';
import type { Tables } from './schema.ts';

export const tables = new Kysely<Tables>({
	dialect: {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => new DummyDriver(),
		createIntrospector: (database) => new PostgresIntrospector(database),
		createQueryCompiler: () => new PostgresQueryCompiler()
	}
}).withSchema('samspil');

/** A `sql` template as a query the door can run: for what the builder has no words for. */
export const ask = <Row>(template: RawBuilder<Row>) => ({
	compile: () => template.compile(tables)
});

/** A row as JSON carries it: a moment is ISO 8601 text. */
export type Carried<Row> = {
	[Column in keyof Row]: Row[Column] extends Date
		? string
		: Row[Column] extends Date | null
			? string | null
			: Row[Column];
};

/**
 * One query out of several: a single row that holds each part's rows as JSON, in the order of the parts. A statement
 * costs both sides more than its rows do, so what a page of many parts asks travels as one.
 */
export const together = <Parts extends Record<string, { compile(): CompiledQuery<unknown> }>>(
	parts: Parts
) => ({
	compile(): CompiledQuery<{
		[Part in keyof Parts]: Parts[Part] extends { compile(): CompiledQuery<infer Row> }
			? Carried<Row>[]
			: never;
	}> {
		const parameters: unknown[] = [];
		const columns = Object.entries(parts).map(
			([part, query]) =>
				`(select coalesce(json_agg(part), '[]') from (${within(query, parameters)}) part) as "${part}"`
		);
		return {
			...sql.raw('').compile(tables),
			sql: `select ${columns.join(',\n')}`,
			parameters
		} as never;
	}
});

/** The rows of `query` where each of `found` (or one of them) has a row; asked in the same statement. */
export const whereFound = <Row>(
	query: { compile(): CompiledQuery<Row> },
	found: readonly { compile(): CompiledQuery<unknown> }[],
	word: 'and' | 'or' = 'and'
) => ({
	compile(): CompiledQuery<Row> {
		const compiled = query.compile();
		const parameters = [...compiled.parameters];
		const conditions = found.map((each) => `exists (select from (${within(each, parameters)}) f)`);
		return {
			...compiled,
			sql: `${compiled.sql} where ${conditions.join(` ${word} `)}`,
			parameters
		};
	}
});

/** The text of a query inside another: its values come behind those that are there. */
function within(query: { compile(): CompiledQuery<unknown> }, parameters: unknown[]): string {
	const compiled = query.compile();
	const before = parameters.length;
	parameters.push(...compiled.parameters);
	return compiled.sql.replace(/\$(\d+)/g, (_, number) => `$${before + Number(number)}`);
}

/**
 * The tenant of the hat that is worn: the first column of every key. It finds rows; what may be read or written is
 * decided by the policies, which do not believe it.
 */
export const actingTenant = sql<string>`samspil.visited_tenant()`;
/** The person who asks. */
export const actingPerson = sql<string>`(select samspil.acting_person())`;
/** The organisation whose hat is worn; null for administrators, citizens and companions. */
export const actingOrganisation = sql<string | null>`(select samspil.acting_organisation())`;
/** The day of the visit. */
export const actingDay = sql<Day>`(select samspil.acting_day())`;

/**
 * Whether a scope is open to the visitor, in the words of the policies: for columns that say so, where a policy on the
 * row itself does not already. `pathway` and `scope` are columns, 'e.pathway_id' and 'e.scope_id'.
 */
export const isOpenToMe = (pathway: string, scope: string) => sql<boolean>`
	(${sql.ref(pathway)} = any ((select samspil.my_whole_pathways())::uuid[]) or ${sql.ref(scope)} = any ((select samspil.my_scopes())::uuid[]))`;
