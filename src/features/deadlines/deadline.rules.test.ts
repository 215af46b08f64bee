/** Deadlines from facts, asked of thousands of invented facts: none missing, none twice, and none that moves by itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clocksOf } from '#features/children/clocks.rules.ts';
import { addDays, dayOf, instantAt, type Day } from '#values/day.ts';
import { lastAgendaDay } from '#features/held-meetings/agenda.rules.ts';
import { addWorkdays, COUNTED_DAYS, isWorkday, type CountedDays } from '#values/holiday.ts';
import { deadlinesOf as worked, keyOf, type Fact, type Holder } from './deadline.rules.ts';
import { DEADLINE_KINDS, kindOf, KINDS, type DeadlineKind, type Part } from './kind.rules.ts';

const TODAY: Day = '2026-05-04';

/** In a municipality that counts before meetings as most do. */
const deadlinesOf = (facts: readonly Fact[], today: Day, days: CountedDays = 'calendar') =>
	worked(facts, today, days);

const place = (subject: string) => ({
	subject,
	about: 'about',
	seen: 'collaboration' as const,
	collaboration: 'solby',
	document: null,
	pathway: null,
	scope: null,
	path: '/somewhere'
});

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-06-01', days));
const holder: fc.Arbitrary<Holder> = fc.record({
	person: fc.constantFrom('anna', 'bo', 'carl', 'dorte'),
	organisation: fc.constantFrom('solby', 'shelter')
});
const PARTS: Part[] = [
	'responsible',
	'leader',
	'steering',
	'manager',
	'tovholder',
	'owner',
	'party'
];
const parts = fc.dictionary(fc.constantFrom(...PARTS), fc.array(holder, { maxLength: 3 }));

/** A day of its own. */
const PLAIN = KINDS.filter(
	(kind) =>
		!/^(meeting|agreement-meeting|agreement-frequent-meeting|agreement-plan|child-declaration|emergency-review|erasure-answer|notification-|group-(meeting|agenda|minutes|rhythm))/.test(
			kind
		)
) as Extract<Fact, { day: Day }>['kind'][];

const fact: fc.Arbitrary<Fact> = fc.tuple(fc.uuid(), parts, day).chain(([subject, people, on]) =>
	fc
		.oneof(
			fc.constantFrom(...PLAIN).map((kind) => ({ kind }) as never),
			fc
				.constantFrom('invited' as const, 'minutes' as const)
				.map((state) => ({ kind: 'meeting' as const, state })),
			fc.record({
				kind: fc.constantFrom('group-meeting' as const, 'agreed-group-meeting' as const),
				state: fc.constantFrom('planned' as const, 'invited' as const)
			}),
			fc.record({
				kind: fc.constant('group-rhythm' as const),
				until: fc.option(day),
				state: fc.constantFrom('begun' as const, 'held' as const),
				frequency: fc.constantFrom('weekly' as const, 'monthly' as const, 'quarterly' as const)
			}),
			fc.record({ kind: fc.constant('agreement-plan' as const), until: fc.constant(null) }),
			fc.record({
				kind: fc.constantFrom(
					'child-declaration' as const,
					'emergency-review' as const,
					'erasure-answer' as const
				)
			}),
			fc.record({
				kind: fc.constant('plan-yearly' as const),
				until: fc.option(day),
				state: fc
					.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 14 }))
					.map(([times, held]) => `${times} ${held}`)
			}),
			fc.record({
				kind: fc.constant('agreement-series' as const),
				until: fc.option(day),
				frequency: fc.constantFrom('weekly' as const, 'monthly' as const, 'quarterly' as const)
			})
		)
		.map(
			(more: object) => ({ ...place(subject), parts: people, day: on, ...more }) as unknown as Fact
		)
);
const facts = fc.uniqueArray(fact, { selector: ({ subject }) => subject, maxLength: 20 });

