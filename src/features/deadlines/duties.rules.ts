/** What the jobs ask of the rules: from the rows of the database to facts, and from deadlines to what is written down and told. */
import type { Day } from '#values/day.ts';
import type { DeadlineDuties, DeadlineRow, FactRow, Promised, Telling } from '#values/deadline.ts';
import { isFirstWorkdayOfWeek, topicOf } from './choice.rules.ts';
import { deadlinesOf, type Deadline, type Fact, type Holder } from './deadline.rules.ts';
import type { DeadlineKind, Part } from './kind.rules.ts';
import { mailedAs } from './mailed.rules.ts';
import { isHumane, remindersOf, type Reminder } from './reminder.rules.ts';

/** The rules of deadlines, as the jobs ask them. */
export const DEADLINE_DUTIES: DeadlineDuties = {
	workOut: (rows, today, agendaDays) => deadlinesOf(factsIn(rows), today, agendaDays).map(rowOf),
	tell: tellingsOf,
	isWeekly: isFirstWorkdayOfWeek,
	isHumane
};

/** One fact out of the rows of those who have a part in it. */
export function factsIn(rows: readonly FactRow[]): Fact[] {
	const facts = new Map<string, Fact & { parts: Gathered }>();
	for (const { part, person, organisation, ...row } of rows) {
		const key = `${row.kind} ${row.subject} ${row.day}`;
		const fact = facts.get(key) ?? ({ ...row, parts: {} } as Fact & { parts: Gathered });
		facts.set(key, fact);
		if (!part || !person || !organisation) continue;
		const holders = fact.parts[part as Part] ?? [];
		holders.push({ person, organisation });
		fact.parts[part as Part] = holders;
	}
	return [...facts.values()];
}

type Gathered = Partial<Record<Part, Holder[]>>;

const rowOf = ({ acts, hears, kind, dueOn, ...place }: Deadline): DeadlineRow => ({
	...place,
	kind,
	dueOn,
	people: [
		...acts.map(({ person, organisation }) => `acts ${person} ${organisation}`),
		...hears.map(({ person, organisation }) => `hears ${person} ${organisation}`)
	]
});

/**
 * Everything that is to be told on `today`, a line for each person. Thousands have a deadline of the same kind on the same day, and
 * what there is to tell of it follows from those alone: worked out once for all of them.
 */
function tellingsOf(promised: readonly Promised[], today: Day): Telling[] {
	const known = new Map<string, Reminder[]>();
	const remindersFor = ({ kind, dueOn }: Promised): Reminder[] => {
		const key = `${kind} ${dueOn}`;
		const reminders = known.get(key) ?? remindersOf(kind as DeadlineKind, dueOn, today);
		known.set(key, reminders);
		return reminders;
	};
	return promised.flatMap((one) =>
		remindersFor(one)
			.filter((reminder) => isFor(reminder, one))
			.map(({ to, step, notice }) => ({
				isAbove: to === 'hears' && !isReviewOfAll(step),
				to,
				step,
				notice
			}))
			.map(({ isAbove, to, step, notice }) => ({
				tenant: one.tenant,
				subject: one.subject,
				dueOn: one.dueOn,
				person: one.person,
				reminder: step,
				notice,
				topic: isAbove ? 'late' : topicOf(one.kind as DeadlineKind),
				mailed: isAbove ? 'late' : mailedAs(one.kind as DeadlineKind),
				// Those above do not see the thing itself, and are led to the counts.
				path: to === 'hears' && one.seen === 'led' ? '/follow-up' : one.path
			}))
	);
}

/** Whether a reminder is for this person: one step up is told to those alone who did not have to act; a review to everybody. */
function isFor({ to, step }: Reminder, { part, isHeard, acts }: Promised): boolean {
	if (isReviewOfAll(step)) return part === (isHeard ? to : 'acts');
	return part === to && (part === 'acts' || !acts);
}

const isReviewOfAll = (step: string) => step.startsWith('agreement-review-of-all');
