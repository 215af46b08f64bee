/** Mailboxes of this machine for tests: Debian's Dovecot where it is installed, and a small one of npm's. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createConnection, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** An IMAP server with one mailbox that is empty. */
export type TestMailbox = { url: string; close(): Promise<void> };

/** The small one, of npm's: it forgets everything when it closes. */
export async function startSmallMailbox(): Promise<TestMailbox> {
	const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap');
	const server = hoodiecrow({
		plugins: ['ID', 'UIDPLUS', 'LITERALPLUS', 'SASL-IR', 'AUTH-PLAIN'],
		storage: { INBOX: { messages: [] } }
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, resolve));
	return {
		url: `imap://testuser:testpass@127.0.0.1:${port}`,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}

/** Whether Dovecot is installed on this machine. */
export function hasDovecot(): boolean {
	try {
		execFileSync('dovecot', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** Dovecot, on a folder and a port of its own. */
export async function startDovecot(): Promise<TestMailbox> {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-dovecot-'));
	const port = await freePort();
	// It serves nobody as root.
	const isRoot = userInfo().uid === 0;
	const [uid, gid] = isRoot ? [65_534, 65_534] : [userInfo().uid, userInfo().gid];
	const me = isRoot ? 'nobody' : userInfo().username;
	const group = isRoot ? 'nogroup' : execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
	mkdirSync(path.join(folder, 'mail'));
	chmodSync(folder, 0o755);
	chmodSync(path.join(folder, 'mail'), 0o777);
	const settings = path.join(folder, 'dovecot.conf');
	writeFileSync(
		settings,
		`base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${me}
default_internal_group = ${group}
default_login_user = ${me}
first_valid_uid = 1
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=hemmelig
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
	);
	const server = spawn('dovecot', ['-F', '-c', settings], { stdio: 'ignore' });
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	await answers(port);
	return {
		url: `imap://svar:hemmelig@127.0.0.1:${port}`,
		async close() {
			server.kill();
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

const freePort = () =>
	new Promise<number>((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => resolve(port));
		});
	});

/** Resolves when somebody greets on this port. */
async function answers(port: number): Promise<void> {
	const until = Date.now() + 15_000;
	while (Date.now() < until) {
		const isThere = await new Promise<boolean>((resolve) => {
			const socket = createConnection(port, '127.0.0.1');
			socket.once('data', () => resolve(true));
			socket.once('error', () => resolve(false));
			socket.once('close', () => resolve(false));
			setTimeout(() => resolve(false), 1000).unref();
		});
		if (isThere) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('The mail server did not start.');
}