describe('whatever the facts', () => {
	test('no deadline comes twice, and they come in the order of their days', () => {
		fc.assert(
			fc.property(facts, day, (some, today) => {
				const keys = deadlinesOf([...some, ...some], today).map(keyOf);
				expect(new Set(keys).size).toBe(keys.length);
				expect(keys).toEqual(keys.toSorted());
				expect(keys).toEqual(deadlinesOf(some, today).map(keyOf));
			})
		);
	});

	test('none is left out: a fact with a day gives exactly that day', () => {
		fc.assert(
			fc.property(facts, day, (some, today) => {
				const all = deadlinesOf(some, today);
				for (const { kind, subject, day: on } of some) {
					const mine = all.filter((each) => each.subject === subject);
					if (kind === 'meeting')
						expect(mine.filter((each) => each.kind === 'meeting-minutes')).toHaveLength(1);
					else if (kind === 'group-meeting' || kind === 'agreed-group-meeting')
						expect(new Set(mine.map((each) => each.kind)).size).toBe(mine.length);
					else if (kind === 'group-rhythm') expect(mine.length).toBeLessThanOrEqual(1);
					else if (
						/^(agreement-plan|child-declaration|emergency-review|erasure-answer)$/.test(kind)
					)
						expect(mine).toHaveLength(1);
					else if (kind === 'plan-yearly') expect(mine.length).toBeLessThanOrEqual(12);
					else if (kind !== 'agreement-series')
						expect(mine.map((each) => [each.kind, each.dueOn])).toEqual([[kind, on]]);
				}
				expect(new Set(all.map(({ subject }) => subject)).size).toBeLessThanOrEqual(some.length);
			})
		);
	});

	test('the order in which they are told makes no difference, nor that of the people', () => {
		fc.assert(
			fc.property(
				facts.chain((some) =>
					fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))
				),
				day,
				([some, shuffled], today) => {
					const turned = shuffled.map((each) => ({
						...each,
						parts: Object.fromEntries(
							Object.entries(each.parts).map(([part, people]) => [part, people!.toReversed()])
						)
					}));
					expect(deadlinesOf(turned, today)).toEqual(deadlinesOf(some, today));
				}
			)
		);
	});

	test('A-3 how days before a meeting are counted moves its agenda, to the very day that its page says, and nothing else', () => {
		const counted = fc.constantFrom(...COUNTED_DAYS);
		fc.assert(
			fc.property(facts, day, counted, (some, today, days) => {
				const all = deadlinesOf(some, today, days);
				const isAgenda = ({ kind }: { kind: DeadlineKind }) =>
					kind === 'meeting-agenda' || kind === 'group-agenda';
				const others = (some: typeof all) => some.filter((each) => !isAgenda(each));
				expect(others(all)).toEqual(others(deadlinesOf(some, today, 'calendar')));
				const wanted = some.flatMap((one) => {
					const isGroups = one.kind === 'group-meeting' || one.kind === 'agreed-group-meeting';
					if (!(isGroups || one.kind === 'meeting') || one.state !== 'invited') return [];
					const dueOn = lastAgendaDay(one.day, days);
					return today <= dueOn ? [`${one.subject} ${dueOn}`] : [];
				});
				expect(
					all
						.filter(isAgenda)
						.map(({ subject, dueOn }) => `${subject} ${dueOn}`)
						.sort()
				).toEqual(wanted.sort());
			})
		);
	});

	test('one that moves moves its own deadlines and no other', () => {
		fc.assert(
			fc.property(facts, fact, fc.integer({ min: 1, max: 60 }), day, (some, one, days, today) => {
				fc.pre(some.every(({ subject }) => subject !== one.subject));
				const others = deadlinesOf(some, today).map(keyOf);
				const of = (moved: Fact) => {
					const all = deadlinesOf([...some, moved], today);
					expect(all.filter(({ subject }) => subject !== one.subject).map(keyOf)).toEqual(others);
					return all.filter(({ subject }) => subject === one.subject);
				};
				const [before, after] = [of(one), of({ ...one, day: addDays(one.day, days) } as Fact)];
				if (one.kind === 'agreement-series' || one.kind === 'plan-yearly') return;
				if (/^(agreed-)?group-/.test(one.kind) && one.kind !== 'group-task') return;
				// a year or a month later: of the last days of a month there is one in shorter ones
				if (/^(agreement-plan|child-declaration|erasure-answer)$/.test(one.kind)) {
					expect(after[0]!.dueOn >= before[0]!.dueOn).toBe(true);
					return;
				}
				if (one.kind === 'meeting') {
					const dueOf = (all: typeof after, wanted: DeadlineKind) =>
						all.filter(({ kind }) => kind === wanted).map(({ dueOn }) => dueOn);
					// A meeting that moves on from what lies ahead still lies ahead, and its agenda with it.
					for (const kind of ['meeting', 'meeting-agenda'] as const)
						if (dueOf(before, kind).length > 0)
							expect(dueOf(after, kind)).toEqual(
								dueOf(before, kind).map((due) => addDays(due, days))
							);
					expect(dueOf(after, 'meeting-minutes')).toEqual([addWorkdays(addDays(one.day, days), 5)]);
					return;
				}
				expect(after.map(({ dueOn }) => dueOn)).toEqual(
					before.map(({ dueOn }) => addDays(dueOn, days))
				);
			})
		);
	});

	test('whoever has the first part that anybody has must act, and all of them; what goes up reaches somebody new', () => {
		fc.assert(
			fc.property(facts, day, (some, today) => {
				for (const { kind, subject, acts, hears } of deadlinesOf(some, today)) {
					const { parts: people } = some.find((each) => each.subject === subject)!;
					const first = kindOf(kind).acts.find((part) => people[part]?.length);
					const names = (holders: readonly Holder[] = []) =>
						[
							...new Set(holders.map(({ person, organisation }) => `${person} ${organisation}`))
						].sort();
					expect(names(acts)).toEqual(names(first && people[first]));
					if (hears.length > 0)
						expect(names(hears).some((name) => !names(acts).includes(name))).toBe(true);
				}
			})
		);
	});
});

