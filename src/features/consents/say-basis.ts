/** The words of a basis in the reader's language. */
import { m } from '#messages';
import type { BasisKind, BasisState } from './basis.rules.ts';

const KIND = {
	law: m.basis_law,
	'crime-prevention': m.basis_crime_prevention,
	'early-prevention': m.basis_early_prevention,
	'vital-interest': m.basis_vital_interest,
	notification: m.basis_notification
} satisfies Record<BasisKind, () => string>;
const STATE = {
	coming: m.consent_state_coming,
	running: m.consent_state_running,
	over: m.consent_state_over,
	ended: m.basis_state_ended
} satisfies Record<BasisState, () => string>;

export const sayBasis = (kind: BasisKind): string => KIND[kind]();
export const sayBasisState = (state: BasisState): string => STATE[state]();
