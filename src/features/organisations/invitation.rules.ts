/** Where an invitation stands. */

export type InvitationState = 'open' | 'used' | 'revoked' | 'expired';

/** What became of an invitation by `now`. One that was used stays used, whatever happened after. */
export function invitationState(
	invitation: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
	now: Date
): InvitationState {
	if (invitation.usedAt) return 'used';
	if (invitation.revokedAt) return 'revoked';
	return invitation.expiresAt <= now ? 'expired' : 'open';
}
