/**
 * The secret in an invitation's link. We keep its hash only (`invitation.token_hash`): who reads the database cannot
 * use an invitation that is on its way.
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
