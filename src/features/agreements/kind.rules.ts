/** The four kinds of agreement, and the way each is agreed. */

export const AGREEMENT_KINDS = [
	'cooperation-contract',
	'cooperation-agreement',
	'partnership-agreement',
	/** With local volunteers: a page of mutual expectations. */
	'activity-agreement'
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Whether `key` names a kind of agreement. */
export const isAgreementKind = (key: string): key is AgreementKind =>
	(AGREEMENT_KINDS as readonly string[]).includes(key);

/** By each party's signature on one version, or by a simple confirmation from each side. */
export type Way = 'signatures' | 'confirmations';

/** How an agreement of this kind is agreed. */
export const wayOf = (kind: AgreementKind): Way =>
	kind === 'activity-agreement' ? 'confirmations' : 'signatures';

/** The fewest parties an agreement has. There is no most. */
export const FEWEST_PARTIES = 2;

/** Rows for parties that a new agreement of this kind starts with. */
export const partyRowsOf = (kind: AgreementKind): number =>
	kind === 'cooperation-contract' ? 4 : FEWEST_PARTIES;
