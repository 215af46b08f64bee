import { expect, test } from 'vitest';
import { mayConvene, publishing } from './mandate.rules.ts';

const seat = (person: string, organisation: string) => ({ person, organisation });

test('R-024 the coordinator invites, or whom they have left it to, and nobody else', () => {
	const conveners = [seat('eva', 'natly'), seat('bo', 'solby')];
	expect(mayConvene(seat('eva', 'natly'), conveners).ok).toBe(true);
	expect(mayConvene(seat('bo', 'solby'), conveners).ok).toBe(true);
	const refusal = { ok: false, reason: 'only-the-coordinator-invites' };
	expect(mayConvene(seat('karen', 'solby'), conveners)).toEqual(refusal);
	expect(mayConvene(seat('eva', 'solby'), conveners)).toEqual(refusal);
	expect(mayConvene(seat('eva', 'natly'), [])).toEqual(refusal);
});

test('R-025 what the named write goes out; what others write is approved by one of them first', () => {
	const communicators = [seat('karen', 'solby')];
	expect(publishing(seat('karen', 'solby'), communicators)).toBe('free');
	expect(publishing(seat('karen', 'natly'), communicators)).toBe('needs-approval');
	expect(publishing(seat('eva', 'natly'), communicators)).toBe('needs-approval');
});
