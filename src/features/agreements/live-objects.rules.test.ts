import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '#features/documents/template.rules.ts';
import { liveChanges, type LiveChange } from './live-changes.rules.ts';
import { liveObjectsOf, type LiveObject, type Signed } from './live-objects.rules.ts';

const rows = (...all: [id: string, cells: Row['cells']][]) => ({
	value: { kind: 'rows' as const, rows: all.map(([id, cells]) => ({ id, cells })) },
	notApplicable: null
});
const answers: Answers = {
	'strategic-goals': rows(['s1', { goal: 'Flere har et sted at høre til' }]),
	'activity-goals': rows(
		[
			'g1',
			{ goal: 'Deltagere', number: '25', unit: 'unge', period: 'each-year', by: '2027-12-31' }
		],
		['g2', { goal: 'Gode aftener' }]
	),
	documentation: rows([
		'd1',
		{ what: 'Fremmøde', how: 'Liste', when: 'Hver gang', responsible: 'bo.solby' }
	]),
	'anchoring-tasks@natly': rows([
		'a1',
		{ task: 'Find lokaler', responsible: 'eva.natly', due: '2027-06-01' }
	]),
	'meeting-series': rows(
		[
			'm1',
			{
				kind: 'coordinator',
				purpose: 'Status',
				frequency: 'monthly',
				participants: 'Koordinatorer',
				'first-on': '2027-01-12'
			}
		],
		[
			'm2',
			{ kind: 'steering', purpose: 'Retning', frequency: 'half-yearly', participants: 'Ledere' }
		]
	),
	coordinator: { value: { kind: 'person', text: 'eva.natly' }, notApplicable: null },
	communicators: { value: { kind: 'people', people: ['karen.solby'] }, notApplicable: null },
	'other-actors': rows(['o1', { name: 'Biblioteket', contact: '12 34 56 78' }]),
	'whom-to-call': rows(
		['w1', { occasion: 'child-concern', name: 'Karen Kontakt', contact: '20 30 40 50' }],
		['w2', { occasion: 'absence', name: 'Vagten' }]
	),
	'roles@solby': rows(['r1', { who: 'Centeret', what: 'Låser op', how: 'Hver torsdag' }]),
	'contributions@natly': rows([
		'c1',
		{ type: 'staff-hours', what: 'Vagter', number: '12', unit: 'timer', period: 'each-week' }
	]),
	'joint-obligations': rows(['j1', { obligation: 'En folder', due: '2027-03-01' }])
};
const signed: Signed = {
	parties: [
		{
			organisation: 'solby',
			responsible: { person: 'karen', organisation: 'solby' },
			executing: [{ person: 'bo', organisation: 'solby' }]
		},
		{ organisation: 'natly', responsible: null, executing: [] }
	],
	answers,
	focusAreas: [{ key: 'structures', name: 'Vilkår' }],
	from: '2026-12-01',
	lastDay: '2028-11-30'
};
const objects = liveObjectsOf(signed);
const object = (key: string) => objects.find((each) => each.key === key);

