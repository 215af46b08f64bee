import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lacksOf, untold, type ClosingPlan, type Standing } from './closing.rules.ts';

const ready: ClosingPlan = {
	ground: 'criteria-gone',
	groundNote: '',
	criteria: [],
	plan: 'Hun ringer selv til boligrådgivningen.',
	citizenPart: 'together',
	citizenNote: '',
	toldOutside: []
};
const quiet: Standing = {
	openTasks: 0,
	openMeetings: 0,
	openMessages: 0,
	unseenChanges: 0,
	partners: []
};
const lacks = (plan: Partial<ClosingPlan>, standing: Partial<Standing> = {}) =>
	lacksOf({ ...ready, ...plan }, { ...quiet, ...standing });

test('R-153 a pathway closes when no criterion is met any more, or for another reason', () => {
	expect(lacks({})).toEqual([]);
	expect(lacks({ criteria: [2] })).toEqual(['criteria-still-met']);
	expect(lacks({ ground: 'citizens-wish', criteria: [1, 2] })).toEqual([]);
	expect(lacks({ ground: 'moved-away', criteria: [3] })).toEqual([]);
	expect(lacks({ ground: null })).toEqual(['no-ground']);
	expect(lacks({ ground: 'other' })).toEqual(['ground-unexplained']);
	expect(lacks({ ground: 'other', groundNote: 'Er indlagt' })).toEqual([]);
});

test('R-154 it takes a plan for the further course, and the citizen’s part in it', () => {
	expect(lacks({ plan: '  ' })).toEqual(['no-plan']);
	expect(lacks({ citizenPart: null })).toEqual(['no-citizen-part']);
	expect(lacks({ citizenPart: 'declined' })).toEqual(['citizen-part-unexplained']);
	expect(lacks({ citizenPart: 'declined', citizenNote: 'Ville ikke mødes' })).toEqual([]);
});

test('R-155 every partner is told, by Samspil or by the tovholder', () => {
	const partners = [
		{ id: 'a', isReached: true },
		{ id: 'b', isReached: false }
	];
	expect(lacks({}, { partners })).toEqual(['partner-not-told']);
	expect(lacks({ toldOutside: ['a'] }, { partners })).toEqual(['partner-not-told']);
	expect(lacks({ toldOutside: ['b'] }, { partners })).toEqual([]);
});

test('R-155 somebody without an account is told where it stands with its day, and not by a tick', () => {
	const partners = (isReached: boolean) => [{ id: 'c', isReached, isContact: true }];
	const toldOutside = ['c'];
	expect(lacks({ toldOutside }, { partners: partners(false) })).toEqual(['partner-not-told']);
	expect(lacks({}, { partners: partners(true) })).toEqual([]);
});

test('nothing that somebody waits for is left behind', () => {
	expect(lacks({}, { openTasks: 1 })).toEqual(['open-tasks']);
	expect(lacks({}, { openMeetings: 2 })).toEqual(['open-meetings']);
	// afterwards nobody can answer
	expect(lacks({}, { openMessages: 1 })).toEqual(['open-messages']);
	expect(lacks({}, { unseenChanges: 1 })).toEqual(['unseen-changes']);
});

test('what is untold is always a partner that Samspil does not reach', () => {
	const id = fc.constantFrom('a', 'b', 'c', 'd');
	const partners = fc.uniqueArray(fc.record({ id, isReached: fc.boolean() }), {
		selector: (each) => each.id
	});
	fc.assert(
		fc.property(partners, fc.array(id), (all, toldOutside) => {
			const left = untold({ ...ready, toldOutside }, { ...quiet, partners: all });
			for (const each of all)
				expect(left.includes(each.id)).toBe(!each.isReached && !toldOutside.includes(each.id));
		})
	);
});
