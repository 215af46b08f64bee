import { expect, test } from 'vitest';
import { mattersOf, measuresRun, missingParts, saidForTheLaw } from './section-141.rules.ts';

const NOTHING_FOR_THE_LAW = saidForTheLaw(undefined);

test('L-18 what the law asks and the plan does not say is named; spaces say nothing', () => {
	expect(missingParts(NOTHING_FOR_THE_LAW)).toEqual(['duration', 'matters']);
	expect(missingParts({ ...NOTHING_FOR_THE_LAW, duration: '  \n' })).toEqual([
		'duration',
		'matters'
	]);
	expect(missingParts({ ...NOTHING_FOR_THE_LAW, duration: 'Et halvt år' })).toEqual(['matters']);
	expect(missingParts({ ...NOTHING_FOR_THE_LAW, aids: 'Ingen' })).toEqual(['duration']);
	expect(
		missingParts({ ...NOTHING_FOR_THE_LAW, duration: 'Et år', treatment: 'Hver uge' })
	).toEqual([]);
});

test('L-18 the other matters stand in the order of the law', () => {
	expect(
		mattersOf({ ...NOTHING_FOR_THE_LAW, otherMatters: 'En hund', employment: 'Job', housing: ' ' })
	).toEqual(['employment', 'otherMatters']);
});

test('L-18 how long it takes is the last day of any measure, and those without one are counted', () => {
	expect(measuresRun([])).toBe(null);
	expect(measuresRun([{ endsOn: null }])).toEqual({ until: null, withoutEnd: 1 });
	expect(
		measuresRun([{ endsOn: '2027-03-01' }, { endsOn: null }, { endsOn: '2026-12-31' }])
	).toEqual({ until: '2027-03-01', withoutEnd: 1 });
});
