import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { mayConvene, publishing } from './mandate.rules.ts';

const answers: Answers = {
	coordinator: { value: { kind: 'person', text: 'eva.natly' }, notApplicable: null },
	delegates: { value: { kind: 'people', people: ['bo.solby'] }, notApplicable: null },
	communicators: { value: { kind: 'people', people: ['karen.solby'] }, notApplicable: null }
};
const seat = (person: string, organisation: string) => ({ person, organisation });

test('R-024 the coordinator invites, or whom they have left it to, and nobody else', () => {
	expect(mayConvene(seat('eva', 'natly'), answers).ok).toBe(true);
	expect(mayConvene(seat('bo', 'solby'), answers).ok).toBe(true);
	const refusal = { ok: false, reason: 'only-the-coordinator-invites' };
	expect(mayConvene(seat('karen', 'solby'), answers)).toEqual(refusal);
	expect(mayConvene(seat('eva', 'solby'), answers)).toEqual(refusal);
	expect(mayConvene(seat('eva', 'natly'), {})).toEqual(refusal);
});

test('R-025 what the named write goes out; what others write is approved by one of them first', () => {
	expect(publishing(seat('karen', 'solby'), answers)).toBe('free');
	expect(publishing(seat('karen', 'natly'), answers)).toBe('needs-approval');
	expect(publishing(seat('eva', 'natly'), answers)).toBe('needs-approval');
});
