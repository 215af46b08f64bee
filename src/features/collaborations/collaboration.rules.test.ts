import { expect, test } from 'vitest';
import { mayBegin, mayLead, mayLeave, mayRise, maySit, type Hat } from './collaboration.rules.ts';

const leader: Hat = {
	person: 'lene',
	organisation: 'solby',
	tenant: 'solby',
	function: 'project-leader'
};

test.each<[string, Partial<Hat>, boolean]>([
	['a project leader of the municipality', {}, true],
	['a manager of the municipality', { function: 'manager' }, false],
	['an employee of the municipality', { function: 'employee' }, false],
	['somebody of another organisation', { organisation: 'kilden', function: 'manager' }, false],
	['a project leader with the hat of a shelter on', { organisation: 'kilden' }, false],
	['an administrator', { organisation: null, function: null }, false],
	['somebody without any hat', { organisation: null, tenant: null, function: null }, false]
])('R-060 %s may begin a collaboration: %o → %s', (_, hat, may) =>
	expect(mayBegin({ ...leader, ...hat }).ok).toBe(may)
);

test('R-057 the one project leader leads, and with the hat of the municipality only', () => {
	expect(mayLead(leader, { leader: 'lene' }).ok).toBe(true);
	expect(mayLead(leader, { leader: 'lars' }).ok).toBe(false);
	expect(mayLead({ ...leader, organisation: 'kilden' }, { leader: 'lene' }).ok).toBe(false);
	expect(mayLead({ ...leader, organisation: null, tenant: null }, { leader: 'lene' }).ok).toBe(
		false
	);
});

test('somebody sits for an organisation that is with the collaboration and where they work', () => {
	const candidates = [{ person: 'hans', organisation: 'kilden' }];
	const seat = { group: 'project' as const, person: 'hans', organisation: 'kilden' };
	expect(maySit(seat, candidates).ok).toBe(true);
	expect(maySit({ ...seat, organisation: 'broen' }, candidates)).toEqual({
		ok: false,
		reason: 'not-from-a-party'
	});
});

test('R-061 R-063 the project leader stays in the project and the steering group; a second hat of the same person may go', () => {
	const of = { leader: 'lene', tenant: 'solby' };
	for (const group of ['project', 'steering'] as const) {
		expect(mayRise({ group, person: 'lene', organisation: 'solby' }, of).ok).toBe(false);
		expect(mayRise({ group, person: 'lene', organisation: 'kilden' }, of).ok).toBe(true);
		expect(mayRise({ group, person: 'hans', organisation: 'kilden' }, of).ok).toBe(true);
	}
});

test('R-230 a project leader who sits in a follow-up group may leave it', () => {
	const seat = { group: 'follow-up', person: 'lene', organisation: 'solby' } as const;
	expect(mayRise(seat, { leader: 'lene', tenant: 'solby' }).ok).toBe(true);
});

test('the municipality stays', () => {
	expect(mayLeave('solby', 'solby')).toEqual({ ok: false, reason: 'municipality-stays' });
	expect(mayLeave('kilden', 'solby').ok).toBe(true);
});
