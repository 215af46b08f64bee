/**
 * A PostgreSQL cluster on disk: made once, published by one atomic rename, so that a power cut in the
 * middle leaves either nothing or a whole cluster with its password.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ownFolder, type ServiceAccount } from './service-account.ts';

/** The superuser of an embedded server: for the bootstrap and for arranging tests, never for a request. */
export const SUPERUSER = 'samspil_super';

/** What a program started by us may know of our environment: not its secrets. */
export const programEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

/** Makes the cluster `folder` with the program `initdb`, unless it is there. */
export async function makeCluster(
	folder: string,
	initdb: string,
	account: ServiceAccount | undefined
): Promise<void> {
	if (isCluster(folder)) return;
	const unfinished = ownFolder(`${folder}.${process.pid}`, account);
	try {
		await initialise(unfinished, initdb, account);
		publish(unfinished, folder);
	} finally {
		fs.rmSync(unfinished, { recursive: true, force: true });
	}
}

/** The superuser's password. It lies inside the cluster, so that the two cannot be parted. */
export const superuserPassword = (folder: string): string =>
	fs.readFileSync(passwordFile(folder), 'utf8').trim();

const passwordFile = (folder: string) => path.join(folder, 'samspil.password');

const isCluster = (folder: string) => fs.existsSync(path.join(folder, 'PG_VERSION'));

async function initialise(
	folder: string,
	initdb: string,
	account: ServiceAccount | undefined
): Promise<void> {
	// initdb wants an empty folder, so the password waits beside it until the cluster is made.
	const handedOver = `${folder}.password`;
	fs.writeFileSync(handedOver, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
	if (account) fs.chownSync(handedOver, account.uid, account.gid);
	try {
		await run(initdb, account, [
			...['-D', folder, '-U', SUPERUSER, '--pwfile', handedOver, '-A', 'scram-sha-256'],
			...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
			...['-T', 'pg_catalog.danish', '--no-instructions']
		]);
		fs.renameSync(handedOver, passwordFile(folder));
	} finally {
		fs.rmSync(handedOver, { force: true });
	}
}

function publish(unfinished: string, folder: string): void {
	flush(passwordFile(unfinished));
	flush(unfinished);
	try {
		fs.renameSync(unfinished, folder);
	} catch (cause) {
		if (isCluster(folder)) return; // Another start was first; its cluster is as good.
		throw cause;
	}
	flush(path.dirname(folder));
}

function flush(place: string): void {
	const descriptor = fs.openSync(place, 'r');
	fs.fsyncSync(descriptor);
	fs.closeSync(descriptor);
}

function run(program: string, account: ServiceAccount | undefined, args: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			...(account && { uid: account.uid, gid: account.gid }),
			cwd: '/',
			env: programEnvironment(),
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let complaint = '';
		child.stderr.on('data', (text) => (complaint += text));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`initdb failed: ${complaint.trim()}`))
		);
	});
}
