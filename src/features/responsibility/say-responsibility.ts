/** The words of the register in the reader's language. */
import { m } from '#messages';

/** What the fields of a part are called. */
export const PART_LABELS = {
	what: m.responsible_what,
	agreement: m.responsible_agreement_kept,
	agreementNamed: m.responsible_agreement_named,
	contact: m.responsible_contact
} as const;
