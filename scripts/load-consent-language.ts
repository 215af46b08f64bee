/**
 * npm run consent:language -- greenlandic.json: loads the words of a consent in another language, from a file that somebody who
 * knows the language has reviewed. What the file says stands in docs/consent-language.md. The same language again replaces it;
 * consents that were given keep their words. Exit code 2 where the file is not whole: nothing is loaded then.
 */
import { readFileSync } from 'node:fs';
import { weighLanguage } from '../src/features/consents/loaded-language.rules.ts';
import { keepLanguage } from '../src/server/consent-language.ts';
import { openDatabase } from '../src/server/database/open-database.ts';
import { readSettings } from '../src/server/settings.ts';

const file = process.argv[2];
if (!file) throw new Error('Say which file: npm run consent:language -- greenlandic.json');
const weighed = weighLanguage(JSON.parse(readFileSync(file, 'utf8')));
if (weighed.ok) {
	const database = await openDatabase(readSettings(process.env));
	const admin = await database.admin();
	await keepLanguage(admin, weighed.value);
	await admin.end();
	await database.close();
	console.log(`${weighed.value.name} is loaded.`);
} else {
	console.error(`Nothing is loaded. Missing or wrong in the file: ${weighed.lacks.join(', ')}`);
	process.exitCode = 2;
}
