/**
 * What an agreement says, as things that live on their own: goals, tasks, series of meetings, contacts and
 * promises. Each has the key of the row that says it, so that a second run after a change of the
 * agreement tells only what changed, and a run after no change tells nothing.
 */
import {
	cellOf,
	dayAt,
	dayOfCell,
	numberOfCell,
	peopleAt,
	personAt,
	personOfCell,
	rowsAt
} from '#features/documents/answered.rules.ts';
import { canonicalJson, type Json } from '#features/documents/content.rules.ts';
import type { Seat } from '#features/documents/names.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import type { Answers, Row } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { FREQUENCIES } from '#values/meeting-dates.ts';
import { GROUP_KINDS, PERIODS } from './agreement-fields.rules.ts';
import { contributionsOf, type Contribution } from './contribution.rules.ts';

/** A goal; one near the activity may be counted. */
export type LiveGoal = {
	kind: 'goal';
	goal: string;
	goalKind: 'strategic' | 'activity';
	number: number | null;
	unit: string;
	period: (typeof PERIODS)[number] | null;
	by: Day | null;
};

/** Something one person has to do. `when` is how its time is said where it has no day. */
export type LiveTask = {
	kind: 'task';
	about: 'documentation' | 'anchoring';
	what: string;
	responsible: Seat | null;
	dueOn: Day | null;
	when: string;
};

/** Meetings held again and again. Those of the coordinators are called by the coordinator. */
export type LiveSeries = {
	kind: 'series';
	group: (typeof GROUP_KINDS)[number];
	purpose: string;
	frequency: (typeof FREQUENCIES)[number];
	participants: string;
	firstOn: Day;
	until: Day | null;
	convener: Seat | null;
};

/** Somebody to turn to: of a party, or another actor that is none. */
export type LiveContact = {
	kind: 'contact';
	as:
		| 'responsible'
		| 'executing'
		| 'coordinator'
		| 'local-leader'
		| 'communicator'
		| 'name-approval'
		| 'concern'
		| 'other-actor';
	person: Seat | null;
	/** The name and address of an actor that is in no register. */
	name: string;
	reach: string;
};

/** Something a party has promised, or all together (null); `contribution` where it is one. */
export type LiveObligation = {
	kind: 'obligation';
	party: string | null;
	what: string;
	how: string;
	dueOn: Day | null;
	contribution: Omit<Contribution, 'id' | 'party' | 'what'> | null;
};

export type LiveThing = LiveGoal | LiveTask | LiveSeries | LiveContact | LiveObligation;

/** A live thing with its key: the question and the row that say it. */
export type LiveObject = LiveThing & { key: string };

/** The agreement that all have signed. */
export type Signed = {
	parties: readonly {
		organisation: string;
		responsible: Seat | null;
		executing: readonly Seat[];
	}[];
	answers: Answers;
	/** The first day in force, and the last where there is one. */
	from: Day;
	lastDay: Day | null;
};

/** A version as it was frozen, with the days on which it begins and ends, as what brings things to life. */
export const signedOf = (
	{ parties, answers }: FrozenDocument,
	{ from, lastDay }: Pick<Signed, 'from' | 'lastDay'>
): Signed => ({
	parties: parties.map(({ organisation, responsible, executing }) => ({
		organisation,
		responsible: responsible && { person: responsible.person, organisation },
		executing: executing.map(({ person }) => ({ person, organisation }))
	})),
	answers,
	from,
	lastDay
});

/** Everything an agreement brings to life, in its order. */
export function liveObjectsOf(signed: Signed): LiveObject[] {
	const { answers } = signed;
	const parties = signed.parties.map(({ organisation }) => organisation);
	return [
		...goalsOf(answers),
		...tasksOf(answers, parties),
		...seriesOf(signed),
		...contactsOf(signed),
		...obligationsOf(answers, parties)
	];
}

/** What is to be done so that what lives is what the agreement says now. */
export type LiveChange =
	| { do: 'add'; object: LiveObject }
	| { do: 'change'; before: LiveObject; object: LiveObject }
	/** It is no longer in the agreement. What people have done with it stays; it asks nothing more of them. */
	| { do: 'retire'; object: LiveObject };

/**
 * The changes from what was brought to life last to what the agreement says now. Matched by key; one whose
 * words are the same is not told, whatever people have done with it since.
 * @param last the objects as the last run gave them
 */
export function liveChanges(last: readonly LiveObject[], now: readonly LiveObject[]): LiveChange[] {
	const before = new Map(last.map((object) => [object.key, object]));
	const kept = new Set(now.map(({ key }) => key));
	return [
		...now.flatMap((object): LiveChange[] => {
			const known = before.get(object.key);
			if (!known) return [{ do: 'add', object }];
			return isSame(known, object) ? [] : [{ do: 'change', before: known, object }];
		}),
		...last
			.filter(({ key }) => !kept.has(key))
			.map((object): LiveChange => ({ do: 'retire', object }))
	];
}

const isSame = (one: LiveObject, other: LiveObject) =>
	canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);

const keyOf = (question: string, { id }: Row) => `${question}/${id}`;

