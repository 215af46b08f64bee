/** What a file that somebody holds up says of itself, in the few answers that matter to people. */

/** Where a sealed file stands. */
export type FileVerdict =
	/** Every byte is as it was sealed, and the seal is ours. */
	| 'ours'
	/** Every byte is as it was sealed, by somebody else. */
	| 'sealed-elsewhere'
	/** Something is not as it was when it was sealed. */
	| 'changed'
	/** A PDF without a seal: a draft, or one printed again. */
	| 'not-sealed'
	| 'unreadable';

/** The seal's own certificate; an outer one, of a time-stamp, says nothing about whose the file is. */
type Seal = { sealedBy: { fingerprint: string } | null };

/**
 * Whose an intact file is: ours where one of our certificates sealed it.
 * `own`: the fingerprints this installation has sealed with.
 */
export function verdictOf(
	report: { verdict: 'intact' | 'changed' | 'not-sealed' | 'unreadable'; seals?: readonly Seal[] },
	own: readonly string[]
): FileVerdict {
	if (report.verdict !== 'intact') return report.verdict;
	const isOurs = report.seals?.some(
		({ sealedBy }) => sealedBy && own.includes(sealedBy.fingerprint)
	);
	return isOurs ? 'ours' : 'sealed-elsewhere';
}

/** How a sealed version stands on `today`. */
export type SealedStanding = 'in-force' | 'not-yet' | 'over' | 'superseded';

/** In force, or why not: replaced by a newer version, not begun, or ended. `until` is the last day, `endsOn` the first without it. */
export function sealedStanding(
	version: { from: string; until: string | null; endsOn: string | null; isNewest: boolean },
	today: string
): SealedStanding {
	const { from, until, endsOn, isNewest } = version;
	if ((until !== null && until < today) || (endsOn !== null && endsOn <= today)) return 'over';
	if (!isNewest) return 'superseded';
	return from > today ? 'not-yet' : 'in-force';
}

/** What is told about a file that somebody holds up. */
export type VerifiedFile = {
	verdict: FileVerdict;
	fileName: string;
	/** Sentences of what is not as it was sealed. */
	reasons: string[];
	seal: {
		by: string;
		isSelfMade: boolean;
		claimedAt: Date | null;
		provenAt: Date | null;
		provenBy: string | null;
	} | null;
	/** What it is a version of; only where the seal is ours. */
	version: {
		title: string;
		number: number;
		from: string;
		until: string | null;
		/** The first day on which it is no longer in force, where it was ended. */
		endsOn: string | null;
		standing: SealedStanding;
		signatures: { name: string; title: string; organisation: string; at: Date; how: string }[];
	} | null;
};
