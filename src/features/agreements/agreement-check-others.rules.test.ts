/** What is found in a cooperation agreement and in a partnership agreement before they are sent. */
import { describe, expect, test } from 'vitest';
import type { Answers, Row } from '#features/documents/template.rules.ts';
import {
	about,
	choice,
	date,
	given,
	number,
	parties,
	person,
	row,
	rows,
	today
} from './test-checked.ts';

describe('roles in a cooperation agreement', () => {
	const roles = (cells: Row['cells']) => ({
		'role-distribution': given({
			kind: 'groups',
			groups: {
				economic: { rows: [row('1', { role: 'Budget', party: 'solby', ...cells })], none: '' },
				functional: { rows: [], none: 'Senere' },
				professional: { rows: [], none: 'Senere' }
			}
		})
	});
	const judged = (cells: Row['cells']) =>
		about(['role-distribution'], 'cooperation-agreement', [], roles({ towards: '7', ...cells }));
	const owned = { manager: 'karen.solby', worker: 'bo.solby' };

	test.each([
		['somebody at both levels', owned, []],
		['nobody', {}, ['stops role-without-owner role-distribution 1']],
		[
			'a manager only',
			{ manager: 'karen.solby' },
			['stops role-without-owner role-distribution 1']
		],
		['a manager, and open in daily work', { manager: 'karen.solby', open: 'daily-work' }, []],
		[
			'a manager, and open where there is one',
			{ manager: 'karen.solby', open: 'management' },
			['stops role-without-owner role-distribution 1']
		],
		['a worker, and open in management', { worker: 'bo.solby', open: 'management' }, []],
		['nobody, and open at both', { open: 'both' }, []]
	])('R-196 a role with %s: %j', (_, cells, expected) => {
		expect(judged(cells)).toEqual(expected);
	});

	test('R-198 one that serves no goal is told, and stops nothing', () => {
		expect(judged({ ...owned, towards: '' })).toEqual([
			'warns role-without-goal role-distribution 1'
		]);
	});

	test('R-190 it shows who has not shared what they hope for', () => {
		const incentives = { 'incentives@solby': given({ kind: 'choices', chosen: ['cause'] }) };
		const keys = parties.map((party) => `incentives@${party}`);
		expect(about(keys, 'cooperation-agreement', ['incentives'], incentives)).toEqual([
			'warns empty-party-block incentives@natly'
		]);
	});
});

describe('dates and figures of a partnership agreement', () => {
	const term = ['starts-on', 'ends-on', 'stated-years', 'notice-months', 'review-on'];
	const judged = (answers: Answers) =>
		about(term, 'partnership-agreement', [], {
			'starts-on': date('2026-12-01'),
			'ends-on': date('2033-06-30'),
			'notice-months': number('6'),
			...answers
		});

	test('R-242 A-6 years that do not fit the dates are told, and stop nothing', () => {
		expect(judged({ 'stated-years': number('10') })).toEqual(['warns term-disagrees stated-years']);
		const ten = { 'stated-years': number('10'), 'ends-on': date('2036-11-30') };
		expect(judged(ten)).toEqual([]);
		expect(judged({})).toEqual([]);
	});

	test('R-285 an agreement over before it begins, or already, is not sent', () => {
		expect(judged({ 'ends-on': date('2026-11-30') })).toEqual([
			'stops expires-before-it-begins ends-on'
		]);
		const past = { 'starts-on': date('2025-01-01'), 'ends-on': date('2026-11-21') };
		expect(judged(past)).toEqual(['stops ends-in-the-past ends-on']);
		const lastDay = { ...past, 'ends-on': date(today), 'review-on': date(today) };
		expect(judged(lastDay)).toEqual([]);
	});

	test('R-286 a notice is whole months, and not of centuries', () => {
		for (const months of ['6.5', '-3', '121', '99999'])
			expect(judged({ 'notice-months': number(months) })).toContain(
				'stops notice-not-whole-months notice-months'
			);
		expect(judged({ 'notice-months': number('120') }).join()).not.toContain('stops');
	});

	test('R-286 a notice that could never have effect is told', () => {
		const short = { 'ends-on': date('2027-06-30'), 'review-on': date('2027-03-01') };
		expect(judged(short)).toEqual(['warns notice-without-effect notice-months']);
		expect(judged({ ...short, 'ends-on': date('2027-07-31') })).toEqual([]);
	});

	test('R-005 a review after the end is told', () => {
		expect(judged({ 'review-on': date('2033-07-01') })).toEqual([
			'warns review-after-end review-on'
		]);
		expect(judged({ 'review-on': date('2033-06-30') })).toEqual([]);
	});

	test('R-243 ages stand in their order', () => {
		const ages = (from: string, to: string) =>
			about(['age-to'], 'partnership-agreement', [], {
				'age-from': number(from),
				'age-to': number(to)
			});
		expect(ages('18', '0')).toEqual(['stops ages-crossed age-to']);
		expect(ages('0', '18')).toEqual([]);
		expect(ages('7', '7')).toEqual([]);
	});

	test('R-261 a party that wants to approve its name says who does', () => {
		const keys = parties.map((party) => `approval-contact@${party}`);
		const judge = (answers: Answers) => about(keys, 'partnership-agreement', [], answers);
		const wants = { 'name-approval@natly': choice('yes'), 'name-approval@solby': choice('no') };
		expect(judge(wants)).toEqual(['stops approval-contact-missing approval-contact@natly']);
		expect(judge({ ...wants, 'approval-contact@natly': person('eva.natly') })).toEqual([]);
		expect(judge({ ...wants, 'approval-contact@natly': person('karen.solby') })).toEqual([
			'stops not-of-the-party approval-contact@natly'
		]);
	});

	test('R-267 a local project leader with less than half their time is told', () => {
		const leaders = (share: string) =>
			about(['local-leaders'], 'partnership-agreement', [], {
				'local-leaders': rows(
					row('1', { municipality: 'solby', leader: 'karen.solby', 'full-time-share': share })
				)
			});
		expect(leaders('0.4')).toEqual(['warns leader-below-half-time local-leaders 1']);
		expect(leaders('0.5')).toEqual([]);
		expect(leaders('')).toEqual([]);
	});
});
