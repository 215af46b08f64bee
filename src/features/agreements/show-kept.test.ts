import { expect, test } from 'vitest';
import { showGoalsPointedTo } from './show-kept.ts';
import type { LiveRow } from './show-live.ts';

const goal = (changed: Partial<LiveRow>): LiveRow => ({
	id: 'l1',
	agreement: 'a1',
	title: 'Hjem igen',
	key: 'activity-goals/g1',
	said: {
		key: 'activity-goals/g1',
		kind: 'goal',
		goal: 'Gæster',
		goalKind: 'activity',
		number: 25,
		unit: 'unge',
		period: null,
		by: null
	},
	dueOn: '2026-12-31',
	person: null,
	organisation: null,
	personName: null,
	organisationName: null,
	hasLeft: false,
	status: 'open',
	reached: 3,
	note: '',
	version: 1,
	retiredAt: null,
	changedAt: new Date('2026-11-26T10:00:00Z'),
	changedBy: 'Lone',
	...changed
});
const TODAY = '2026-06-01';

test('R-194 where the theory of change points to a goal, it shows how that goes today', () => {
	expect(showGoalsPointedTo([goal({})], TODAY)).toEqual({
		g1: {
			title: 'Gæster',
			href: '/agreements/a1/set-going/l1',
			states: [
				{ text: 'Ikke begyndt', tone: 'neutral' },
				{ text: '3 af 25 unge', tone: 'neutral' }
			]
		}
	});
	expect(showGoalsPointedTo([goal({})], '2027-01-01').g1!.states[0]!.tone).toBe('warning');
	expect(showGoalsPointedTo([goal({ status: 'done' })], '2027-01-01').g1!.states[0]!.tone).toBe(
		'success'
	);
});

test('a goal that is no longer in the agreement shows nothing', () => {
	expect(showGoalsPointedTo([goal({ retiredAt: new Date() })], TODAY)).toEqual({});
});
