import { describe, expect, test } from 'vitest';
import { emptyValue, fieldsOf, type Answers } from '#features/documents/template.rules.ts';
import {
	appointDeputy,
	changedSince,
	mayComment,
	mayWrite,
	obstaclesToSubmitting,
	recordInvolvement,
	type Draft
} from './framework.rules.ts';
import { frameworkTemplate } from './framework-template.rules.ts';

const writers = { host: 'solby', leader: 'lone', deputy: 'dan' };
const at = (person: string, organisation = 'solby') => ({ person, organisation });
/** Every question said not to apply, with a reason: the shortest complete framework. */
const complete: Answers = Object.fromEntries(
	fieldsOf(frameworkTemplate).map((field) => [
		field.key,
		{ value: emptyValue(field), notApplicable: 'Prøve' }
	])
);
const ready: Draft = {
	leader: 'lone',
	answers: complete,
	involvements: [{ kind: 'meeting', on: '2026-03-01' }],
	establishedOn: null,
	unchecked: [],
	isSubmitted: false
};
const kinds = (change: Partial<Draft>) =>
	obstaclesToSubmitting({ ...ready, ...change }).map(({ kind }) => kind);

describe('writing', () => {
	test.each([
		['lone', true],
		['dan', true],
		['a member of the project group', false],
		['a steering group member', false]
	])('R-066 %s may write: %s', (person, expected) => {
		expect(mayWrite(at(person), writers)).toBe(expected);
	});

	test('R-066 with another organisation’s hat on, not even the project leader writes', () => {
		expect(mayWrite(at('lone', 'shelter'), writers)).toBe(false);
	});

	test('R-066 a deputy without a leader writes nothing', () => {
		expect(mayWrite(at('dan'), { ...writers, leader: null })).toBe(false);
	});

	test('R-067 the project group comments; outsiders do not', () => {
		expect(mayComment(at('pia', 'clinic'), writers, [at('pia', 'clinic')])).toBe(true);
		expect(mayComment(at('lone'), writers, [])).toBe(true);
		expect(mayComment(at('eve'), writers, [at('pia', 'clinic')])).toBe(false);
	});

	test.each<[string, string | null, string]>([
		['dan', 'dan', 'not-project-leader'],
		['lone', 'lone', 'leader-is-no-deputy'],
		['lone', 'vera', 'not-employed-here']
	])('R-066 %s appointing %s is refused: %s', (person, deputy, reason) => {
		expect(appointDeputy(at(person), writers, deputy, ['lone', 'dan'])).toEqual({
			ok: false,
			reason
		});
	});

	test('R-066 the leader appoints a colleague, and ends it', () => {
		expect(appointDeputy(at('lone'), writers, 'dan', ['lone', 'dan']).ok).toBe(true);
		expect(appointDeputy(at('lone'), writers, null, ['lone'])).toEqual({ ok: true, value: null });
	});
});

describe('involving the project group', () => {
	test.each([
		['2026-03-02', null, 'in-the-future'],
		['2026-02-09', '2026-02-10', 'before-last-approval']
	])('R-067 on %s, last approved %s: %s', (on, establishedOn, reason) => {
		expect(recordInvolvement({ kind: 'meeting', on }, '2026-03-01', establishedOn)).toEqual({
			ok: false,
			reason
		});
	});

	test.each(['2026-02-10', '2026-03-01'])('R-067 on %s it counts', (on) => {
		expect(recordInvolvement({ kind: 'comments', on }, '2026-03-01', '2026-02-10').ok).toBe(true);
	});
});

describe('submitting', () => {
	test('R-065 a complete framework with an involved project group may be submitted', () => {
		expect(kinds({})).toEqual([]);
	});

	test('R-057 not without a project leader', () => {
		expect(kinds({ leader: null })).toEqual(['no-project-leader']);
	});

	test('R-065 not while a question stands open, and the list says which', () => {
		const { age: _, ...answers } = complete;
		expect(obstaclesToSubmitting({ ...ready, answers })).toEqual([
			{
				kind: 'answers-missing',
				missing: [{ section: 'audience', field: 'age', lack: 'unanswered', where: null }]
			}
		]);
	});

	test('R-067 not before the project group has been involved in this round', () => {
		expect(kinds({ involvements: [] })).toEqual(['project-group-not-involved']);
		expect(kinds({ establishedOn: '2026-03-02' })).toEqual(['project-group-not-involved']);
		expect(kinds({ establishedOn: '2026-03-01' })).toEqual([]);
	});

	test('R-068 not while a version waits for the steering group', () => {
		expect(kinds({ isSubmitted: true })).toEqual(['already-submitted']);
		expect(kinds({ unchecked: ['plans'] })).toEqual(['round-unfinished']);
	});

	test('everything in the way is told at once', () => {
		expect(kinds({ leader: null, answers: {}, involvements: [] })).toEqual([
			'no-project-leader',
			'answers-missing',
			'project-group-not-involved'
		]);
	});
});

test('S-4 what has changed since the approval is told by question', () => {
	const age = { value: { kind: 'text', text: '18 år og op' }, notApplicable: null } as const;
	expect(changedSince(complete, { ...complete, age })).toEqual(['age']);
	expect(changedSince(complete, complete)).toEqual([]);
});
