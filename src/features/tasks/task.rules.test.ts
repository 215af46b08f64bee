import { describe, expect, test } from 'vitest';
import {
	chooseHelpers,
	chooseResponsible,
	isLate,
	keeperOf,
	mayKeep,
	nextDueOn,
	type Candidate
} from './task.rules.ts';

const hans: Candidate = {
	person: 'hans',
	organisation: 'shelter',
	name: 'Hans Hjælper',
	organisationName: 'Værestedet',
	categories: ['housing']
};

describe('R-054, R-150 one person is responsible', () => {
	const choose = (person: string, organisation: string, category: string) =>
		chooseResponsible({ responsible: { person, organisation }, category }, [hans]);

	test('somebody on the pathway who can see the task', () => {
		expect(choose('hans', 'shelter', 'housing')).toEqual({ ok: true, value: hans });
	});

	test('not somebody else, nor the same person with another hat', () => {
		expect(choose('kim', 'shelter', 'housing')).toMatchObject({
			reason: 'responsible-not-involved'
		});
		expect(choose('hans', 'elsewhere', 'housing')).toMatchObject({
			reason: 'responsible-not-involved'
		});
	});

	test('not somebody who could not see it', () => {
		expect(choose('hans', 'shelter', 'health')).toMatchObject({
			reason: 'responsible-not-covered'
		});
	});

	test('the citizen, always', () => {
		expect(chooseResponsible({ responsible: 'citizen', category: 'health' }, [])).toEqual({
			ok: true,
			value: 'citizen'
		});
	});
});

describe('R-152 everybody keeps their own tasks', () => {
	const theirs = { forCitizen: false, responsibleOrganisation: 'shelter' };
	const mine = { forCitizen: true, responsibleOrganisation: null };
	const partner = { organisation: 'shelter', isTovholder: false, isCitizen: false };
	const neighbour = { ...partner, organisation: 'elsewhere' };
	const tovholder = { organisation: 'solby', isTovholder: true, isCitizen: false };
	const citizen = { organisation: null, isTovholder: false, isCitizen: true };
	const companion = { ...citizen, isCitizen: false };

	test.each([
		['the organisation says its own is done', theirs, partner, 'done', '', true],
		['the organisation gives its own up with a reason', theirs, partner, 'cancelled', 'Syg', true],
		['… and not without', theirs, partner, 'cancelled', '', 'note-needed'],
		['another organisation', theirs, neighbour, 'done', 'x', 'not-your-task'],
		['the tovholder with a note', theirs, tovholder, 'done', 'Ringede til Hans', true],
		['the tovholder without', theirs, tovholder, 'done', '', 'note-needed'],
		['the tovholder for the citizen', mine, tovholder, 'done', 'Sagde hun i telefonen', true],
		['the citizen ticks the citizen’s', mine, citizen, 'done', '', true],
		['the citizen gives it up without having to explain', mine, citizen, 'cancelled', '', true],
		['the citizen for others', theirs, citizen, 'done', 'x', 'not-your-task'],
		['a partner for the citizen', mine, partner, 'done', 'x', 'not-your-task'],
		['a companion', mine, companion, 'done', 'x', 'not-your-task']
	] as const)('%s', (_, task, keeper, to, note, answer) => {
		const may = mayKeep(task, keeper, to, note);
		expect(may.ok || may.reason).toBe(answer);
	});

	test('a companion and a task of nobody’s organisation are not taken for each other', () => {
		const broken = { forCitizen: false, responsibleOrganisation: null };
		expect(mayKeep(broken, companion, 'done', 'x')).toMatchObject({ reason: 'not-your-task' });
	});
});

test('R-103 a task is late the day after its last day, while it is open', () => {
	const task = { state: 'open', dueOn: '2026-05-04' } as const;
	expect(isLate(task, '2026-05-04')).toBe(false);
	expect(isLate(task, '2026-05-05')).toBe(true);
	expect(isLate({ ...task, state: 'done' }, '2026-05-05')).toBe(false);
	expect(isLate({ state: 'open', dueOn: null }, '2026-05-05')).toBe(false);
});

describe('R-054 others may help, and one is responsible all the same', () => {
	const kim: Candidate = { ...hans, person: 'kim', name: 'Kim Kollega' };
	const choose = (helper: string) =>
		chooseHelpers(
			{
				responsible: { person: 'hans', organisation: 'shelter' },
				category: 'housing',
				helpers: [{ person: helper, organisation: 'shelter' }]
			},
			[hans, kim]
		);

	test('somebody else on the pathway who can see it', () => {
		expect(choose('kim')).toEqual({ ok: true, value: [kim] });
		expect(choose('nobody')).toMatchObject({ reason: 'responsible-not-involved' });
	});

	test('not whoever is responsible', () => {
		expect(choose('hans')).toMatchObject({ reason: 'helper-is-responsible' });
	});
});

test.each([
	['monthly', '2026-01-31', '2026-01-31', '2026-01-20', '2026-02-28'],
	// the 31st comes back
	['monthly', '2026-01-31', '2026-02-28', '2026-02-28', '2026-03-31'],
	// what is done late is not due in the past
	['weekly', '2026-05-04', '2026-05-04', '2026-05-27', '2026-06-01'],
	['weekly', '2026-05-04', '2026-05-04', '2026-06-01', '2026-06-01'],
	['fortnightly', '2026-05-04', '2026-05-04', '2026-05-01', '2026-05-18'],
	['yearly', '2024-02-29', '2024-02-29', '2024-02-29', '2025-02-28']
] as const)(
	'a task that comes %s from %s, due %s and done on %s, is next due on %s',
	(repeats, from, dueOn, today, next) => {
		expect(nextDueOn({ from, repeats, dueOn }, today)).toBe(next);
	}
);

test.each([
	['who writes on the pathway', { mayWrite: true, handsOver: false }, 'kim', true],
	['who hands over and writes by another way', { mayWrite: true, handsOver: true }, 'kim', true],
	['who hands over, of their own', { mayWrite: false, handsOver: true }, 'hans', true],
	['who hands over, of a colleague’s', { mayWrite: false, handsOver: true }, 'kim', false],
	['who hands over, of the citizen’s', { mayWrite: false, handsOver: true }, null, false],
	['who reads in an emergency', { mayWrite: false, handsOver: false }, 'hans', false]
] as const)('R-112 %s keeps a task or not', (_who, may, responsiblePerson, keeps) => {
	const keeper = { organisation: 'solby', isTovholder: false, isCitizen: false };
	expect(keeperOf({ responsiblePerson }, { person: 'hans', ...may }, keeper)).toBe(
		keeps ? keeper : null
	);
});
