import { expect, test } from 'vitest';
import { invitationState } from './invitation.rules.ts';

const noon = new Date('2026-05-04T10:00:00Z');
const invitation = { usedAt: null, revokedAt: null, expiresAt: noon };

test.each([
	['open until its last moment', invitation, new Date('2026-05-04T09:59:59Z'), 'open'],
	['expired from then on', invitation, noon, 'expired'],
	['used, though expired since', { ...invitation, usedAt: noon }, noon, 'used'],
	['revoked, though expired since', { ...invitation, revokedAt: noon }, noon, 'revoked']
] as const)('an invitation is %s', (_, given, now, state) =>
	expect(invitationState(given, now)).toBe(state)
);
