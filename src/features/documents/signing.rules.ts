/**
 * Signing an agreement: who may, what their signature says, and when all have.
 *
 * Every signatory is named before the agreement is sent, can bind the organisation on the day of signing, has
 * the exact version before them and proves anew that it is them. Signatures are counted by who gave them,
 * never by their order or their clock: two in the same second are two, and a clock set back changes nothing.
 */
import { isActive } from '#features/organisations/membership.rules.ts';
import type { State } from './life.rules.ts';
import { dayOf, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Somebody named to sign for a party, with the title they sign under. */
export type Signatory = { person: string; party: string; title: string };

/** Somebody's place in an organisation. `canBind`: may conclude agreements for it. */
export type Membership = {
	person: string;
	organisation: string;
	activeFrom: Day;
	activeUntil: Day | null;
	canBind: boolean;
};

/**
 * How a signatory proved who they are: by a code of the app, by one of those kept on paper, by signing in anew with a
 * passkey or otherwise, or through an outside signing service.
 */
export const SIGNING_METHODS = [
	'app-code',
	'backup-code',
	'passkey',
	'new-sign-in',
	'broker'
] as const;
export type SigningMethod = (typeof SIGNING_METHODS)[number];

/** A signature and its evidence: who, for whom, as what, on which content, when and how proved. */
export type Signature = Signatory & { hash: string; at: Date; method: SigningMethod };

/** A version that waits for signatures. */
export type Signable = {
	state: State;
	hash: string;
	signatories: readonly Signatory[];
	signatures: readonly Signature[];
};

/** A signature somebody wants to give. */
export type SigningWish = {
	person: string;
	/** The organisation whose hat they wear. */
	party: string;
	/** The hash of the text before them. */
	read: string;
	at: Date;
	/** When and how they last proved a second factor; null when not in this session. */
	proof: { at: Date; method: SigningMethod } | null;
};

/** Minutes for which a proof is fresh enough to sign with. */
export const PROOF_LASTS = 5;

export type SigningRefusal =
	| 'not-open-for-signing'
	| 'not-a-signatory'
	| 'version-changed'
	| 'not-a-member-today'
	| 'cannot-bind'
	| 'signed-already'
	| 'prove-again';

/** Decides whether the signature can be given, and with which evidence. */
export function sign(
	wish: SigningWish,
	version: Signable,
	memberships: readonly Membership[]
): Outcome<Signature, SigningRefusal> {
	const standing = mayAnswer(wish, version, memberships);
	if (!standing.ok) return standing;
	const { signatory, membership } = standing.value;
	if (!membership.canBind) return refused('cannot-bind');
	if (version.signatures.some((each) => each.hash === version.hash && isSame(each, wish)))
		return refused('signed-already');
	if (!isFresh(wish)) return refused('prove-again');
	const { method } = wish.proof;
	return done({ ...signatory, hash: version.hash, at: wish.at, method });
}

/** A no to the version, with its reason. */
export type SigningRefused = Signatory & { hash: string; at: Date; reason: string };

/**
 * Decides whether a signatory may refuse to sign: like signing, without a fresh proof, and with a reason. The
 * version is returned by it; what others have signed on it is void once it is changed.
 */
export function refuseToSign(
	wish: Omit<SigningWish, 'proof'> & { reason: string },
	version: Signable,
	memberships: readonly Membership[]
): Outcome<SigningRefused, SigningRefusal | 'comment-missing'> {
	const standing = mayAnswer(wish, version, memberships);
	if (!standing.ok) return standing;
	const reason = wish.reason.trim();
	if (reason === '') return refused('comment-missing');
	return done({ ...standing.value.signatory, hash: version.hash, at: wish.at, reason });
}

/** Where the signing of a version stands: signed on the day of the last signature, or waiting for some. */
export type SigningStanding =
	| { is: 'signed'; at: Date; on: Day }
	| { is: 'waiting'; awaited: Signatory[] };

/** The version is signed when every signatory of every party has signed this very content. */
export function signingStanding({ hash, signatories, signatures }: Signable): SigningStanding {
	const counting = signatures.filter((each) => each.hash === hash);
	const given = signatories.map((signatory) => counting.find((each) => isSame(each, signatory)));
	const awaited = signatories.filter((_, index) => given[index] === undefined);
	if (awaited.length > 0 || signatories.length === 0) return { is: 'waiting', awaited };
	const at = new Date(Math.max(...given.map((each) => each!.at.getTime())));
	return { is: 'signed', at, on: dayOf(at) };
}

/** What keeps an agreement from being sent for signing, party by party. */
export type SignatoryLack = {
	party: string;
	person: string | null;
	lack: 'no-signatory' | 'title-missing' | 'not-a-member-today' | 'cannot-bind';
};

/** What is lacking in the named signatories, in the order of the parties; empty: it can be sent. */
export const signatoryLacks = (
	parties: readonly string[],
	signatories: readonly Signatory[],
	memberships: readonly Membership[],
	today: Day
): SignatoryLack[] =>
	parties.flatMap((party): SignatoryLack[] => {
		const own = signatories.filter((each) => each.party === party);
		if (own.length === 0) return [{ party, person: null, lack: 'no-signatory' }];
		return own.flatMap((signatory): SignatoryLack[] => {
			const lack = lackOf(signatory, memberships, today);
			return lack ? [{ party, person: signatory.person, lack }] : [];
		});
	});

/** Signatories still awaited who cannot sign any more: the party has to name others, in a new version. */
export function unableToSign(
	version: Signable,
	memberships: readonly Membership[],
	today: Day
): SignatoryLack[] {
	const standing = signingStanding(version);
	if (standing.is === 'signed') return [];
	const parties = [...new Set(standing.awaited.map(({ party }) => party))];
	return signatoryLacks(parties, standing.awaited, memberships, today);
}

/** What signing and refusing have in common: the version waits, it is theirs to answer, they have read it, they are there. */
function mayAnswer(
	wish: Omit<SigningWish, 'proof'>,
	version: Signable,
	memberships: readonly Membership[]
): Outcome<{ signatory: Signatory; membership: Membership }, SigningRefusal> {
	if (version.state !== 'submitted') return refused('not-open-for-signing');
	const signatory = version.signatories.find((each) => isSame(each, wish));
	if (!signatory) return refused('not-a-signatory');
	if (wish.read !== version.hash) return refused('version-changed');
	const membership = membershipOf(signatory, memberships, dayOf(wish.at));
	return membership ? done({ signatory, membership }) : refused('not-a-member-today');
}

function lackOf(signatory: Signatory, memberships: readonly Membership[], today: Day) {
	const membership = membershipOf(signatory, memberships, today);
	if (!membership) return 'not-a-member-today';
	if (!membership.canBind) return 'cannot-bind';
	return signatory.title.trim() ? null : 'title-missing';
}

const membershipOf = ({ person, party }: Signatory, memberships: readonly Membership[], day: Day) =>
	memberships.find(
		(each) => each.person === person && each.organisation === party && isActive(each, day)
	);

/** A proof counts for some minutes, on whichever side of the signature a clock set back or forth has put it. */
function isFresh(wish: SigningWish): wish is SigningWish & { proof: object } {
	if (wish.proof === null) return false;
	const apart = Math.abs(wish.at.getTime() - wish.proof.at.getTime());
	return apart <= PROOF_LASTS * 60_000;
}

type Seat = { person: string; party: string };
const isSame = (one: Seat, other: Seat) => one.person === other.person && one.party === other.party;
