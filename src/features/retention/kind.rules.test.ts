import { expect, test } from 'vitest';
import {
	KINDS,
	ORGANISATIONS_OWN,
	outlives,
	shortestOf,
	timeThatHolds,
	weighTime
} from './kind.rules.ts';
import { LONGEST_MONTHS } from './retention.rules.ts';

test('L-12 each kind has a time of its own, and none typed is none of its own', () => {
	for (const kind of KINDS) {
		expect(weighTime(kind, '60')).toEqual({ ok: true, value: 60 });
		expect(weighTime(kind, ' ')).toEqual({ ok: true, value: null });
		expect(weighTime(kind, '0').ok).toBe(false);
		expect(weighTime(kind, String(LONGEST_MONTHS + 1)).ok).toBe(false);
		expect(weighTime(kind, 'fem år').ok).toBe(false);
	}
});

test('L-12 who has looked, and what a group decided, is kept two years at least', () => {
	for (const kind of KINDS) {
		const short = weighTime(kind, '23');
		expect(short.ok, kind).toBe(!['log', 'group-meeting'].includes(kind));
		if (!short.ok) expect(short.reason).toBe('kept-too-short');
		expect(weighTime(kind, String(shortestOf(kind))).ok).toBe(true);
	}
});

test('L-11 an organisation’s own time goes before the municipality’s, and either before none', () => {
	expect(timeThatHolds({ months: 12, usual: 60 })).toEqual({ months: 12, whose: 'own' });
	expect(timeThatHolds({ months: null, usual: 60 })).toEqual({ months: 60, whose: 'municipality' });
	expect(timeThatHolds({ months: null, usual: null })).toBeNull();
});

test('L-11 a part of a pathway does not outlive it; what is no part of one may', () => {
	for (const kind of KINDS) {
		expect(outlives(kind, 61, 60), kind).toBe(kind === 'part' || kind === 'need');
		expect(outlives(kind, 60, 60)).toBe(false);
		expect(outlives(kind, 600, null)).toBe(false);
	}
	expect(ORGANISATIONS_OWN).toEqual(['part', 'doubt', 'child-role']);
});
