/** The secret of an invitation: it travels in a mail, and only its hash is kept. */
import { createHash, randomBytes } from 'node:crypto';

/** A new secret and the hash to keep of it. The link is `/invitations/${token}`. */
export function newInvitationToken(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashInvitationToken(token) };
}

/** The hash under which an invitation is found. */
export const hashInvitationToken = (token: string): Buffer =>
	createHash('sha256').update(token).digest();
