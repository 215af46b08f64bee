/**
 * npm run audit:verify: checks that no row of the record was changed, removed or moved, and prints the head of each
 * chain. Exit code 1 where something is wrong. It may run beside a running Samspil.
 */
import { openDatabase } from '../src/server/database/open-database.ts';
import { readSettings } from '../src/server/settings.ts';
import { verifyAudit } from '../src/server/audit/verify-audit.ts';

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
