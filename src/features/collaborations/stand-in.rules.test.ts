import { expect, test } from 'vitest';
import { chooseStandIn, standsInOn } from './stand-in.rules.ts';

const people = [
	{ person: 'lene', organisation: 'solby', function: 'project-leader' },
	{ person: 'anna', organisation: 'solby', function: 'employee' },
	{ person: 'bodil', organisation: 'solby', function: 'data-protection-officer' },
	{ person: 'viggo', organisation: 'solby', function: 'volunteer' },
	{ person: 'karen', organisation: 'kilden', function: 'manager' }
] as const;

test.each([
	[null, true],
	['anna', true],
	['viggo', false],
	['bodil', false],
	['karen', false],
	['nobody', false]
])('R-101 %s can be chosen to stand in: %s', (wanted, ok) =>
	expect(chooseStandIn(wanted, people, 'solby').ok).toBe(ok)
);

test.each([
	[
		{ standIn: 'anna', leader: 'lene' },
		{ person: 'anna', by: 'named' }
	],
	[
		{ standIn: null, leader: 'lene' },
		{ person: 'lene', by: 'leader' }
	],
	[
		{ standIn: 'gone', leader: 'lene' },
		{ person: 'lene', by: 'leader' }
	],
	[{ standIn: 'gone', leader: 'gone too' }, null]
])('R-101 with %o, the one who stands in is %o', (named, stands) =>
	expect(standsInOn(named, people, 'solby')).toEqual(stands)
);