function goalsOf(answers: Answers): LiveObject[] {
	const goal = (question: string, goalKind: LiveGoal['goalKind']) =>
		rowsAt(answers, question).map((row): LiveObject => ({
			key: keyOf(question, row),
			kind: 'goal',
			goal: cellOf(row, 'goal'),
			goalKind,
			number: numberOfCell(row, 'number'),
			unit: cellOf(row, 'unit'),
			period: oneOf(PERIODS, cellOf(row, 'period')),
			by: dayOfCell(row, 'by')
		}));
	return [...goal('strategic-goals', 'strategic'), ...goal('activity-goals', 'activity')];
}

function tasksOf(answers: Answers, parties: readonly string[]): LiveObject[] {
	const task = (question: string, about: LiveTask['about'], row: Row): LiveObject => ({
		key: keyOf(question, row),
		kind: 'task',
		about,
		what: [cellOf(row, 'what'), cellOf(row, 'task'), cellOf(row, 'how')].filter(Boolean).join(': '),
		responsible: personOfCell(row, 'responsible'),
		dueOn: dayOfCell(row, 'due'),
		when: cellOf(row, 'when')
	});
	return [
		...rowsAt(answers, 'documentation').map((row) => task('documentation', 'documentation', row)),
		...parties.flatMap((party) => {
			const question = partyKey('anchoring-tasks', party);
			return rowsAt(answers, question).map((row) => task(question, 'anchoring', row));
		})
	];
}

/** A series without a first day begins on the agreement's; one whose frequency nobody chose has no dates yet. */
function seriesOf({ answers, from, lastDay }: Signed): LiveObject[] {
	return rowsAt(answers, 'meeting-series').flatMap((row): LiveObject[] => {
		const group = oneOf(GROUP_KINDS, cellOf(row, 'kind')) ?? 'other';
		const frequency = oneOf(FREQUENCIES, cellOf(row, 'frequency'));
		if (!frequency) return [];
		return [
			{
				key: keyOf('meeting-series', row),
				kind: 'series',
				group,
				purpose: cellOf(row, 'purpose'),
				frequency,
				participants: cellOf(row, 'participants'),
				firstOn: dayOfCell(row, 'first-on') ?? from,
				until: lastDay ?? dayAt(answers, 'ends-on'),
				convener: group === 'coordinator' ? personAt(answers, 'coordinator') : null
			}
		];
	});
}

function contactsOf({ parties, answers }: Signed): LiveObject[] {
	const contact = (as: LiveContact['as'], person: Seat | null): LiveObject[] =>
		person === null
			? []
			: [
					{
						key: `${as}/${person.person}.${person.organisation}`,
						kind: 'contact',
						as,
						person,
						name: '',
						reach: ''
					}
				];
	const named =
		(question: string, as: LiveContact['as']) =>
		(row: Row): LiveObject => {
			const [name, reach] = [cellOf(row, 'name'), cellOf(row, 'contact')];
			return { key: keyOf(question, row), kind: 'contact', as, person: null, name, reach };
		};
	return [
		...parties.flatMap(({ organisation, responsible, executing }) => [
			...contact('responsible', responsible),
			...executing.flatMap((each) => contact('executing', each)),
			...contact('concern', personAt(answers, partyKey('concern-contact', organisation))),
			...contact('name-approval', personAt(answers, partyKey('approval-contact', organisation)))
		]),
		...contact('coordinator', personAt(answers, 'coordinator')),
		...rowsAt(answers, 'local-leaders').flatMap((row) =>
			contact('local-leader', personOfCell(row, 'leader'))
		),
		...peopleAt(answers, 'communicators').flatMap((each) => contact('communicator', each)),
		...rowsAt(answers, 'other-actors').map(named('other-actors', 'other-actor')),
		// whom to call with worry about a child
		...rowsAt(answers, 'whom-to-call')
			.filter((row) => cellOf(row, 'occasion') === 'child-concern')
			.map(named('whom-to-call', 'concern'))
	];
}

function obligationsOf(answers: Answers, parties: readonly string[]): LiveObject[] {
	const promise = (question: string, party: string | null, column: string) =>
		rowsAt(answers, question).map((row): LiveObject => ({
			key: keyOf(question, row),
			kind: 'obligation',
			// typed in by one for all, of an agreement from elsewhere, it names whose it is
			party: party ?? parties.find((each) => each === cellOf(row, 'promised-by')) ?? null,
			what: cellOf(row, column),
			how: cellOf(row, 'how') || cellOf(row, 'shown-by'),
			dueOn: dayOfCell(row, 'due'),
			contribution: null
		}));
	const contributed = contributionsOf(answers, parties).map(
		({ id, party, what, ...contribution }): LiveObject => ({
			key: `${partyKey('contributions', party)}/${id}`,
			kind: 'obligation',
			party,
			what,
			how: '',
			dueOn: null,
			contribution
		})
	);
	return [
		...parties.flatMap((party) => [
			...promise(partyKey('obligations', party), party, 'obligation'),
			...promise(partyKey('roles', party), party, 'what')
		]),
		...promise('joint-obligations', null, 'obligation'),
		...promise('written-promises', null, 'obligation'),
		...contributed
	];
}

const oneOf = <Key extends string>(keys: readonly Key[], text: string): Key | null =>
	keys.find((key) => key === text) ?? null;
