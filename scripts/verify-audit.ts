/**
 * npm run audit:verify: checks that no row of the record was changed, removed or moved, and prints the head of each
 * chain. Exit code 1 where something is wrong, 2 where there is no record. It may run beside a running Samspil.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../src/server/database/open-database.ts';
import { readSettings } from '../src/server/settings.ts';
import { verifyAudit } from '../src/server/audit/verify-audit.ts';

// Asked about a folder that is not there, opening it would make a record, and find it whole.
const folder = path.resolve(process.env.SAMSPIL_DATA ?? 'data');
if (!process.env.DATABASE_URL && !existsSync(folder)) {
	console.error(`SAMSPIL_DATA must be the folder where the record lies: there is no ${folder}.`);
	process.exit(2);
}
const database = await openDatabase(readSettings(process.env));
const admin = await database.admin();
const { faults, rows, heads } = await verifyAudit(admin);
await admin.end();
await database.close();

for (const { tenant, lane, sequence, hash } of heads)
	console.log(`${tenant} ${lane} ${sequence} ${hash}`);
for (const { tenant, lane, sequence, kind } of faults)
	console.error(`${tenant} ${lane} ${sequence}: ${kind}`);
console.log(
	faults.length === 0
		? `The record is whole: ${rows} rows.`
		: `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${rows} rows.`
);
process.exitCode = faults.length === 0 ? 0 : 1;
