import { expect, test } from 'vitest';
import {
	bornBy,
	digitsOf,
	isNumberOf,
	isToldInTime,
	leading,
	mayHandOver,
	mayReceive,
	maySend,
	recordedAs,
	settles,
	standingAfter,
	standingOf,
	toldOn,
	type PostState
} from './digital-post.rules.ts';

const NOW = new Date('2026-11-28T10:00:00Z');
const TODAY = '2026-11-28';

test('L-30 the citizen is told when the letter is available, by the day in Denmark', () => {
	expect(toldOn({ availableAt: new Date('2026-12-08T22:59:00Z') })).toBe('2026-12-08');
	expect(toldOn({ availableAt: new Date('2026-12-08T23:01:00Z') })).toBe('2026-12-09');
	expect(toldOn({ availableAt: new Date('2026-06-08T22:01:00Z') })).toBe('2026-06-09');
	expect(toldOn({ availableAt: null })).toBeNull();
});

test('L-30 whether it was in time is counted from that day, and not from when it was sent', () => {
	expect(isToldInTime('2026-12-08', '2026-12-08')).toBe(true);
	expect(isToldInTime('2026-12-09', '2026-12-08')).toBe(false);
	expect(isToldInTime('2026-12-09', null)).toBe(true);
});

test.each([
	['sending', 0, 'sending'],
	['sending', 3 * 60_000, 'unsure'],
	['accepted', 3 * 60_000, 'accepted'],
	['available', 9e9, 'available'],
	['refused', 9e9, 'refused']
] as const)('a letter %s for %i milliseconds is %s', (state, age, stands) => {
	expect(standingOf({ state, changedAt: new Date(NOW.getTime() - age) }, NOW)).toBe(stands);
});

test('L-30 a letter is handed over where none is on its way or there', () => {
	const may = (state: PostState) => mayHandOver({ state, changedAt: NOW }, NOW);
	expect(mayHandOver(null, NOW)).toBe(true);
	expect((['refused', 'unsure'] as const).map(may)).toEqual([true, true]);
	expect((['sending', 'accepted', 'available'] as const).map(may)).toEqual([false, false, false]);
});

test('L-30 all is about the letter that is there, else the one on its way or in doubt, else the last that was refused', () => {
	const posts = (...states: PostState[]) =>
		states.map((state, day) => ({ state, askedAt: new Date(2026, 0, 1 + day) }));
	const of = (...states: PostState[]) => {
		const all = posts(...states);
		return all.indexOf(leading(all)!);
	};
	expect(leading([])).toBeUndefined();
	expect(of('refused', 'refused')).toBe(1);
	expect(of('refused', 'unsure', 'refused')).toBe(1);
	expect(of('available', 'accepted', 'refused'), 'said late to be there').toBe(0);
});

const NO = { state: 'refused', reason: 'exempt', word: 'recipient.exempt' } as const;
test('L-30, L-10 of a letter that goes again nobody says that it was refused: the first may have arrived', () => {
	expect(standingAfter(NO, 1)).toEqual(NO);
	expect(standingAfter(NO, 2)).toEqual({ ...NO, state: 'unsure' });
	expect(standingAfter({ state: 'accepted' }, 2)).toEqual({ state: 'accepted' });
	expect(standingAfter({ state: 'unsure' }, 1)).toEqual({ state: 'unsure' });
	expect([NO, standingAfter(NO, 2), { state: 'accepted' } as const].map(recordedAs)).toEqual([
		'digital-post.refused',
		'digital-post.unsure',
		'digital-post.sent'
	]);
});

test('L-30 guests are told by hand, whatever the citizen gets', () => {
	expect(settles([{ kind: 'citizen' }, { kind: 'person' }])).toBe(true);
	expect(settles([{ kind: 'citizen' }, { kind: 'guest' }])).toBe(false);
});

test('L-7, L-30 an authority sends, under its own number, by whoever holds the threads', () => {
	const sender = {
		isTovholder: true,
		organisation: 'solby',
		tenant: 'solby',
		kind: 'municipality',
		cvr: '29189846'
	};
	expect(maySend(sender, '29189846')).toBe(true);
	expect(maySend({ ...sender, isTovholder: false }, '29189846')).toBe(false);
	expect(maySend({ ...sender, organisation: 'herberget' }, '29189846')).toBe(false);
	expect(maySend({ ...sender, organisation: null, tenant: null }, '29189846')).toBe(false);
	expect(maySend({ ...sender, kind: 'voluntary' }, '29189846')).toBe(false);
	expect(maySend({ ...sender, cvr: null }, '29189846')).toBe(false);
	expect(maySend({ ...sender, cvr: '11111111' }, '29189846')).toBe(false);
});

test('L-30 nobody under 15 is sent Digital Post, and nobody who gets mails', () => {
	const may = (birthDate: string, getsMail = false, isOpen = true) => {
		const outcome = mayReceive({ birthDate, getsMail }, isOpen, TODAY);
		return outcome.ok || outcome.reason;
	};
	expect(may('1990-05-01')).toBe(true);
	expect(may('2011-11-28'), 'fifteen today').toBe(true);
	expect(may('2011-11-29')).toBe('post-under-15');
	expect(may('1990-05-01', true)).toBe('post-citizen-gets-mail');
	expect(may('1990-05-01', false, false)).toBe('post-task-over');
});

test.each([
	['010590-1234', '0105901234'],
	[' 010590 1234 ', '0105901234'],
	['0105901234', '0105901234'],
	['01-05-90-1234', null],
	['010590123', null],
	['01059012345', null],
	['', null]
])('%j is the number %j', (typed, digits) => expect(digitsOf(typed)).toBe(digits));

test.each([
	['0105901234', '1990-05-01'],
	['0105364234', '2036-05-01'],
	['0105374234', '1937-05-01'],
	['0105065234', '2006-05-01'],
	['0105109234', '2010-05-01'],
	['2902004000', '2000-02-29'],
	['2902010000', null],
	['6105901234', null],
	['0113901234', null],
	// of 1858
	['0105588234', null]
])('%s was born on %s', (digits, born) => expect(bornBy(digits)).toBe(born));

test('L-30 the number of somebody born on another day is not this citizen’s', () => {
	expect(isNumberOf('0105901234', { birthDate: '1990-05-01' })).toBe(true);
	expect(isNumberOf('0205901234', { birthDate: '1990-05-01' })).toBe(false);
	expect(isNumberOf('0105104234', { birthDate: '1910-05-01' })).toBe(false);
});
