import { describe, expect, test } from 'vitest';
import {
	confirm,
	confirmationsAwaited,
	type Confirmation,
	type ConfirmationWish,
	type Side
} from './confirmation.rules.ts';
import { AGREEMENT_KINDS, partyRowsOf, wayOf } from '#features/agreements/kind.rules.ts';

const sides: Side[] = [
	{ party: 'solby', isRegistered: true },
	{ party: 'gartnerne', isRegistered: false }
];
const members = [
	{
		person: 'eva',
		organisation: 'solby',
		activeFrom: '2026-01-01',
		activeUntil: null,
		canBind: false
	}
];
const at = new Date('2026-11-22T12:00:00Z');
const wish: ConfirmationWish = {
	person: 'eva',
	organisation: 'solby',
	party: 'solby',
	saidBy: '',
	read: 'text',
	at
};
const version = { state: 'submitted' as const, hash: 'text', sides };
const reasonOf = (changed: Partial<ConfirmationWish>, given: Confirmation[] = []) => {
	const answered = confirm({ ...wish, ...changed }, version, given, members);
	return answered.ok ? 'confirmed' : answered.reason;
};

describe('R-039 an activity agreement is confirmed', () => {
	test('it is the only kind that is, and starts with two sides; a contract starts with four rows (R-002)', () => {
		expect(AGREEMENT_KINDS.filter((kind) => wayOf(kind) === 'confirmations')).toEqual([
			'activity-agreement'
		]);
		expect(AGREEMENT_KINDS.map(partyRowsOf)).toEqual([4, 2, 2, 2, 2]);
	});

	test('by anybody at work at the side, who need not be able to bind it', () => {
		expect(confirm(wish, version, [], members)).toEqual({
			ok: true,
			value: { party: 'solby', person: 'eva', saidBy: null, hash: 'text', at }
		});
	});

	test('for volunteers in no register somebody of the other side writes down who said yes', () => {
		expect(reasonOf({ party: 'gartnerne' })).toBe('who-said-yes-missing');
		expect(
			confirm({ ...wish, party: 'gartnerne', saidBy: ' Jens ' }, version, [], members)
		).toMatchObject({ value: { party: 'gartnerne', person: 'eva', saidBy: 'Jens' } });
	});

	test('nobody confirms for a side that can speak for itself', () => {
		const three = { ...version, sides: [...sides, { party: 'natly', isRegistered: true }] };
		const asked = confirm({ ...wish, party: 'natly', saidBy: 'Omar' }, three, [], members);
		expect(asked).toEqual({ ok: false, reason: 'not-a-party' });
	});

	test('not by strangers, not after leaving, not another text, not twice', () => {
		expect(reasonOf({ organisation: 'skolen', party: 'gartnerne', saidBy: 'Jens' })).toBe(
			'not-a-party'
		);
		expect(reasonOf({ person: 'ida' })).toBe('not-a-member-today');
		expect(reasonOf({ at: new Date('2025-12-31T22:00:00Z') })).toBe('not-a-member-today');
		expect(reasonOf({ read: 'older' })).toBe('version-changed');
		const given = { party: 'solby', person: 'eva', saidBy: null, hash: 'text', at };
		expect(reasonOf({}, [given])).toBe('confirmed-already');
		expect(reasonOf({}, [{ ...given, hash: 'older' }])).toBe('confirmed');
		const draft = confirm(wish, { ...version, state: 'draft' }, [], members);
		expect(draft).toEqual({ ok: false, reason: 'not-open-for-signing' });
	});

	test('it is agreed when every side has said yes to this text', () => {
		const given = { party: 'solby', person: 'eva', saidBy: null, hash: 'text', at };
		expect(confirmationsAwaited(sides, [], 'text')).toEqual(sides);
		expect(confirmationsAwaited(sides, [given], 'text')).toEqual([sides[1]]);
		expect(confirmationsAwaited(sides, [given], 'newer')).toEqual(sides);
		const both = [given, { ...given, party: 'gartnerne', saidBy: 'Jens' }];
		expect(confirmationsAwaited(sides, both, 'text')).toEqual([]);
	});
});
