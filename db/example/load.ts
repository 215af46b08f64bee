/**
 * The invented data: Solby Kommune and those it works with. For looking around (`npm start -- --demo`), for browser
 * stories and for screenshots. No person in it exists.
 *
 * It is made of the SQL files beside this one, in the order of their names.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { Database } from '../../src/server/database/open-database.ts';

const FOLDER = new URL('.', import.meta.url);

/** Adds the invented data to a database without organisations, whole or not at all. Answers whether it did. */
export async function loadExample(database: Pick<Database, 'admin'>): Promise<boolean> {
	const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
	const admin = await database.admin();
	try {
		await admin.query('begin');
		await admin.query('set local role samspil_owner');
		await admin.query('set local search_path = samspil');
		await admin.query('lock table organisation in share row exclusive mode');
		const { rowCount } = await admin.query('select from organisation limit 1');
		if (rowCount === 0)
			for (const file of files) await admin.query(await readFile(new URL(file, FOLDER), 'utf8'));
		await admin.query('commit');
		return rowCount === 0 && files.length > 0;
	} finally {
		await admin.end(); // what is not committed by now is rolled back
	}
}
