/** An activity as its pages show it and its form holds it. */
import { m } from '#messages';
import type { Conflicting } from '#ui/Conflict.svelte';
import type { Day } from '#values/day.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import { countTimes, GOALS, isLate, type Goal, type Part } from './action-plan.rules.ts';
import { sayGoal, timingOptions } from './say-activity.ts';
import type { Activity } from './server/action-plan.queries.ts';
import type { ActivityProblem } from './server/keep-activity.ts';

/** What a card of the board needs. */
export const showCard = (activity: Activity, today: Day) => ({
	id: activity.id,
	what: activity.what,
	goals: activity.goals,
	standing: activity.standing,
	timing: activity.timing,
	who: `${activity.responsible.name}, ${activity.responsible.at}`,
	isLate: isLate(activity, today),
	times:
		activity.timing.kind === 'yearly' ? countTimes(activity.timing, activity.held, today) : null
});

/** An activity as the inputs of its form hold it. */
export const typedOf = ({ what, words, goals, timing, responsible }: Activity) => ({
	what,
	words,
	goals: goals as string[],
	timing: timing.kind as string,
	from: timing.from,
	until: timing.kind === 'day' ? '' : (timing.until ?? ''),
	times: timing.kind === 'yearly' ? String(timing.times) : '',
	responsible: responsible.person ? `${responsible.person}.${responsible.organisation}` : '',
	organisation: responsible.person ? '' : responsible.organisation,
	role: responsible.person ? '' : responsible.name
});

/** The version of an activity, with what its form shows of it. */
export const activityShownAt = (activity: Activity): string =>
	shownAt(activity.version, typedOf(activity));

const LABELS = {
	what: m.activity_what,
	words: m.activity_words,
	goals: m.activity_goals,
	timing: m.activity_timing,
	from: m.activity_from,
	until: m.activity_until,
	times: m.activity_times_label,
	responsible: m.activity_responsible,
	organisation: m.activity_organisation,
	role: m.activity_role
};

/** What was typed beside what somebody saved meanwhile. */
export const conflictOf = (
	saved: Activity,
	typed: Readonly<Partial<Record<keyof typeof LABELS | 'version', string | readonly string[]>>>,
	{ goals, people, organisations }: ReturnType<typeof optionsOf>
): Conflicting => ({
	version: saved.version,
	by: saved.changedBy || null,
	at: saved.changedAt,
	texts: conflictTexts(LABELS, typed, typedOf(saved), {
		goals: { options: goals },
		timing: { options: timingOptions() },
		from: { isDay: true },
		until: { isDay: true },
		responsible: {
			options: [{ value: '', label: m.activity_responsible_role() }, ...people]
		},
		organisation: { options: [{ value: '', label: m.form_choose() }, ...organisations] }
	})
});

/** A form that nobody has written in. */
export const emptyActivity = (today: Day) => ({
	what: '',
	words: '',
	goals: [] as string[],
	timing: 'day',
	from: today as string,
	until: '',
	times: '',
	responsible: '',
	organisation: '',
	role: ''
});

/** What the form of an activity chooses from. */
export const optionsOf = (
	people: readonly { person: string; organisation: string; name: string; at: string }[],
	organisations: readonly { id: string; name: string }[]
) => ({
	goals: GOALS.map((goal) => ({ value: goal as string, label: sayGoal(goal) })),
	people: people.map((each) => ({
		value: `${each.person}.${each.organisation}`,
		label: `${each.name}, ${each.at}`
	})),
	organisations: organisations.map(({ id, name }) => ({ value: id, label: name }))
});

/** The field that has to be mended. */
export const FIELD_OF = {
	'until-missing': 'until',
	'until-before-from': 'until',
	'times-missing': 'times',
	'responsible-missing': 'responsible',
	'responsible-twice': 'role',
	'names-a-citizen': 'what'
} satisfies Record<ActivityProblem, string>;

/** Who the visitor is to an activity. */
export const partIn = (
	place: { decides: boolean; takesPart: boolean },
	activity: Activity,
	visitor: { person: string; organisation: string | null } | null
): Part => ({
	decides: place.decides,
	takesPart: place.takesPart,
	answersFor:
		visitor !== null &&
		activity.responsible.person === visitor.person &&
		activity.responsible.organisation === visitor.organisation
});

/** The goals of the form are among the six: the schema has seen to it. */
export const asGoals = (typed: readonly string[]): Goal[] => [...new Set(typed as Goal[])];
