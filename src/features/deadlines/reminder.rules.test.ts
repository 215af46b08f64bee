import { describe, expect, test } from 'vitest';
import { addDays } from '#values/day.ts';
import { isWorkday } from '#values/holiday.ts';
import { AGREEMENT_RHYTHMS } from '#values/rhythm.ts';
import da from '../../../messages/da.json' with { type: 'json' };
import en from '../../../messages/en.json' with { type: 'json' };
import { KINDS, type DeadlineKind } from './kind.rules.ts';
import { isHumane, nextWorkday, remindersOf } from './reminder.rules.ts';

/** What those who must act are reminded of; null for nothing. */
const reminderOf = ({ kind, dueOn }: { kind: DeadlineKind; dueOn: string }, today: string) =>
	remindersOf(kind, dueOn, today).find(({ to }) => to === 'acts')?.step ?? null;

type Reminder = string;

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

test.each([
	['notification-assessment', '2026-05-08', '2026-05-07'],
	['notification-assessment', '2026-05-09', '2026-05-08'], // a Saturday
	['notification-receipt', '2026-05-15', '2026-05-13'], // Thursday is Ascension Day
	['emergency-review', '2026-05-11', '2026-05-08'] // a Monday
] as const)('L-16, S-3: %s by %s is brought up on %s, and once it is late', (kind, dueOn, on) => {
	expect(reminderOf({ kind, dueOn }, addDays(on, -1))).toBeNull();
	expect(reminderOf({ kind, dueOn }, on)).toBe(`${kind}-soon`);
	expect(reminderOf({ kind, dueOn }, dueOn)).toBe(`${kind}-soon`);
	expect(reminderOf({ kind, dueOn }, addDays(dueOn, 1))).toBe(`${kind}-late`);
	expect(remindersOf(kind, dueOn, addDays(dueOn, 30)).some(({ to }) => to === 'hears')).toBe(false);
});

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

test('people are told on workdays by day, and not on a public holiday', () => {
	expect(isHumane('2026-05-04', '07:00')).toBe(true);
	expect(isHumane('2026-05-04', '06:59')).toBe(false);
	expect(isHumane('2026-05-04', '17:59')).toBe(true);
	expect(isHumane('2026-05-04', '18:00')).toBe(false);
	expect(isHumane('2026-05-09', '10:00')).toBe(false); // a Saturday
	expect(isHumane('2026-05-14', '10:00')).toBe(false); // Ascension Day
	expect(nextWorkday('2026-05-13')).toBe('2026-05-15');
	expect(nextWorkday('2026-05-08')).toBe('2026-05-11');
});

test('R-122: a decision due on Ascension Day is brought up on the Wednesday before', () => {
	expect(reminderOf({ kind: 'tovholder', dueOn: '2026-05-14' }, '2026-05-12')).toBeNull();
	expect(reminderOf({ kind: 'tovholder', dueOn: '2026-05-14' }, '2026-05-13')).toBe(
		'tovholder-due'
	);
});

test('what nobody has done three workdays after its day goes one step up, and a consent does not', () => {
	const up = (kind: DeadlineKind, today: string) =>
		remindersOf(kind, '2026-05-12', today).filter(({ to }) => to === 'hears').length;
	// Wednesday, Friday and Monday: Thursday the 14th is Ascension Day.
	expect(up('task', '2026-05-17')).toBe(0);
	expect(up('task', '2026-05-18')).toBe(1);
	expect(up('tovholder', '2026-05-18')).toBe(1);
	expect(up('consent', '2026-05-18')).toBe(0);
	expect(up('foreseen', '2026-05-18')).toBe(0);
});

describe.each([
	['agreement-last-notice', AGREEMENT_RHYTHMS['last-notice']],
	['agreement-expiry', AGREEMENT_RHYTHMS.expiry],
	['agreement-obligation', AGREEMENT_RHYTHMS.obligation]
] as const)('R-285, R-286 walked through workday by workday: %s', (kind, rhythm) => {
	test('each step comes up in its turn, and nothing else', () => {
		const steps = new Set<string>();
		for (let day = '2026-05-04'; day <= '2027-09-01'; day = addDays(day, 1))
			if (isWorkday(day))
				for (const { to, step } of remindersOf(kind, '2027-06-30', day))
					if (to === 'acts') steps.add(step);
		expect([...steps]).toEqual(rhythm.map((step) => `${kind} ${step}`));
	});
});

// Thursday 14 May is Ascension Day
test.each([
	['meeting', '2026-05-13', '2026-05-11', null],
	['meeting', '2026-05-13', '2026-05-12', 'meeting-soon'],
	['meeting', '2026-05-13', '2026-05-13', null],
	['group-meeting', '2026-05-18', '2026-05-15', 'meeting-soon'],
	['group-meeting', '2026-05-18', '2026-05-13', null],
	['meeting', '2026-05-14', '2026-05-13', 'meeting-soon'],
	// the last day for changes is a Sunday, and nobody is told on one
	['meeting-agenda', '2026-05-17', '2026-05-13', null],
	['meeting-agenda', '2026-05-17', '2026-05-15', 'agenda-not-sent'],
	['meeting-agenda', '2026-05-12', '2026-05-12', 'agenda-not-sent'],
	['meeting-agenda', '2026-05-12', '2026-05-13', null],
	['group-agenda', '2026-05-12', '2026-05-12', null]
] as const)('R-163 %s on %s is brought up on %s: %s', (kind, dueOn, today, step) => {
	expect(reminderOf({ kind, dueOn }, today)).toBe(step);
});

test('every reminder of every kind has its sentence, in both languages', () => {
	for (const kind of KINDS)
		for (let day = '2026-05-04'; day <= '2027-09-01'; day = addDays(day, 1))
			for (const { notice } of remindersOf(kind, '2027-06-30', day))
				for (const texts of [da, en])
					expect(texts).toHaveProperty(`notice_${notice.replaceAll('-', '_')}`);
});

test.each([
	['2026-05-08', []],
	['2026-05-09', ['child-declaration-soon']],
	['2026-06-08', ['child-declaration-soon']],
	['2026-06-09', ['child-declaration-late']]
])('L-21 a declaration that is due on 8 June, on %s: %j', (today, notices) => {
	const told = remindersOf('child-declaration', '2026-06-08', today);
	expect(told.map(({ notice }) => notice)).toEqual(notices);
});

test.each([
	['2026-05-12', []],
	['2026-05-13', ['erasure-answer-soon']],
	['2026-05-20', ['erasure-answer-soon']],
	['2026-05-21', ['erasure-answer-late']]
])('L-12 a wish to be erased that is to be answered by 20 May, on %s: %j', (today, notices) => {
	const told = remindersOf('erasure-answer', '2026-05-20', today);
	expect(told.map(({ notice, to }) => [notice, to])).toEqual(notices.map((each) => [each, 'acts']));
});

test.each([
	['2026-05-30', []],
	['2026-05-31', ['retention-soon']],
	['2026-07-09', ['retention-soon']]
])(
	'L-12 a closed pathway that is kept until 30 June is brought up a month before: %s',
	(today, notices) => {
		expect(remindersOf('retention', '2026-06-30', today).map(({ notice }) => notice)).toEqual(
			notices
		);
	}
);