describe('R-006 what an agreement says comes to life', () => {
	test('as goals, tasks, series, contacts and promises, each under the key of its row', () => {
		expect(objects.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
			'goal strategic-goals/s1',
			'goal activity-goals/g1',
			'goal activity-goals/g2',
			'goal focus-areas/structures',
			'task documentation/d1',
			'task anchoring-tasks@natly/a1',
			'series meeting-series/m1',
			'series meeting-series/m2',
			'contact responsible/karen.solby',
			'contact executing/bo.solby',
			'contact coordinator/eva.natly',
			'contact communicator/karen.solby',
			'contact other-actors/o1',
			'contact whom-to-call/w1',
			'obligation roles@solby/r1',
			'obligation joint-obligations/j1',
			'obligation contributions@natly/c1'
		]);
	});

	test('R-015 R-016 R-017 goals of two kinds, one with a number to count towards', () => {
		expect(object('strategic-goals/s1')).toMatchObject({ goalKind: 'strategic', number: null });
		expect(object('activity-goals/g1')).toMatchObject({
			goalKind: 'activity',
			number: 25,
			unit: 'unge',
			period: 'each-year',
			by: '2027-12-31'
		});
	});

	test('R-018 R-022 tasks with one responsible person', () => {
		expect(object('documentation/d1')).toMatchObject({
			what: 'Fremmøde: Liste',
			when: 'Hver gang',
			responsible: { person: 'bo', organisation: 'solby' },
			dueOn: null
		});
		expect(object('anchoring-tasks@natly/a1')).toMatchObject({
			what: 'Find lokaler',
			dueOn: '2027-06-01'
		});
	});

	test('R-023 R-024 series that begin with the agreement, and are called by the coordinator where they are the coordinators’', () => {
		expect(object('meeting-series/m1')).toMatchObject({
			firstOn: '2027-01-12',
			until: '2028-11-30',
			convener: { person: 'eva', organisation: 'natly' }
		});
		expect(object('meeting-series/m2')).toMatchObject({ firstOn: '2026-12-01', convener: null });
	});

	test('R-021 another actor is a name to call, and nobody with a place here', () => {
		expect(object('other-actors/o1')).toMatchObject({
			person: null,
			name: 'Biblioteket',
			reach: '12 34 56 78'
		});
	});

	test('R-216 whom to call with worry about a child is a contact of its own', () => {
		expect(object('whom-to-call/w1')).toMatchObject({
			as: 'concern',
			person: null,
			name: 'Karen Kontakt',
			reach: '20 30 40 50'
		});
	});

	test('R-012 R-020 R-265 promises of a party, and of all together', () => {
		expect(object('roles@solby/r1')).toMatchObject({ party: 'solby', what: 'Låser op' });
		expect(object('joint-obligations/j1')).toMatchObject({ party: null, dueOn: '2027-03-01' });
		expect(object('contributions@natly/c1')).toMatchObject({
			party: 'natly',
			contribution: { type: 'staff-hours', number: 12, unit: 'timer', period: 'each-week' }
		});
	});

	test('a question said not to apply brings nothing to life', () => {
		const excused = { ...answers['strategic-goals']!, notApplicable: 'Senere' };
		const now = liveObjectsOf({ ...signed, answers: { ...answers, 'strategic-goals': excused } });
		expect(now.map(({ key }) => key)).not.toContain('strategic-goals/s1');
	});
});

describe('a second run', () => {
	const say = (change: LiveChange) => `${change.do} ${change.object.key}`;
	const changesAfter = (changed: Answers) =>
		liveChanges(objects, liveObjectsOf({ ...signed, answers: { ...answers, ...changed } })).map(
			say
		);

	test('the first brings everything, a second nothing', () => {
		expect(liveChanges([], objects).map(say)).toEqual(objects.map(({ key }) => `add ${key}`));
		expect(liveChanges(objects, liveObjectsOf(structuredClone(signed)))).toEqual([]);
	});

	test('after a change of the agreement it tells what changed, and nothing else', () => {
		const goals = rows(
			['g3', { goal: 'Ny' }],
			[
				'g1',
				{ goal: 'Deltagere', number: '30', unit: 'unge', period: 'each-year', by: '2027-12-31' }
			]
		);
		expect(changesAfter({ 'activity-goals': goals })).toEqual([
			'add activity-goals/g3',
			'change activity-goals/g1',
			'retire activity-goals/g2'
		]);
	});

	test('a new coordinator changes the series they call, and the contact', () => {
		const coordinator = {
			value: { kind: 'person' as const, text: 'ida.natly' },
			notApplicable: null
		};
		expect(changesAfter({ coordinator })).toEqual([
			'change meeting-series/m1',
			'add coordinator/ida.natly',
			'retire coordinator/eva.natly'
		]);
	});

	test('rows in another order are the same rows', () => {
		const value = answers['activity-goals']!.value;
		const turned = value.kind === 'rows' ? { ...value, rows: [...value.rows].reverse() } : value;
		expect(changesAfter({ 'activity-goals': { value: turned, notApplicable: null } })).toEqual([]);
	});

	test('making its changes gives what the agreement says now, whatever was edited', () => {
		const goals = fc.uniqueArray(
			fc.record({
				id: fc.constantFrom('1', '2', '3', '4', '5'),
				goal: fc.constantFrom('A', 'B', 'C')
			}),
			{ selector: ({ id }) => id }
		);
		const living = (told: { id: string; goal: string }[]) =>
			liveObjectsOf({
				...signed,
				answers: {
					'activity-goals': rows(
						...told.map(({ id, goal }): [string, Row['cells']] => [id, { goal }])
					)
				}
			});
		fc.assert(
			fc.property(goals, goals, (before, now) => {
				const made = new Map(living(before).map((each) => [each.key, each]));
				const changes = liveChanges(living(before), living(now));
				for (const change of changes)
					if (change.do === 'retire') made.delete(change.object.key);
					else made.set(change.object.key, change.object);
				const byKey = (a: LiveObject, b: LiveObject) => a.key.localeCompare(b.key);
				expect([...made.values()].sort(byKey)).toEqual([...living(now)].sort(byKey));
				expect(liveChanges([...made.values()], living(now))).toEqual([]);
			})
		);
	});
});