test('L-21 the declaration on child certificates is due a year after the last, for those who keep the register', () => {
	const keeper = { person: 'poul', organisation: 'natteravne' };
	const parts = { responsible: [keeper] };
	const [due] = deadlinesOf(
		[{ ...place('a'), parts, kind: 'child-declaration', day: '2025-06-08' }],
		'2026-05-04'
	);
	expect(due).toMatchObject({ dueOn: '2026-06-08', acts: [keeper], hears: [] });
});

test('S-3, L-12 an emergency access is reviewed within a week, and a wish to be erased is answered within a month, by the officers', () => {
	const officer = { person: 'bodil', organisation: 'solby' };
	const parts = { responsible: [officer] };
	const dues = (kind: 'emergency-review' | 'erasure-answer', day: Day) =>
		deadlinesOf([{ ...place('a'), parts, kind, day }], '2026-05-04');
	expect(dues('emergency-review', '2026-05-01')).toMatchObject([
		{ dueOn: '2026-05-08', acts: [officer], hears: [] }
	]);
	expect(dues('erasure-answer', '2026-01-31')).toMatchObject([
		{ dueOn: '2026-02-28', acts: [officer], hears: [] }
	]);
});

describe('L-16 what follows from a notification that a municipality has received', () => {
	const MUNICIPAL = { person: 'anna', organisation: 'solby' };
	const of = (received: Date, week: 'weekdays' | 'saturdays' = 'weekdays') =>
		(['notification-assessment', 'notification-receipt'] as const).map(
			(kind) =>
				deadlinesOf(
					[
						{
							...place('n'),
							parts: { tovholder: [MUNICIPAL], leader: [{ person: 'bo', organisation: 'solby' }] },
							day: dayOf(received),
							...(kind === 'notification-receipt'
								? { kind, state: week }
								: { kind, state: received.toISOString() })
						}
					],
					dayOf(received)
				)[0]!
		);

	test('a Saturday is one of the six where the municipality has said so', () => {
		const friday = new Date('2026-06-12T10:00:00Z');
		expect(of(friday).map(({ dueOn }) => dueOn)).toEqual(['2026-06-13', '2026-06-22']);
		expect(of(friday, 'saturdays')[1]!.dueOn).toBe('2026-06-19');
	});

	test('the very days that the page of the child shows, for whoever holds the threads, and nobody hears of it', () => {
		const received = fc.date({
			min: new Date('2024-01-01T00:00:00Z'),
			max: new Date('2034-12-31T00:00:00Z'),
			noInvalidDate: true
		});
		fc.assert(
			fc.property(received, (at) => {
				const clocks = clocksOf({ receivedAt: at, assessedAt: null, receiptedOn: null }, at)!;
				const [assessment, receipt] = of(at);
				expect(assessment!.dueOn).toBe(dayOf(clocks.assessment.by));
				expect(receipt!.dueOn).toBe(clocks.receipt.by);
				for (const each of [assessment!, receipt!])
					expect([each.acts, each.hears]).toEqual([[MUNICIPAL], []]);
			})
		);
	});

	test('late in the evening before the clocks are changed it is the next day by the clock of Denmark', () => {
		expect(of(instantAt('2026-03-28', '23:30'))[0]!.dueOn).toBe('2026-03-30');
		expect(of(instantAt('2026-10-24', '23:30'))[0]!.dueOn).toBe('2026-10-25');
		expect(of(instantAt('2026-10-24', '00:30'))[0]!.dueOn).toBe('2026-10-25');
	});
});

