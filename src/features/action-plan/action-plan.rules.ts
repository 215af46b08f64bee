/**
 * The action plan of a municipality's framework: who does what when, and for which of the model's six goals
 * . Times that come again are counted for each calendar year.
 */
import { goals } from '#features/framework/framework-template.rules.ts';
import { addDays, daysBetween, type Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The six goals of the model, in its order. */
export const GOALS = goals.map(({ key }) => key);
export type Goal = (typeof goals)[number]['key'];

/** How far an activity has come. `proposed` is not on the plan yet, `dropped` is there no more. */
export const STANDINGS = ['proposed', 'planned', 'under-way', 'done', 'dropped'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What is on the plan and not over, in the order of the board; then what is. */
export const BOARD = ['planned', 'under-way', 'done'] as const satisfies readonly Standing[];
/** What whoever answers for an activity may say of it. */
export type Told = (typeof BOARD)[number];

export const TIMINGS = ['day', 'period', 'yearly'] as const;
/** When it happens: on a day, in a period, or so many times in each calendar year from a day on. */
export type Timing =
	| { kind: 'day'; from: Day }
	| { kind: 'period'; from: Day; until: Day }
	| { kind: 'yearly'; from: Day; until: Day | null; times: number };

/** How far the municipality has come with a goal. */
export const GOAL_STANDINGS = ['not-begun', 'on-the-way', 'reached'] as const;
export type GoalStanding = (typeof GOAL_STANDINGS)[number];

/** What is typed of when: what the kind of timing has no use for is left out. */
export type TimingWish = {
	timing: (typeof TIMINGS)[number];
	from: Day;
	until: Day | null;
	times: number | null;
};

/** When it happens, out of what was typed. */
export function shapeTiming({
	timing,
	from,
	until,
	times
}: TimingWish): Outcome<Timing, 'until-missing' | 'until-before-from' | 'times-missing'> {
	if (timing === 'day') return done({ kind: 'day', from });
	if (timing === 'period' && until === null) return refused('until-missing');
	if (until !== null && until < from) return refused('until-before-from');
	if (timing === 'period') return done({ kind: 'period', from, until: until! });
	if (times === null) return refused('times-missing');
	return done({ kind: 'yearly', from, until, times });
}

/**
 * The days of a year by which each of its times is expected: the year is cut into as many equal parts, and each is due on
 * the last day of its part. A year in which it begins or ends has those that lie within. Empty for what does not come again.
 */
export function expectedDays(timing: Timing, year: number): Day[] {
	if (timing.kind !== 'yearly') return [];
	const first = `${year}-01-01`;
	const length = daysBetween(first, `${year + 1}-01-01`);
	const { times, from, until } = timing;
	return Array.from({ length: times }, (_, index) =>
		addDays(first, Math.round(((index + 1) * length) / times) - 1)
	).filter((day) => day >= from && (until === null || day <= until));
}

/** Why a time that an activity was held is not counted. */
export type OccurrenceProblem =
	| 'in-the-future'
	| 'before-the-activity'
	| 'after-the-activity'
	| 'held-that-day';

/** Whether an activity can have been held on a day: while it is on the plan, not later than today, and once a day. */
export function checkOccurrence(
	on: Day,
	timing: Extract<Timing, { kind: 'yearly' }>,
	held: readonly Day[],
	today: Day
): Outcome<true, OccurrenceProblem> {
	if (on > today) return refused('in-the-future');
	if (on < timing.from) return refused('before-the-activity');
	if (timing.until !== null && on > timing.until) return refused('after-the-activity');
	return held.includes(on) ? refused('held-that-day') : done(true);
}

/** Whether an activity was on the plan on a day. */
const isWithin = (timing: Timing, day: Day): boolean =>
	day >= timing.from && (timing.kind !== 'yearly' || timing.until === null || day <= timing.until);

/** How many times were expected in a year, how many of them by now, and how many were held: each day once. */
export function countTimes(timing: Timing, held: readonly Day[], today: Day) {
	const year = today.slice(0, 4);
	const expected = expectedDays(timing, Number(year));
	return {
		year: Number(year),
		expected: expected.length,
		due: expected.filter((day) => day < today).length,
		held: new Set(held.filter((day) => day.startsWith(`${year}-`) && isWithin(timing, day))).size
	};
}

/** An activity, as far as it matters for whether it is late. */
export type Timed = { standing: Standing; timing: Timing; held: readonly Day[] };

/** Whether it is late: its day or period is over and it is not done, or it was held too few times by now. */
export function isLate({ standing, timing, held }: Timed, today: Day): boolean {
	if (standing !== 'planned' && standing !== 'under-way') return false;
	if (timing.kind === 'day') return timing.from < today;
	if (timing.kind === 'period') return timing.until < today;
	const { due, held: times } = countTimes(timing, held, today);
	return times < due;
}

/** The goals that nothing on the plan is for, in the model's order. What is done counts; what was dropped does not. */
export function goalsWithout(activities: readonly { standing: Standing; goals: Goal[] }[]): Goal[] {
	const served = activities
		.filter(({ standing }) => (BOARD as readonly Standing[]).includes(standing))
		.flatMap((each) => each.goals);
	return GOALS.filter((goal) => !served.includes(goal));
}

/** What is to be said to the project leader and the steering group of a plan under a framework in force. */
export function flagsOf(
	activities: readonly (Timed & { goals: Goal[] })[],
	today: Day
): { noPlan: boolean; late: number } {
	return {
		noPlan: !activities.some(({ standing }) => (BOARD as readonly Standing[]).includes(standing)),
		late: activities.filter((each) => isLate(each, today)).length
	};
}

/** Who somebody is to a plan: decides on it, works on the framework, or answers for this activity. */
export type Part = { decides: boolean; takesPart: boolean; answersFor: boolean };

/** Decides whether an activity may go from one standing to another: the project leader decides what is on the plan. */
export function moveTo(
	part: Part,
	from: Standing,
	to: Standing
): Outcome<Standing, 'not-plan-writer' | 'not-on-plan'> {
	if (part.decides) return to === 'proposed' ? refused('not-on-plan') : done(to);
	if (!part.answersFor) return refused('not-plan-writer');
	const told = BOARD as readonly Standing[];
	return told.includes(from) && told.includes(to) ? done(to) : refused('not-plan-writer');
}
