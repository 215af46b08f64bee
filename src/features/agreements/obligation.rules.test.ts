import { describe, expect, test } from 'vitest';
import { isOurs, reportOn, standingOfObligation, type Obligation } from './obligation.rules.ts';

const promise = (id: string, changed: Partial<Obligation> = {}): Obligation => ({
	id,
	agreement: 'contract',
	party: 'natly',
	what: 'To frivillige hver torsdag',
	dueOn: null,
	status: 'open',
	...changed
});
const today = '2026-11-22';
const parties = ['solby', 'natly'];

describe('how a promise stands', () => {
	test.each([
		['2026-11-21', 'overdue'],
		['2026-11-22', 'due-soon'],
		['2026-12-22', 'due-soon'],
		['2026-12-23', 'running'],
		[null, 'undated']
	] as const)('due %s it is %s', (dueOn, standing) => {
		expect(standingOfObligation({ status: 'open', dueOn }, today)).toBe(standing);
		expect(standingOfObligation({ status: 'under-way', dueOn }, today)).toBe(standing);
	});

	test('what is kept or given up is no longer late', () => {
		expect(standingOfObligation({ status: 'kept', dueOn: '2020-01-01' }, today)).toBe('kept');
		expect(standingOfObligation({ status: 'dropped', dueOn: '2020-01-01' }, today)).toBe('dropped');
	});
});

describe('whose a promise is', () => {
	test('a promise of another party is not ours', () => {
		expect(isOurs({ party: 'solby' }, 'natly')).toBe(false);
		expect(isOurs({ party: null }, 'natly')).toBe(true);
	});
});

describe('telling how it goes', () => {
	const report = { status: 'kept' as const, evidence: ' Vagtplanen for efteråret ' };

	test('R-265 a party tells of its own promises and those made together, with what shows that they are kept', () => {
		const told = { ok: true, value: { status: 'kept', evidence: 'Vagtplanen for efteråret' } };
		expect(reportOn(promise('a'), report, 'natly', parties)).toEqual(told);
		expect(reportOn(promise('a', { party: null }), report, 'solby', parties)).toEqual(told);
		const without = reportOn(promise('a'), { ...report, evidence: ' ' }, 'natly', parties);
		expect(without).toEqual({ ok: false, reason: 'evidence-missing' });
		const begun = { status: 'under-way' as const, evidence: '' };
		expect(reportOn(promise('a'), begun, 'natly', parties).ok).toBe(true);
	});

	test('nobody tells of another’s promise, and no stranger of one made together', () => {
		const refusal = { ok: false, reason: 'not-your-promise' };
		expect(reportOn(promise('a'), report, 'solby', parties)).toEqual(refusal);
		expect(reportOn(promise('a', { party: null }), report, 'skolen', parties)).toEqual(refusal);
	});

	test('what was given up at a review is not taken up by one party alone', () => {
		const asked = reportOn(promise('a', { status: 'dropped' }), report, 'natly', parties);
		expect(asked).toEqual({ ok: false, reason: 'given-up-already' });
	});
});
