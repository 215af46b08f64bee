/** Finding a time together: two or three are proposed, each says which they can, and whoever convenes chooses. */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The numbers of the times that may be proposed: more than three nobody looks through. */
export const TIME_NUMBERS = ['1', '2', '3'] as const;

export const TIME_ANSWERS = ['yes', 'if-need-be', 'no'] as const;
export type TimeAnswer = (typeof TIME_ANSWERS)[number];

export type Time = { startsAt: Date; endsAt: Date };
export type Option = Time & { id: string };
/** Somebody who may be asked when they can; null as long as there is no account to answer by. */
type Asked = { id: string; person: string | null; kind: 'citizen' | 'person' | 'guest' };
export type OptionAnswer = { option: string; person: string; answer: TimeAnswer };

/** Whether times may be proposed: to nobody's calendar yet (a draft), all of them to come, and no two the same. */
export function mayPropose(
	{ state }: { state: string },
	times: readonly Time[],
	now: Date
): Outcome<true, 'times-are-settled' | 'time-is-past' | 'times-are-the-same'> {
	if (state !== 'draft') return refused('times-are-settled');
	if (times.some(({ startsAt }) => startsAt <= now)) return refused('time-is-past');
	return new Set(times.map(keyOfTime)).size < times.length
		? refused('times-are-the-same')
		: done(true);
}

/** What tells one time from another. */
const keyOfTime = ({ startsAt, endsAt }: Time): string =>
	`${startsAt.toISOString()} ${endsAt.toISOString()}`;

/** What becomes of the times that were proposed when these take their place: one that stays keeps what was said of it. */
export const timesInstead = <Known extends Time>(
	before: readonly Known[],
	times: readonly Time[]
): { added: Time[]; gone: Known[] } => {
	const missingIn = (others: readonly Time[]) => {
		const keys = new Set(others.map(keyOfTime));
		return (time: Time) => !keys.has(keyOfTime(time));
	};
	return { added: times.filter(missingIn(before)), gone: before.filter(missingIn(times)) };
};

/** Of what somebody says of the times, what they have not said before. */
export const saidAnew = <Said extends { option: string; answer: TimeAnswer }>(
	said: readonly Said[],
	before: readonly OptionAnswer[],
	person: string
): Said[] =>
	said.filter(
		({ option, answer }) =>
			!before.some(
				(each) => each.option === option && each.person === person && each.answer === answer
			)
	);

/** The one of the times that is to be the meeting's: of those that are proposed still, and to come. */
export function chooseTime(
	options: readonly Option[],
	chosen: string,
	now: Date
): Outcome<Option, 'time-not-proposed' | 'time-is-past'> {
	const picked = options.find(({ id }) => id === chosen);
	if (!picked) return refused('time-not-proposed');
	return picked.startsAt <= now ? refused('time-is-past') : done(picked);
}

export type Tally = {
	option: Option;
	answers: { who: string; answer: TimeAnswer | null }[];
} & Record<'yes' | 'ifNeedBe' | 'no' | 'waiting', number>;

/** What was said of each time, by those on the list who can say it. The one that most can stands first; where two are alike, the earlier. */
export function tallyOf(
	options: readonly Option[],
	answers: readonly OptionAnswer[],
	participants: readonly Asked[]
): Tally[] {
	const asked = participants.filter(({ kind }) => kind !== 'guest');
	const tallies = options.map((option) => {
		const said = asked.map(({ id, person }) => ({
			who: id,
			answer:
				answers.find((each) => each.option === option.id && each.person === person)?.answer ?? null
		}));
		const count = (wanted: TimeAnswer | null) =>
			said.filter(({ answer }) => answer === wanted).length;
		return {
			option,
			answers: said,
			yes: count('yes'),
			ifNeedBe: count('if-need-be'),
			no: count('no'),
			waiting: count(null)
		};
	});
	return tallies.toSorted(
		(a, b) =>
			a.no - b.no ||
			b.yes - a.yes ||
			b.ifNeedBe - a.ifNeedBe ||
			a.option.startsAt.getTime() - b.option.startsAt.getTime()
	);
}
