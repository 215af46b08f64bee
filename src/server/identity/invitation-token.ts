/**
 * The secret in an invitation's link. The invitation keeps its hash only (`invitation.token_hash`). The mail that carries
 * the link holds it in clear for as long as mail is kept: whoever reads the database can use it until it was used once.
 */
import { createHash, randomBytes } from 'node:crypto';

/** How long an invitation can be used, in days. */
export const INVITATION_DAYS = 14;

/** A new token of 256 random bits, and what is kept of it. */
export function newInvitationToken(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashInvitationToken(token) };
}

/** What is kept of `token`: SHA-256 of its characters. */
export const hashInvitationToken = (token: string): Buffer =>
	createHash('sha256').update(token).digest();

/** Where the person who is invited answers. */
export const invitationPath = (token: string): string => `/invitations/${token}`;
