import { expect, test } from 'vitest';
import type { Answers } from '#features/documents/template.rules.ts';
import { addDays } from '#values/day.ts';
import { frameworkTemplate } from './framework-template.rules.ts';
import {
	answersIn,
	isSettled,
	mayWriteSection,
	openRound,
	outcomeOf,
	stateOf
} from './round.rules.ts';

const TODAY = '2026-05-04';
const writers = { host: 'solby', leader: 'lone', deputy: 'dan' };
const seat = (person: string, organisation = 'solby') => ({ person, organisation });
const audience = frameworkTemplate.sections[0]!;
const plans = frameworkTemplate.sections.find(({ key }) => key === 'plans')!;
const text = (said: string): Answers => ({
	age: { value: { kind: 'text', text: said }, notApplicable: null }
});

test('R-074 what was said of a section counts for the answers it was said of', () => {
	const check = { section: 'plans', outcome: 'still-right', mark: 'a' } as const;
	expect(stateOf('plans', [], 'a')).toBe('waiting');
	expect(stateOf('plans', [{ ...check, section: 'offers' }], 'a')).toBe('waiting');
	expect(stateOf('plans', [check], 'a')).toBe('still-right');
	expect(stateOf('plans', [{ ...check, outcome: 'changed' }], 'a')).toBe('changed');
	expect(stateOf('plans', [check], 'b')).toBe('changed-since');
	expect((['waiting', 'still-right', 'changed', 'changed-since'] as const).map(isSettled)).toEqual([
		false,
		true,
		true,
		false
	]);
});

test('R-097 whether a section changed is found by comparing it with the version in force, question by question', () => {
	expect(outcomeOf(audience, text('18–30'), text('18–30'))).toBe('still-right');
	expect(outcomeOf(audience, text('18–30'), text('18–35'))).toBe('changed');
	expect(outcomeOf(plans, text('18–30'), text('18–35'))).toBe('still-right');
});

test('a mark is of every question of the section, answered or not', () => {
	expect(Object.keys(answersIn(audience, text('18–30')))).toEqual(
		audience.fields.map(({ key }) => key)
	);
});

test('R-066 the owner of a section writes in it while a round is open, and nowhere else', () => {
	const owners = [{ section: 'plans', ...seat('aviaja', 'kilden') }];
	const may = (who: ReturnType<typeof seat>, section: string, isRoundOpen = true) =>
		mayWriteSection(who, writers, { section, isRoundOpen, owners });
	expect(may(seat('aviaja', 'kilden'), 'plans')).toBe(true);
	expect(may(seat('aviaja', 'kilden'), 'plans', false)).toBe(false);
	expect(may(seat('aviaja', 'kilden'), 'offers')).toBe(false);
	expect(may(seat('aviaja', 'solby'), 'plans')).toBe(false);
	for (const writer of ['lone', 'dan']) expect(may(seat(writer), 'offers', false)).toBe(true);
});

test('a round has somebody for each section, a last day ahead, and no other beside it', () => {
	const owners = frameworkTemplate.sections.map(({ key }) => ({ section: key, ...seat('lone') }));
	const open = (change: { dueOn?: string; without?: string; isRoundOpen?: boolean } = {}) =>
		openRound(
			{
				dueOn: change.dueOn ?? TODAY,
				owners: owners.filter(({ section }) => section !== change.without)
			},
			[seat('lone')],
			{ today: TODAY, isRoundOpen: change.isRoundOpen ?? false }
		);
	expect(open()).toEqual({ ok: true, value: owners });
	expect(open({ dueOn: addDays(TODAY, -1) })).toMatchObject({ reason: 'in-the-past' });
	expect(open({ without: 'plans' })).toMatchObject({ reason: 'section-without-owner' });
	expect(open({ isRoundOpen: true })).toMatchObject({ reason: 'round-already-open' });
	expect(
		openRound({ dueOn: TODAY, owners }, [seat('lone', 'kilden')], {
			today: TODAY,
			isRoundOpen: false
		})
	).toMatchObject({ reason: 'section-without-owner' });
});