describe('what follows from a meeting', () => {
	const of = (on: Day, state: 'invited' | 'minutes', today: Day) =>
		deadlinesOf([{ ...place('m'), parts: {}, kind: 'meeting', day: on, state }], today).map(
			({ kind, dueOn }) => [kind, dueOn] as const
		);

	test('R-163 the agenda is changed until the end of the second day before, also over the change to summer time', () => {
		expect(of('2026-03-30', 'invited', '2026-03-01')).toContainEqual([
			'meeting-agenda',
			'2026-03-28'
		]);
		expect(of('2025-10-10', 'invited', '2025-10-08')).toContainEqual([
			'meeting-agenda',
			'2025-10-08'
		]);
		expect(of('2025-10-10', 'invited', '2025-10-09').map(([kind]) => kind)).not.toContain(
			'meeting-agenda'
		);
	});

	test('R-170 minutes are asked for after five workdays, and a public holiday is none', () => {
		// Ascension Day is Thursday 14 May 2026.
		expect(of('2026-05-11', 'minutes', '2026-05-12')).toEqual([['meeting-minutes', '2026-05-19']]);
	});

	test('a meeting that is held is ahead of nobody', () => {
		expect(of('2026-05-04', 'invited', '2026-05-04').map(([kind]) => kind)).toContain('meeting');
		for (const state of ['invited', 'minutes'] as const)
			expect(of('2026-05-04', state, '2026-05-05').map(([kind]) => kind)).toEqual([
				'meeting-minutes'
			]);
	});

	test('R-162 a meeting whose minutes are begun is the meeting of that day still', () => {
		expect(of('2026-05-04', 'minutes', '2026-05-04').map(([kind]) => kind)).toEqual([
			'meeting',
			'meeting-minutes'
		]);
	});
});

describe('what follows from a group’s meeting', () => {
	const of = (
		on: Day,
		state: 'planned' | 'invited',
		today: Day,
		kind: 'group-meeting' | 'agreed-group-meeting' = 'group-meeting'
	) =>
		deadlinesOf([{ ...place('m'), parts: {}, kind, day: on, state }], today).map(
			({ kind: what, dueOn }) => [what, dueOn] as const
		);

	test('R-163, R-170 once it is called together its agenda and its minutes have a day', () => {
		expect(of('2026-03-30', 'invited', '2026-03-28')).toEqual([
			['group-agenda', '2026-03-28'],
			['group-meeting', '2026-03-30'],
			// Maundy Thursday, Good Friday and Easter Monday are none of the five
			['group-minutes', '2026-04-09']
		]);
		expect(of('2026-03-30', 'invited', '2026-03-31')).toEqual([['group-minutes', '2026-04-09']]);
	});

	test('one that is only planned is on its day, and asks for nothing', () => {
		expect(of('2026-03-30', 'planned', '2026-03-30')).toEqual([['group-meeting', '2026-03-30']]);
		expect(of('2026-03-30', 'planned', '2026-03-31')).toEqual([]);
	});

	test('one of an agreement is on the days of its series already', () => {
		expect(of('2026-03-30', 'invited', '2026-03-29', 'agreed-group-meeting')).toEqual([
			['group-minutes', '2026-04-09']
		]);
	});
});

