/** The words of the register in the reader's language. */
import { m } from '#messages';
import type { RoleStanding } from './certificate.rules.ts';

/** What the fields of a role are called. */
export const ROLE_LABELS = {
	role: m.certificate_role,
	obtainedOn: m.certificate_obtained_on,
	obtainedBy: m.certificate_obtained_by,
	beginsOn: m.certificate_begins_on,
	endsOn: m.certificate_ends_on
} as const;

const STANDING = {
	waits: m.certificate_waits,
	ready: m.certificate_ready,
	'at-work': m.certificate_at_work,
	ended: m.certificate_ended
} satisfies Record<RoleStanding, () => string>;

/** How it stands with a role. */
export const sayStanding = (standing: RoleStanding): string => STANDING[standing]();

/** How much it asks of whoever keeps the register. */
export const toneOf = (standing: RoleStanding) =>
	({ waits: 'warning', ready: 'info', 'at-work': 'success', ended: 'neutral' } as const)[standing];
