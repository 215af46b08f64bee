/**
 * The installation's own secret, from which all its other secrets are derived: passwords of database roles,
 * signatures of cookies and links. Whoever runs several processes gives all of them the same SAMSPIL_SECRET.
 */
import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../make-folder.ts';

/** The secret kept in `folder`, made when there is none yet. Two processes that ask at once agree. */
export function installationSecret(folder: string): string {
	const file = path.join(folder, 'secret');
	if (!fs.existsSync(file)) makeSecret(folder, file);
	const secret = fs.readFileSync(file, 'utf8').trim();
	if (secret.length < 32) throw new Error(`${file} holds no secret: put the right one back.`);
	return secret;
}

/** A secret of its own for `purpose`: knowing one tells nothing about the others. */
export const deriveSecret = (secret: string, purpose: string): string =>
	createHmac('sha256', secret).update(purpose).digest('base64url');

function makeSecret(folder: string, file: string): void {
	makeFolder(folder);
	const unfinished = `${file}.${process.pid}`;
	fs.writeFileSync(unfinished, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
	try {
		fs.linkSync(unfinished, file); // fails where a file is, which a rename would overwrite
	} catch {
		// The other process was first: its secret counts.
	}
	fs.rmSync(unfinished);
}
