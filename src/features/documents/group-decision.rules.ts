/**
 * A decision of a group: enough voices from each organisation, consent or a reasoned objection, and a day on
 * which the decision itself is looked at again.
 *
 * A decision is made when every organisation has the voices it needs and nobody objects. One objection stands
 * in its way, whoever else consents, until it is taken back: neither the first nor the many decide for all.
 */
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** Somebody of the group, for the organisation they sit there for. One person may sit for two. */
export type Seat = { person: string; organisation: string };

/** What somebody says: yes; no, and why; or that they leave it to the others. */
export const STANDS = ['consent', 'objection', 'aside'] as const;
export type Stand = (typeof STANDS)[number];

/** Somebody's word on the content with that hash. */
export type Voice = Seat & { stand: Stand; reason: string; hash: string };

/** How many of an organisation's members must have said yes. */
export type Quorum = {
	/** Voices needed from each organisation with a seat, where nothing else is said: 0 asks none of it. */
	each: number;
	/** Organisations from which another number is needed. */
	of: Readonly<Record<string, number>>;
};

/** What a group is asked to decide. */
export type Question = {
	members: readonly Seat[];
	quorum: Quorum;
	/** The content to decide on. */
	hash: string;
	/** Whether it still waits. */
	isOpen: boolean;
};

export type GroupRefusal = 'party-without-voice' | 'not-named-in-it' | 'more-voices-than-seats';

/**
 * Decides who is to decide: people whom the document names, at least one of each party, and from none more voices than
 * it has seats.
 */
export function askGroup(
	members: readonly Seat[],
	quorum: Quorum,
	{ parties, named }: { parties: readonly string[]; named: readonly Seat[] }
): Outcome<{ members: Seat[]; quorum: Quorum }, GroupRefusal> {
	if (!members.every((member) => named.some((each) => isSame(each, member))))
		return refused('not-named-in-it');
	const seatsOf = (party: string) =>
		members.filter(({ organisation }) => organisation === party).length;
	if (parties.some((party) => seatsOf(party) === 0)) return refused('party-without-voice');
	if (parties.some((party) => (quorum.of[party] ?? quorum.each) > seatsOf(party)))
		return refused('more-voices-than-seats');
	return done({ members: [...members], quorum });
}

export type VoiceRefusal =
	| 'not-in-the-group'
	| 'not-open-for-decision'
	| 'version-changed'
	| 'objection-without-reason';

/** Decides whether somebody may give their word: a member, on what waits, having read exactly that. An objection says why. */
export function giveVoice(voice: Voice, question: Question): Outcome<Voice, VoiceRefusal> {
	if (!question.members.some((member) => isSame(member, voice))) return refused('not-in-the-group');
	if (!question.isOpen) return refused('not-open-for-decision');
	if (voice.hash !== question.hash) return refused('version-changed');
	const reason = voice.reason.trim();
	if (voice.stand === 'objection' && reason === '') return refused('objection-without-reason');
	return done({ ...voice, reason });
}

/** An organisation that lacks voices, and how many; more than it has seats where the group is too small to decide. */
export type Lacking = { organisation: string; voices: number; seats: number };

/** Where a decision stands. */
export type GroupStanding =
	| { is: 'decided' }
	| { is: 'objected'; by: Voice[] }
	| { is: 'waiting'; lacking: Lacking[] };

/**
 * Where the question stands. Of several words of one member the latest counts; those of people who have left the
 * group, or on other content, count no more.
 * @param voices in the order they were given
 */
export function groupStanding(question: Question, voices: readonly Voice[]): GroupStanding {
	const latest = latestVoices(question, voices);
	const by = latest.filter(({ stand }) => stand === 'objection');
	if (by.length > 0) return { is: 'objected', by };
	const lacking = lackingVoices(question, latest);
	// Nothing is decided by nobody, however little a group has asked of its organisations.
	const isAnybodyFor = latest.some(({ stand }) => stand === 'consent');
	return lacking.length === 0 && isAnybodyFor ? { is: 'decided' } : { is: 'waiting', lacking };
}

/** Where a question stands in a word: one that is still open by what has been said of it. */
export type InAWord = 'waiting' | 'objected' | 'ready' | 'decided' | 'withdrawn' | 'ended';

/** The word for a question of that state, asked of the voices as they were given. */
export function inAWord(
	state: 'open' | 'decided' | 'withdrawn' | 'ended',
	question: Question,
	voices: readonly Voice[]
): InAWord {
	if (state !== 'open') return state;
	const { is } = groupStanding(question, voices);
	return is === 'decided' ? 'ready' : is;
}

/** Whether a word still stands: it does not where its member has answered again, or where the text is another by now. */
export type Standing = 'stands' | 'answered-again' | 'on-another-text';

/** Each voice with whether it still stands, in their order. */
export const withStanding = <Each extends Voice>(
	{ hash }: Pick<Question, 'hash'>,
	voices: readonly Each[]
): (Each & { standing: Standing })[] =>
	voices.map((voice, at) => {
		const isAnswered = voices
			.slice(at + 1)
			.some((later) => later.hash === hash && isSame(later, voice));
		const stands = isAnswered ? 'answered-again' : 'stands';
		return { ...voice, standing: voice.hash === hash ? stands : 'on-another-text' };
	});

/** Members whose word is not known yet, in the order of the group: whom to ask. */
export const notYetHeard = (question: Question, voices: readonly Voice[]): Seat[] =>
	question.members.filter(
		(member) => !latestVoices(question, voices).some((voice) => isSame(voice, member))
	);

/** A decision as it is kept: on which content, when, and when it is looked at again. */
export type GroupDecision = { hash: string; on: Day; reviewOn: Day };

export type CloseRefusal = 'objection-stands' | 'voices-lacking' | 'review-not-after-decision';

/** Closes the question: it is decided, and the decision carries its own review day, after today. */
export function closeDecision(
	question: Question,
	voices: readonly Voice[],
	reviewOn: Day,
	today: Day
): Outcome<GroupDecision, CloseRefusal> {
	const standing = groupStanding(question, voices);
	if (standing.is === 'objected') return refused('objection-stands');
	if (standing.is === 'waiting') return refused('voices-lacking');
	if (reviewOn <= today) return refused('review-not-after-decision');
	return done({ hash: question.hash, on: today, reviewOn });
}

/** Whoever stands aside is heard and does not fill the quorum. */
function lackingVoices({ members, quorum }: Question, latest: readonly Voice[]): Lacking[] {
	const organisations = new Set([
		...members.map(({ organisation }) => organisation),
		...Object.keys(quorum.of)
	]);
	return [...organisations].flatMap((organisation) => {
		const isTheirs = (each: Seat) => each.organisation === organisation;
		const given = latest.filter((voice) => isTheirs(voice) && voice.stand === 'consent').length;
		const voices = (quorum.of[organisation] ?? quorum.each) - given;
		return voices > 0 ? [{ organisation, voices, seats: members.filter(isTheirs).length }] : [];
	});
}

/** The latest word of each member on this content, in the order of the group. */
const latestVoices = ({ members, hash }: Question, voices: readonly Voice[]): Voice[] =>
	members.flatMap(
		(member) => voices.findLast((voice) => voice.hash === hash && isSame(voice, member)) ?? []
	);

const isSame = (one: Seat, other: Seat) =>
	one.person === other.person && one.organisation === other.organisation;
