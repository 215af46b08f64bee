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
	rowsAt,
	valueAt
} from '#features/documents/answered.rules.ts';
import type { Seat } from '#features/documents/names.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { partyKey } from '#features/documents/shape.rules.ts';
import type { Answers, Row } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import { FREQUENCIES } from '#values/meeting-dates.ts';
import { GROUP_KINDS, PERIODS } from './agreement-fields.rules.ts';
import { contributionsOf, type Contribution } from './contribution.rules.ts';

/** A goal; one near the activity may be counted, and a focus area is followed as one. */
export type LiveGoal = {
	kind: 'goal';
	goal: string;
	goalKind: 'strategic' | 'activity' | 'focus';
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
	/** The focus areas that are chosen, and what each is called there. */
	focusAreas: readonly { key: string; name: string }[];
	/** The first day in force, and the last where there is one. */
	from: Day;
	lastDay: Day | null;
};

/** A version as it was frozen, with the days on which it begins and ends, as what brings things to life. */
export const signedOf = (
	{ parties, answers, sections }: FrozenDocument,
	{ from, lastDay }: Pick<Signed, 'from' | 'lastDay'>
): Signed => ({
	parties: parties.map(({ organisation, responsible, executing }) => ({
		organisation,
		responsible: responsible && { person: responsible.person, organisation },
		executing: executing.map(({ person }) => ({ person, organisation }))
	})),
	answers,
	focusAreas: focusAreasOf(answers, sections),
	from,
	lastDay
});

/** Those chosen of the template's, in the words it was frozen with. */
function focusAreasOf(answers: Answers, sections: FrozenDocument['sections']) {
	const chosen = valueAt(answers, 'focus-areas');
	const field = sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'focus-areas');
	if (chosen?.kind !== 'choices' || field?.kind !== 'choices') return [];
	return field.options
		.filter(({ key }) => chosen.chosen.includes(key))
		.map(({ key, label }) => ({ key, name: label }));
}

/** Everything an agreement brings to life, in its order. */
export function liveObjectsOf(signed: Signed): LiveObject[] {
	const { answers } = signed;
	const parties = signed.parties.map(({ organisation }) => organisation);
	return [
		...goalsOf(answers),
		...focusOf(signed),
		...tasksOf(answers, parties),
		...seriesOf(signed),
		...contactsOf(signed),
		...obligationsOf(answers, parties)
	];
}

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

/** A partnership's own focus areas have rows; those of the template have the key they are chosen by. */
function focusOf({ answers, focusAreas }: Signed): LiveObject[] {
	const focus = (key: string, name: string): LiveObject => ({
		key,
		kind: 'goal',
		goal: name,
		goalKind: 'focus',
		number: null,
		unit: '',
		period: null,
		by: null
	});
	return [
		...focusAreas.map(({ key, name }) => focus(`focus-areas/${key}`, name)),
		...rowsAt(answers, 'own-focus-areas').map((row) =>
			focus(keyOf('own-focus-areas', row), cellOf(row, 'name'))
		)
	];
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
