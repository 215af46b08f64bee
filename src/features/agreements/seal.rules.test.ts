import { describe, expect, test } from 'vitest';
import { sealedStanding, verdictOf } from './seal.rules.ts';

const OURS = 'a'.repeat(64);
const theirs = { sealedBy: { fingerprint: 'b'.repeat(64) } };
const ours = { sealedBy: { fingerprint: OURS } };

describe('whose a file is', () => {
	test('an intact file is ours where one of our certificates sealed it', () => {
		expect(verdictOf({ verdict: 'intact', seals: [ours] }, [OURS])).toBe('ours');
		expect(verdictOf({ verdict: 'intact', seals: [theirs, ours] }, [OURS])).toBe('ours');
	});

	test('a file that says our name and was sealed by another certificate is not ours', () => {
		expect(verdictOf({ verdict: 'intact', seals: [theirs] }, [OURS])).toBe('sealed-elsewhere');
		expect(verdictOf({ verdict: 'intact', seals: [{ sealedBy: null }] }, [OURS])).toBe(
			'sealed-elsewhere'
		);
	});

	test('a file that has changed is never ours, whoever sealed it', () => {
		for (const verdict of ['changed', 'not-sealed', 'unreadable'] as const)
			expect(verdictOf({ verdict, seals: [ours] }, [OURS])).toBe(verdict);
	});
});

describe('how a sealed version stands', () => {
	const version = { from: '2026-01-01', until: null, endsOn: null, isNewest: true };
	test.each([
		['in-force', version],
		['not-yet', { ...version, from: '2026-06-02' }],
		['in-force', { ...version, until: '2026-06-01' }],
		['over', { ...version, until: '2026-05-31' }],
		['over', { ...version, endsOn: '2026-06-01' }],
		['in-force', { ...version, endsOn: '2026-06-02' }],
		['superseded', { ...version, isNewest: false }],
		['over', { ...version, isNewest: false, endsOn: '2026-01-02' }]
	] as const)('%s on the first of June: %o', (standing, given) => {
		expect(sealedStanding(given, '2026-06-01')).toBe(standing);
	});
});