describe('R-222 by when a series is held again', () => {
	const of = (state: 'begun' | 'held', until: Day | null = null) =>
		deadlinesOf(
			[
				{
					...place('s'),
					...{ parts: {}, kind: 'group-rhythm', day: '2026-01-13', frequency: 'quarterly' },
					...{ state, until }
				} as Fact
			],
			TODAY
		).map(({ dueOn }) => dueOn);

	test('its rhythm after the last meeting and three weeks, or a week after the day of the first', () => {
		expect(of('held')).toEqual(['2026-05-04']);
		expect(of('begun')).toEqual(['2026-01-20']);
	});

	test('not after it is over', () => {
		expect(of('held', '2026-05-04')).toEqual(['2026-05-04']);
		expect(of('held', '2026-05-03')).toEqual([]);
	});
});

describe('R-259 the plan of a partnership', () => {
	test.each([
		['is looked over within twelve months', '2025-08-01', null, '2026-08-01'],
		['on the last day of a shorter month', '2024-02-29', null, '2025-02-28'],
		['within twelve months of when it was gone through', '2025-08-01', '2026-05-04', '2027-05-04'],
		['and covers two years, whenever it was', '2025-08-01', '2026-09-01', '2027-07-31'],
		['also where that was late', '2025-08-01', '2028-01-10', '2027-07-31'],
		['but not by a review of what stood before it', '2025-08-01', '2025-07-01', '2026-08-01']
	] as const)('%s', (_, day, until, dueOn) => {
		const plan: Fact = { ...place('a'), parts: {}, kind: 'agreement-plan', day, until };
		expect(deadlinesOf([plan], TODAY).map((each) => [each.kind, each.dueOn])).toEqual([
			['agreement-plan', dueOn]
		]);
	});
});

describe('R-222 what follows from a series of meetings', () => {
	const of = (frequency: 'weekly' | 'monthly', until: Day | null = null) =>
		deadlinesOf(
			[{ ...place('s'), parts: {}, kind: 'agreement-series', day: '2026-04-14', frequency, until }],
			TODAY
		);

	test('the meetings of the coming year, none on a public holiday', () => {
		const monthly = of('monthly');
		expect(monthly).toHaveLength(12);
		expect(monthly[0]!.dueOn).toBe('2026-05-12');
		for (const { dueOn } of monthly) expect(isWorkday(dueOn)).toBe(true);
	});

	test('none after its last day', () => {
		expect(of('monthly', '2026-06-30').map(({ dueOn }) => dueOn)).toEqual([
			'2026-05-12',
			'2026-06-09'
		]);
	});

	test('of a weekly one the next alone', () => {
		expect(of('weekly').map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
			['agreement-frequent-meeting', '2026-05-05']
		]);
	});
});

test('every kind says which rule it comes from, where it was read, and who must act', () => {
	for (const kind of Object.keys(DEADLINE_KINDS) as DeadlineKind[]) {
		const { rule, source, acts } = kindOf(kind);
		expect(rule).toMatch(/^(R-\d{3}|S-\d|L-\d+)$/);
		expect(source).toMatch(
			/^(00\d:\d+|ours|GDPR art\. \d+|børneattestloven|barnets lov §§? \d+(–\d+)?)$/
		);
		expect(acts.length).toBeGreaterThan(0);
	}
});
