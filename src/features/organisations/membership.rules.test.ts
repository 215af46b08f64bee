import { expect, test } from 'vitest';
import { endMembership, functionsIn, isActive, mayServe } from './membership.rules.ts';

const municipality = { organisation: 'solby', tenant: 'solby' };
const shelter = { organisation: 'kilden', tenant: 'solby' };

test('R-060 a project leader is of the municipality and nowhere else', () => {
	expect(mayServe('project-leader', municipality).ok).toBe(true);
	expect(mayServe('project-leader', shelter)).toEqual({
		ok: false,
		reason: 'project-leader-elsewhere'
	});
	expect(functionsIn(shelter)).toEqual(['manager', 'employee', 'volunteer']);
});

const running = { activeFrom: '2026-03-01', activeUntil: null };
const today = '2026-05-04';

test.each([
	['at once', null, '2026-05-03'],
	['today', '2026-05-04', '2026-05-04'],
	['in the autumn', '2026-10-31', '2026-10-31'],
	['the day it began', '2026-03-01', '2026-03-01'],
	['before it began', '2026-02-27', 'ends-before-it-began']
])('a membership ends %s', (_, lastDay, answer) => {
	const ended = endMembership(running, lastDay, today);
	expect(ended.ok ? ended.value : ended.reason).toBe(answer);
});

test('somebody who began today can be stopped at once', () => {
	const ended = endMembership({ activeFrom: today, activeUntil: null }, null, today);
	expect(ended).toEqual({ ok: true, value: '2026-05-03' });
});

test('a last day that is ahead can be moved; one that is past cannot', () => {
	expect(endMembership({ ...running, activeUntil: '2026-05-04' }, '2026-06-30', today).ok).toBe(
		true
	);
	expect(endMembership({ ...running, activeUntil: '2026-05-03' }, '2026-06-30', today)).toEqual({
		ok: false,
		reason: 'has-ended'
	});
});

test.each([
	['2026-02-28', false],
	['2026-03-01', true],
	['2026-05-04', true],
	['2026-05-05', false]
])('a membership from 1 March to 4 May counts on %s: %s', (day, counts) =>
	expect(isActive({ activeFrom: '2026-03-01', activeUntil: '2026-05-04' }, day)).toBe(counts)
);
