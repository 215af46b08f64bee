import { expect, test } from 'vitest';
import { isWorkday, nextWorkday, reminderOf, type Reminder } from './reminder.rules.ts';

// 2026-05-04 is a Monday.
const tovholder: [today: string, reminder: Reminder | null][] = [
	['2026-05-06', null], // Wednesday; due on Friday
	['2026-05-07', 'tovholder-due'],
	['2026-05-08', 'tovholder-due'],
	['2026-05-09', 'tovholder-overdue']
];
test.each(tovholder)('R-122: a decision due on Friday 8 May, on %s: %s', (today, reminder) => {
	expect(reminderOf({ kind: 'tovholder', dueOn: '2026-05-08' }, today)).toBe(reminder);
});

test.each(['2026-05-09', '2026-05-10', '2026-05-11'])(
	'R-122: a decision due on %s is brought up on the Friday before, and not on the Thursday',
	(dueOn) => {
		expect(reminderOf({ kind: 'tovholder', dueOn }, '2026-05-07')).toBeNull();
		expect(reminderOf({ kind: 'tovholder', dueOn }, '2026-05-08')).toBe('tovholder-due');
	}
);

const framework: [today: string, reminder: Reminder | null][] = [
	['2026-05-30', null],
	['2026-05-31', 'framework-update-30'],
	['2026-06-22', 'framework-update-30'],
	['2026-06-23', 'framework-update-7'],
	['2026-06-30', 'framework-update-7'],
	['2026-07-01', 'framework-update-overdue']
];
test.each(framework)(
	'R-074: a framework to be updated on 30 June, on %s: %s',
	(today, reminder) => {
		expect(reminderOf({ kind: 'framework-update', dueOn: '2026-06-30' }, today)).toBe(reminder);
	}
);

const consent: [today: string, reminder: Reminder | null][] = [
	['2026-05-30', null],
	['2026-05-31', 'consent-expiring'],
	['2026-06-30', 'consent-expiring'],
	['2026-07-01', null]
];
test.each(consent)('a consent valid until 30 June, on %s: %s', (today, reminder) => {
	expect(reminderOf({ kind: 'consent', dueOn: '2026-06-30' }, today)).toBe(reminder);
});

const lead: [today: string, reminder: Reminder | null][] = [
	['2026-05-30', null],
	['2026-05-31', 'lead-ending'],
	['2026-06-30', 'lead-ending'],
	['2026-07-01', 'lead-missing']
];
test.each(lead)(
	'R-057: a project leader whose last day is 30 June, on %s: %s',
	(today, reminder) => {
		expect(reminderOf({ kind: 'lead', dueOn: '2026-06-30' }, today)).toBe(reminder);
	}
);

test('a week has five workdays, and Monday follows Friday', () => {
	const week = ['04', '05', '06', '07', '08', '09', '10'].map((day) => `2026-05-${day}`);
	expect(week.map(isWorkday)).toEqual([true, true, true, true, true, false, false]);
	expect(week.map(nextWorkday)).toEqual([
		'2026-05-05',
		'2026-05-06',
		'2026-05-07',
		'2026-05-08',
		'2026-05-11',
		'2026-05-11',
		'2026-05-11'
	]);
});
