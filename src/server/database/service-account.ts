/**
 * The account the embedded PostgreSQL runs under.
 *
 * PostgreSQL refuses to run as root, and rightly so. Started as root (a container, a fresh server) we hand
 * it to an account that owns nothing else; started as anybody else, it runs as that person.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** An unprivileged account of this machine. */
export type ServiceAccount = { name: string; uid: number; gid: number };

const NAME = 'samspil';

/**
 * The account to run PostgreSQL under: `samspil`, made when it is missing, else `nobody`. Nothing when we
 * are not root and need no other account.
 */
export function serviceAccount(): ServiceAccount | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const account = findAccount(NAME) ?? makeAccount() ?? findAccount('nobody');
	if (account) return account;
	throw new Error('No account to run PostgreSQL under: start Samspil as another user than root.');
}

/** Whether `account` may walk every folder down to `place` (a home folder of root is closed to it). */
export function isReachable(place: string, account: ServiceAccount): boolean {
	for (let step = path.resolve(place); ; step = path.dirname(step)) {
		const { uid, gid, mode } = fs.statSync(step);
		const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
		if (((mode >> shift) & 1) === 0) return false;
		if (step === path.dirname(step)) return true;
	}
}

/** Makes the folder `place` if need be and gives it to `account`, closed to everybody else. */
export function ownFolder(place: string, account: ServiceAccount | undefined): string {
	fs.mkdirSync(place, { recursive: true, mode: 0o700 });
	// A link or a foreign folder here (the socket folder may lie below /tmp) is somebody waiting for us.
	const { uid } = fs.lstatSync(place);
	const ours = [process.getuid?.(), account?.uid];
	if (!fs.lstatSync(place).isDirectory() || !ours.includes(uid))
		throw new Error(`${place} is not ours: remove it, or choose another SAMSPIL_DATA.`);
	if (account) fs.chownSync(place, account.uid, account.gid);
	return place;
}

function findAccount(name: string): ServiceAccount | undefined {
	const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
	const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
	return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

function makeAccount(): ServiceAccount | undefined {
	const nowhere = [
		'--no-create-home',
		'--home-dir',
		'/nonexistent',
		'--shell',
		'/usr/sbin/nologin'
	];
	try {
		execFileSync('useradd', ['--system', '--user-group', ...nowhere, NAME], { stdio: 'ignore' });
	} catch {
		// A read-only /etc, no useradd here, or another start made it first: the look-up tells.
	}
	return findAccount(NAME);
}
