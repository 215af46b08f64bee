/** What an agreement has set going, as pages show it: in the words of the reader. */
import { m } from '#messages';
import { sayKey } from '#features/documents/server/say-template.ts';
import type { Day } from '#values/day.ts';
import { workdayInstead } from '#values/holiday.ts';
import { comingMeetings } from '#values/meeting-dates.ts';
import type {
	LiveContact,
	LiveGoal,
	LiveObject,
	LiveSeries,
	LiveTask
} from './live-objects.rules.ts';
import {
	mayTell,
	shareReached,
	standingOfLive,
	type Progress,
	type Teller
} from './progress.rules.ts';

/** A row as its query answers it. */
export type LiveRow = {
	id: string;
	agreement: string;
	title: string;
	/** The question and the row that say it. */
	key: string;
	said: Exclude<LiveObject, { kind: 'obligation' }>;
	dueOn: Day | null;
	person: string | null;
	organisation: string | null;
	personName: string | null;
	organisationName: string | null;
	hasLeft: boolean;
	status: Progress;
	reached: number | null;
	note: string;
	version: number;
	retiredAt: Date | null;
	changedAt: Date;
	changedBy: string;
};

export type ShownGoal = ReturnType<typeof showGoal>;
export type ShownTask = ReturnType<typeof showTask>;
export type ShownSeries = ReturnType<typeof showSeries>;
export type ShownContact = ReturnType<typeof showContact>;

/** How many coming meetings of a series are named. */
const COMING = 3;

/** All of it, sorted by what it is; what is no longer in the agreement apart. `lastDay`: of the agreement, where it has one. */
export function showLive(
	rows: readonly LiveRow[],
	{ today, teller, lastDay }: { today: Day; teller: Teller; lastDay: Day | null }
) {
	const now = rows.filter(({ retiredAt }) => retiredAt === null);
	const of = <Kind extends LiveRow['said']['kind']>(kind: Kind, from = now) =>
		from.filter(
			(row): row is LiveRow & { said: Extract<LiveRow['said'], { kind: Kind }> } =>
				row.said.kind === kind
		);
	const gone = rows.filter(({ retiredAt }) => retiredAt !== null);
	return {
		goals: of('goal').map((row) => showGoal(row, today, teller)),
		tasks: of('task').map((row) => showTask(row, today, teller)),
		series: of('series').map((row) => showSeries(row, today, lastDay)),
		contacts: of('contact')
			.map(showContact)
			.toSorted((one, other) => ORDER.indexOf(one.as) - ORDER.indexOf(other.as)),
		gone: [
			...of('goal', gone).map((row) => showGoal(row, today, teller)),
			...of('task', gone).map((row) => showTask(row, today, teller))
		]
	};
}

/** A goal with how far it has come. */
export const showGoal = (row: LiveRow & { said: LiveGoal }, today: Day, teller: Teller) => ({
	...toldOf(row, today, teller),
	what: row.said.goal,
	goalKind: row.said.goalKind,
	number: row.said.number,
	unit: row.said.unit,
	period: row.said.period && sayKey(`clause_period_${snake(row.said.period)}`),
	reached: row.reached,
	share: shareReached(row.said.number, row.reached)
});

/** A task with whose it is. */
export const showTask = (row: LiveRow & { said: LiveTask }, today: Day, teller: Teller) => ({
	...toldOf(row, today, teller),
	what: row.said.what,
	when: row.said.when,
	responsible: row.personName,
	organisation: row.organisationName,
	hasLeft: row.hasLeft
});

/** A series with its coming days. */
export const showSeries = (
	{ id, said, personName }: LiveRow & { said: LiveSeries },
	today: Day,
	lastDay: Day | null
) => ({
	id,
	group: sayKey(`clause_group_${snake(said.group)}`),
	purpose: said.purpose,
	frequency: sayKey(`clause_frequency_${snake(said.frequency)}`),
	participants: said.participants,
	convener: personName,
	coming: comingMeetings({ ...said, until: earlier(said.until, lastDay) }, today, COMING).map(
		(day) => ({
			day,
			/** The next workday, where people are off on that day. */
			instead: workdayInstead(day)
		})
	)
});

/** Somebody to turn to, with what about. */
export const showContact = (row: LiveRow & { said: LiveContact }) => ({
	id: row.id,
	as: row.said.as,
	role: CONTACTS[row.said.as](),
	name: row.personName ?? row.said.name,
	organisation: row.organisationName,
	reach: row.said.reach,
	hasLeft: row.hasLeft
});

/** What is told of a goal or a task. */
const toldOf = (row: LiveRow, today: Day, teller: Teller) => ({
	id: row.id,
	href: `/agreements/${row.agreement}/set-going/${row.id}`,
	dueOn: row.dueOn,
	status: row.status,
	standing: standingOfLive(row, today),
	note: row.note,
	changedAt: row.changedAt,
	changedBy: row.changedBy,
	isTellable: mayTell(
		{
			kind: row.said.kind === 'goal' ? 'goal' : 'task',
			responsible:
				row.person && row.organisation
					? { person: row.person, organisation: row.organisation }
					: null,
			isRetired: row.retiredAt !== null
		},
		teller
	).ok
});

const snake = (key: string) => key.replaceAll('-', '_');

const earlier = (one: Day | null, other: Day | null): Day | null => {
	if (one === null || other === null) return one ?? other;
	return one < other ? one : other;
};

const ORDER: readonly LiveContact['as'][] = [
	'coordinator',
	'responsible',
	'local-leader',
	'executing',
	'concern',
	'name-approval',
	'communicator',
	'other-actor'
];

const CONTACTS: Record<LiveContact['as'], () => string> = {
	responsible: m.live_contact_responsible,
	executing: m.live_contact_executing,
	coordinator: m.live_contact_coordinator,
	'local-leader': m.live_contact_local_leader,
	'name-approval': m.live_contact_name_approval,
	communicator: m.live_contact_communicator,
	concern: m.live_contact_concern,
	'other-actor': m.live_contact_other_actor
};
