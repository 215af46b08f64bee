import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import {
	checkDeclaration,
	checkRole,
	declareBy,
	FIELD_OF,
	standingOf,
	type RoleSaid
} from './certificate.rules.ts';

const TODAY = '2026-05-04';
const WITH = {
	role: 'Lektiehjælp',
	obtainedOn: '2026-04-01',
	obtainedBy: 'Poul',
	beginsOn: '2026-04-08',
	endsOn: null
} satisfies RoleSaid;
const WITHOUT = { ...WITH, obtainedOn: null, obtainedBy: '', beginsOn: null } satisfies RoleSaid;

describe('L-21 what may be written of a role with children', () => {
	test('waiting for the certificate, with it, at work, and over', () => {
		for (const said of [
			WITHOUT,
			{ ...WITH, beginsOn: null },
			WITH,
			{ ...WITH, beginsOn: '2026-04-01' },
			{ ...WITH, beginsOn: '2026-06-01' },
			{ ...WITH, obtainedOn: TODAY, beginsOn: TODAY },
			{ ...WITH, endsOn: '2026-04-08' }
		])
			expect(checkRole(said, TODAY)).toEqual({ ok: true, value: said });
	});

	test.each([
		['certificate-in-the-future', { obtainedOn: '2026-05-05', beginsOn: null }],
		['obtained-by-nobody', { obtainedBy: '' }],
		['obtained-without-day', { obtainedOn: null, beginsOn: null }],
		['begins-without-certificate', { obtainedOn: null, obtainedBy: '' }],
		['begins-before-certificate', { beginsOn: '2026-03-31' }],
		['ends-without-beginning', { beginsOn: null, endsOn: '2026-05-01' }],
		['ends-before-beginning', { endsOn: '2026-04-07' }]
	] as const)('%s', (reason, change) => {
		const said: RoleSaid = { ...WITH, ...change };
		expect(checkRole(said, TODAY)).toEqual({ ok: false, reason });
		expect(Object.keys(said)).toContain(FIELD_OF[reason]);
	});
});

test('L-21 nobody whose role passes is at work before the certificate, on any day', () => {
	const aDay = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(TODAY, offset));
	const perhaps = fc.option(aDay);
	fc.assert(
		fc.property(perhaps, perhaps, perhaps, aDay, (obtainedOn, beginsOn, endsOn, on) => {
			const said = {
				role: 'x',
				obtainedOn,
				obtainedBy: obtainedOn === null ? '' : 'Poul',
				beginsOn,
				endsOn
			};
			if (!checkRole(said, TODAY).ok || standingOf(said, on) !== 'at-work') return;
			expect(obtainedOn !== null && obtainedOn <= on).toBe(true);
			expect(endsOn === null || on <= endsOn).toBe(true);
		})
	);
});

test('L-21 how it stands, on its first and last day', () => {
	expect(standingOf(WITHOUT, TODAY)).toBe('waits');
	expect(standingOf({ ...WITH, beginsOn: null }, TODAY)).toBe('ready');
	const role = { ...WITH, endsOn: '2026-04-20' };
	expect(standingOf(role, '2026-04-07')).toBe('ready');
	expect(standingOf(role, '2026-04-08')).toBe('at-work');
	expect(standingOf(role, '2026-04-20')).toBe('at-work');
	expect(standingOf(role, '2026-04-21')).toBe('ended');
});

test('L-21 the declaration is made again within a year', () => {
	expect(declareBy('2026-05-04')).toBe('2027-05-04');
	expect(declareBy('2024-02-29')).toBe('2025-02-28');
	expect(checkDeclaration(TODAY, TODAY)).toEqual({ ok: true, value: TODAY });
	expect(checkDeclaration('2026-05-05', TODAY)).toEqual({
		ok: false,
		reason: 'declared-in-the-future'
	});
});
