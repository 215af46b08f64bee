/** The kinds of agreement, and the way each is agreed: four that are written here, and what was signed elsewhere. */

export const AGREEMENT_KINDS = [
	'cooperation-contract',
	'cooperation-agreement',
	'partnership-agreement',
	/** With local volunteers: a page of mutual expectations. */
	'activity-agreement',
	/** One the parties have already, signed on paper or elsewhere: its key facts, and a file of it. */
	'signed-elsewhere'
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** The kinds that are written and agreed on here. */
export type WrittenKind = Exclude<AgreementKind, 'signed-elsewhere'>;

/** Whether `key` names a kind of agreement. */
export const isAgreementKind = (key: string): key is AgreementKind =>
	(AGREEMENT_KINDS as readonly string[]).includes(key);

/** By each party's signature on one version, by a simple confirmation from each side, or outside. */
export type Way = 'signatures' | 'confirmations' | 'outside';

/** How an agreement of this kind is agreed. */
export function wayOf(kind: AgreementKind): Way {
	if (kind === 'signed-elsewhere') return 'outside';
	return kind === 'activity-agreement' ? 'confirmations' : 'signatures';
}

/** The fewest parties an agreement has. There is no most. */
export const FEWEST_PARTIES = 2;

/** Rows for parties that a new agreement of this kind starts with. */
export const partyRowsOf = (kind: AgreementKind): number =>
	kind === 'cooperation-contract' ? 4 : FEWEST_PARTIES;
