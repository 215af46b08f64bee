/**
 * The builder of queries. It knows the tables and cannot run anything: only the door (acting.ts) can.
 */
import {
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
