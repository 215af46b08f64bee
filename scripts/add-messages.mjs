// Adds interface texts to messages/da.json and messages/en.json, both languages at once and sorted by key:
//   node scripts/add-messages.mjs <<< '{ "consent_withdraw": { "da": "Træk tilbage", "en": "Withdraw" } }'
// A key that stands there already is replaced. Both texts are required, so that neither language falls behind.
import { readFileSync, writeFileSync } from 'node:fs';

const added = JSON.parse(readFileSync(0, 'utf8'));
const LANGUAGES = ['da', 'en'];

for (const [key, texts] of Object.entries(added)) {
	if (!/^[a-z][a-z0-9_]*$/.test(key))
		throw new Error(`${key}: a key is lower case words joined by _`);
	for (const language of LANGUAGES)
		if (texts[language] === undefined) throw new Error(`${key} has no text in ${language}`);
}

for (const language of LANGUAGES) {
	const file = `messages/${language}.json`;
	const { $schema, ...texts } = JSON.parse(readFileSync(file, 'utf8'));
	for (const [key, each] of Object.entries(added)) texts[key] = each[language];
	const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(file, `${JSON.stringify({ $schema, ...sorted }, null, '\t')}\n`);
}
console.log(`${Object.keys(added).length} texts`);
