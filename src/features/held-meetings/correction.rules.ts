/** Corrections of minutes that are sent: who may ask for one, and what became different from one version to the next. */
import { done, refused, type Outcome } from '#values/outcome.ts';

export type Correction = {
	id: string;
	/** The item whose outcome it is about; null: what belongs to no item. */
	item: string | null;
	words: string;
	byCitizen: boolean;
	byName: string;
	isMine: boolean;
	askedAt: Date;
	answer: 'taken-in' | 'declined' | null;
	reason: string;
	answeredAt: Date | null;
	answeredByName: string;
	/** The version it was taken into. */
	sending: string | null;
};

/** Somebody who was asked to come, or came, with the hat under which they did; neither for one without an account. */
type TookPart = { person: string | null; organisation: string | null };

/** Whoever asks. */
type Asking = { isCitizen: boolean; person: string; organisation: string | null };

/** Whether somebody took part in the meeting, or it is the citizen's own. */
export const tookPart = (
	{ isCitizen, person, organisation }: Asking,
	participants: readonly TookPart[]
): boolean =>
	isCitizen ||
	participants.some((each) => each.person === person && each.organisation === organisation);

/** Whether a correction may be asked for: the minutes are sent, and one of those who took part asks. */
export function mayAsk(
	{ minutesSentAt }: { minutesSentAt: Date | null },
	asking: Asking,
	participants: readonly TookPart[]
): Outcome<true, 'minutes-not-sent' | 'took-no-part'> {
	if (minutesSentAt === null) return refused('minutes-not-sent');
	return tookPart(asking, participants) ? done(true) : refused('took-no-part');
}

/** What a version of the minutes holds, as far as it can become different. */
export type Version = {
	id: string;
	content: {
		agenda: readonly { title: string }[];
		outcomes: readonly string[];
		minutes: string;
	};
};

/** A part of the minutes that is not the same in two versions; `title` is null for what belongs to no item. */
export type Difference = { title: string | null; before: string; after: string };

/** What is different in `after`: the outcome of each item, and the rest. The agenda itself is the same once it was sent. */
export const differencesOf = (before: Version, after: Version): Difference[] =>
	[
		...after.content.agenda.map(({ title }, index) => ({
			title,
			before: before.content.outcomes[index] ?? '',
			after: after.content.outcomes[index] ?? ''
		})),
		{ title: null, before: before.content.minutes, after: after.content.minutes }
	].filter((each) => each.before !== each.after);

/** When a version was sent, by whom, and its hash. */
export type Sent = { hash: string; sentAt: Date; sentByName: string };

/**
 * The versions of minutes by their number, and what is different between the two that an address names (`from`, `to`): else the newest and the one
 * before it; nothing where there is but one.
 * @param sent the newest first
 */
export function compareVersions(sent: readonly (Version & Sent)[], address: URLSearchParams) {
	const versions = sent.toReversed().map(({ id, hash, sentAt, sentByName }, index) => ({
		...{ id, hash, sentAt, sentByName },
		number: index + 1
	}));
	const chosen = (name: string, otherwise: number) =>
		versions.find(({ number }) => String(number) === address.get(name))?.number ?? otherwise;
	const to = chosen('to', versions.length);
	const from = chosen('from', Math.max(1, versions.length - 1));
	const [before, after] = [sent.at(-from), sent.at(-to)];
	if (versions.length < 2 || !before || !after)
		return { versions, compared: null, differences: [] };
	return { versions, compared: { from, to }, differences: differencesOf(before, after) };
}
