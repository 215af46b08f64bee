/**
 * Digital Post to a citizen (L-30): who may send it and to whom, what counts as told, and since when. It fails closed: whoever is not surely
 * told is told by hand.
 */
import { hasTurned } from '#features/children/custody.rules.ts';
import { AUTHORITIES, type OrganisationKind } from '#features/organisations/organisation.rules.ts';
import { dayOf, isDay, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** From this age citizens must be able to receive Digital Post (lov om Digital Post fra offentlige afsendere § 3). */
export const RECEIVES_FROM = 15;

/** `sending`: handed over just now. `unsure`: it may have been taken, or not. Told is the citizen when it is `available`, and not before. */
export type PostState = 'sending' | 'accepted' | 'unsure' | 'available' | 'refused';

/** Why a letter is not delivered, or nobody knows. */
export const POST_REASONS = [
	'exempt',
	'no-mailbox',
	'rejected',
	'not-let-in',
	'service-away',
	'not-made',
	'no-receipt'
] as const;
export type PostReason = (typeof POST_REASONS)[number];

/** Longer than any answer is waited for: whoever handed it over has died meanwhile. */
const HANDING_OVER = 2 * 60_000;

/** A letter as it stands. */
export type Standing = { state: PostState; changedAt: Date };

/** How a letter stands at `now`: one that somebody has been handing over for long is one of which nobody knows. */
export const standingOf = ({ state, changedAt }: Standing, now: Date): PostState =>
	state === 'sending' && now.getTime() - changedAt.getTime() > HANDING_OVER ? 'unsure' : state;

/** Whether a letter can be handed over: none is on its way or there. Of one that nobody knows of the same is sent again. */
export const mayHandOver = (latest: Standing | null, now: Date): boolean =>
	latest === null || ['unsure', 'refused'].includes(standingOf(latest, now));

/** The letter of a sending that all is about: the one that is there; else the one on its way, or of which nobody knows; else the last that was refused. */
export const leading = <Post extends { state: PostState; askedAt: Date }>(
	posts: readonly Post[]
): Post | undefined => {
	const latest = posts.toSorted((a, b) => b.askedAt.getTime() - a.askedAt.getTime());
	return (
		latest.find(({ state }) => state === 'available') ??
		latest.find(({ state }) => state !== 'refused') ??
		latest[0]
	);
};

/** How a letter stands once it has been handed over: only a receipt says that it is available. */
export type AfterAttempt = {
	state: Exclude<PostState, 'sending' | 'available'>;
	reason?: PostReason;
	/** The service's own word for why. */
	word?: string;
};

/**
 * How a letter stands after it was handed over the `attempt`th time, from 1. The same letter goes again where nobody knows what became of the first:
 * what is said of the later ones does not tell whether that one arrived, unless they were taken.
 */
export const standingAfter = (became: AfterAttempt, attempt: number): AfterAttempt =>
	became.state === 'refused' && attempt > 1 ? { ...became, state: 'unsure' } : became;

/** What the record says of it (L-10): that a letter was sent, that nobody knows, or that none was. */
export const recordedAs = ({ state }: AfterAttempt) =>
	state === 'accepted' ? 'digital-post.sent' : (`digital-post.${state}` as const);

/** The day on which the citizen was told: when it was available, whenever it was sent, and whether or not it was opened. */
export const toldOn = ({ availableAt }: { availableAt: Date | null }): Day | null =>
	availableAt && dayOf(availableAt);

/** Whether the citizen was told by the last day for it; true where there is none. */
export const isToldInTime = (told: Day, dueOn: Day | null): boolean =>
	dueOn === null || told <= dueOn;

/** Whether everybody is told when the citizen is: guests of the meeting are told by hand. */
export const settles = (participants: readonly { kind: string }[]): boolean =>
	participants.every(({ kind }) => kind !== 'guest');

/** Who wants to send, and for whom the installation sends. */
export type Sender = {
	isTovholder: boolean;
	/** The organisation whose hat is worn, and that of the municipality itself. */
	organisation: string | null;
	tenant: string | null;
	kind: string | null;
	cvr: string | null;
};

/** Whether whoever acts may send at all: an authority sends, under its own number, by whoever holds the threads (L-7). */
export const maySend = ({ isTovholder, organisation, tenant, kind, cvr }: Sender, as: string) =>
	isTovholder &&
	organisation !== null &&
	organisation === tenant &&
	AUTHORITIES.includes(kind as OrganisationKind) &&
	cvr === as;

export type SendRefusal =
	| 'post-task-over'
	| 'post-citizen-gets-mail'
	| 'post-under-15'
	| 'post-not-this-citizen';

/** Whom a letter is for, as we know them. */
export type Addressee = { birthDate: Day; getsMail: boolean };

/** Whether a letter may go to this citizen: one who gets no mail, and has turned 15. */
export function mayReceive(
	{ birthDate, getsMail }: Addressee,
	isOpen: boolean,
	today: Day
): Outcome<true, Exclude<SendRefusal, 'post-not-this-citizen'>> {
	if (!isOpen) return refused('post-task-over');
	if (getsMail) return refused('post-citizen-gets-mail');
	return hasTurned(birthDate, RECEIVES_FROM, today) ? done(true) : refused('post-under-15');
}

/** The ten digits of a civil registration number as people type it; null where it is none. */
export const digitsOf = (typed: string): string | null =>
	/^\d{6}[- ]?\d{4}$/.test(typed.trim()) ? typed.replaceAll(/\D/g, '') : null;

/**
 * The day of birth that a civil registration number says: its first six digits, and the century by the seventh and the year (CPR-kontoret,
 * »Personnummeret i CPR«). Null where there is no such day.
 */
export function bornBy(digits: string): Day | null {
	const [, day, month, year, seventh] = /^(\d\d)(\d\d)(\d\d)(\d)\d{3}$/.exec(digits) ?? [];
	if (!day || !month || !year || !seventh) return null;
	const born = `${centuryOf(Number(year), Number(seventh))}${year}-${month}-${day}`;
	return isDay(born) ? born : null;
}

function centuryOf(year: number, seventh: number): number {
	if (seventh <= 3) return 19;
	if (seventh === 4 || seventh === 9) return year <= 36 ? 20 : 19;
	return year <= 57 ? 20 : 18;
}

/** Whether a number can be this citizen's: a letter to somebody else is not taken back. */
export const isNumberOf = (digits: string, { birthDate }: Pick<Addressee, 'birthDate'>): boolean =>
	bornBy(digits) === birthDate;
