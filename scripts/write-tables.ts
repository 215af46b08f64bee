/**
 * Writes src/server/schema.ts: the tables as PostgreSQL has them after all migrations, for Kysely to type queries.
 * Run after changing a migration:  node scripts/write-tables.ts  (with the database's address in DATABASE_URL).
 */
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { describeTables } from '../src/server/database/describe-tables.ts';

const client = new pg.Client(process.env.DATABASE_URL);
await client.connect();
writeFileSync('src/server/schema.ts', await describeTables(client));
await client.end();
