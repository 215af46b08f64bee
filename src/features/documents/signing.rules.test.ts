import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	refuseToSign,
	sign,
	signatoryLacks,
	signingStanding,
	unableToSign,
	type Membership,
	type Signable,
	type Signatory,
	type Signature,
	type SigningWish
} from './signing.rules.ts';

const karen: Signatory = { person: 'karen', party: 'solby', title: 'Centerchef' };
const omar: Signatory = { person: 'omar', party: 'natly', title: 'Forperson' };
const member = (person: string, organisation: string, changed: Partial<Membership> = {}) => ({
	person,
	organisation,
	activeFrom: '2026-01-01',
	activeUntil: null,
	canBind: true,
	...changed
});
const members = [member('karen', 'solby'), member('omar', 'natly')];
const version: Signable = {
	state: 'submitted',
	hash: 'text',
	signatories: [karen, omar],
	signatures: []
};
const at = new Date('2026-11-22T12:00:00Z');
const minutesBefore = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const wish: SigningWish = {
	person: 'karen',
	party: 'solby',
	read: 'text',
	at,
	proof: { at, method: 'passkey' }
};
const signed = (by: Signatory, when = at, hash = 'text'): Signature => ({
	...by,
	hash,
	at: when,
	method: 'app-code'
});
const reasonOf = (
	changed: Partial<SigningWish>,
	about: Partial<Signable> = {},
	memberships: readonly Membership[] = members
) => {
	const answered = sign({ ...wish, ...changed }, { ...version, ...about }, memberships);
	return answered.ok ? 'signed' : answered.reason;
};

describe('who may sign', () => {
	test('R-026 R-291 a named signatory signs the text they have read, and it is kept who, as what, when and how', () => {
		expect(sign(wish, version, members)).toEqual({
			ok: true,
			value: { ...karen, hash: 'text', at, method: 'passkey' }
		});
	});

	test('R-291 nobody who is not named, not even a colleague who can bind', () => {
		const others = [...members, member('bo', 'solby')];
		expect(reasonOf({ person: 'bo' }, {}, others)).toBe('not-a-signatory');
	});

	test('R-291 not for another organisation than the one they are named for', () => {
		const both = [...members, member('karen', 'natly')];
		expect(reasonOf({ party: 'natly' }, {}, both)).toBe('not-a-signatory');
	});

	test('R-179 only those who can bind their organisation', () => {
		const bound = [member('karen', 'solby', { canBind: false }), members[1]!];
		expect(reasonOf({}, {}, bound)).toBe('cannot-bind');
	});

	test('R-179 who can bind one organisation does not bind another', () => {
		const elsewhere = [
			member('karen', 'natly'),
			member('karen', 'solby', { canBind: false }),
			members[1]!
		];
		expect(reasonOf({}, {}, elsewhere)).toBe('cannot-bind');
	});

	test('a signatory who left yesterday is too late, and one whose last day it is still signs', () => {
		const left = (activeUntil: string) => [member('karen', 'solby', { activeUntil })];
		expect(reasonOf({}, {}, left('2026-11-21'))).toBe('not-a-member-today');
		expect(reasonOf({}, {}, left('2026-11-22'))).toBe('signed');
		expect(reasonOf({}, {}, [member('karen', 'solby', { activeFrom: '2026-11-23' })])).toBe(
			'not-a-member-today'
		);
	});

	test('the last day ends at midnight in Denmark', () => {
		const left = [member('karen', 'solby', { activeUntil: '2026-11-22' })];
		const signedAt = (text: string) => {
			const moment = new Date(text);
			return reasonOf({ at: moment, proof: { at: moment, method: 'passkey' } }, {}, left);
		};
		expect(signedAt('2026-11-22T22:59:59Z')).toBe('signed');
		expect(signedAt('2026-11-22T23:00:00Z')).toBe('not-a-member-today');
	});

	test('S-4 nobody signs a text that is another than the one they read', () => {
		expect(reasonOf({ read: 'older' })).toBe('version-changed');
	});

	test('only while the version waits', () => {
		for (const state of ['draft', 'returned', 'withdrawn', 'agreed', 'ended'] as const)
			expect(reasonOf({}, { state })).toBe('not-open-for-signing');
	});

	test('nobody twice, but again on a new text', () => {
		expect(reasonOf({}, { signatures: [signed(karen)] })).toBe('signed-already');
		expect(reasonOf({}, { signatures: [signed(karen, at, 'older')] })).toBe('signed');
		expect(reasonOf({}, { signatures: [signed(omar)] })).toBe('signed');
	});

	test('a second factor is proved anew, within five minutes', () => {
		const proved = (minutes: number) => ({
			proof: { at: minutesBefore(minutes), method: 'passkey' as const }
		});
		expect(reasonOf({ proof: null })).toBe('prove-again');
		expect(reasonOf(proved(5))).toBe('signed');
		expect(reasonOf(proved(5.01))).toBe('prove-again');
	});

	test('a clock set back by a minute between the proof and the signature is no reason to refuse', () => {
		expect(reasonOf({ proof: { at: minutesBefore(-1), method: 'passkey' } })).toBe('signed');
		expect(reasonOf({ proof: { at: minutesBefore(-6), method: 'passkey' } })).toBe('prove-again');
	});
});

describe('refusing to sign', () => {
	test('takes a reason, and no proof', () => {
		const no = { person: 'omar', party: 'natly', read: 'text', at };
		expect(refuseToSign({ ...no, reason: ' Timerne er for få. ' }, version, members)).toEqual({
			ok: true,
			value: { ...omar, hash: 'text', at, reason: 'Timerne er for få.' }
		});
		expect(refuseToSign({ ...no, reason: ' ' }, version, members)).toEqual({
			ok: false,
			reason: 'comment-missing'
		});
		const bo = refuseToSign({ ...no, person: 'bo', reason: 'Nej' }, version, members);
		expect(bo).toEqual({ ok: false, reason: 'not-a-signatory' });
	});
});

describe('when all have signed', () => {
	const standing = (...signatures: Signature[]) => signingStanding({ ...version, signatures });

	test('R-026 it waits for each of the named, and no one else', () => {
		expect(standing()).toEqual({ is: 'waiting', awaited: [karen, omar] });
		expect(standing(signed(omar))).toEqual({ is: 'waiting', awaited: [karen] });
		expect(signingStanding({ ...version, signatories: [] }).is).toBe('waiting');
	});

	test('R-026 S-4 a signature on an earlier text does not count', () => {
		expect(standing(signed(karen, at, 'older'), signed(omar))).toEqual({
			is: 'waiting',
			awaited: [karen]
		});
	});

	test('two signatures in the same second are two', () => {
		expect(standing(signed(karen), signed(omar))).toEqual({
			is: 'signed',
			at,
			on: '2026-11-22'
		});
	});

	test('who signed and left afterwards has signed', () => {
		const signatures = [signed(karen)];
		const left = [member('karen', 'solby', { activeUntil: '2026-11-22' }), members[1]!];
		expect(unableToSign({ ...version, signatures }, left, '2026-11-23')).toEqual([]);
	});

	test('an hour that comes twice is told apart, and the day is Denmark’s', () => {
		const summer = new Date('2026-10-25T00:30:00Z');
		const winter = new Date('2026-10-25T01:30:00Z');
		expect(standing(signed(karen, summer), signed(omar, winter))).toEqual({
			is: 'signed',
			at: winter,
			on: '2026-10-25'
		});
		const newYear = new Date('2026-12-31T23:30:00Z');
		expect(standing(signed(karen), signed(omar, newYear))).toMatchObject({ on: '2027-01-01' });
	});

	test('neither order nor clock decides whether it is signed', () => {
		const people = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1 });
		const instant = fc.date({ min: new Date('2020-01-01'), noInvalidDate: true });
		fc.assert(
			fc.property(people, fc.infiniteStream(instant), fc.nat(), (names, clock, missing) => {
				const signatories = names.map((person) => ({ person, party: person, title: 'Leder' }));
				const all = signatories.map((each) => signed(each, clock.next().value));
				const told = { ...version, signatories };
				expect(signingStanding({ ...told, signatures: all }).is).toBe('signed');
				expect(signingStanding({ ...told, signatures: [...all].reverse() })).toEqual(
					signingStanding({ ...told, signatures: all })
				);
				const left = missing % all.length;
				const most = all.filter((_, index) => index !== left);
				expect(signingStanding({ ...told, signatures: [...most, ...most] })).toEqual({
					is: 'waiting',
					awaited: [signatories[left]]
				});
			})
		);
	});
});

describe('before it is sent', () => {
	test('R-291 every party names somebody, with a title', () => {
		const untitled = { ...omar, title: ' ' };
		const lacks = signatoryLacks(['solby', 'natly', 'havnen'], [untitled], members, '2026-11-22');
		expect(lacks).toEqual([
			{ party: 'solby', person: null, lack: 'no-signatory' },
			{ party: 'natly', person: 'omar', lack: 'title-missing' },
			{ party: 'havnen', person: null, lack: 'no-signatory' }
		]);
		expect(signatoryLacks(['solby', 'natly'], [karen, omar], members, '2026-11-22')).toEqual([]);
	});

	test('R-179 and somebody who is there and can bind it', () => {
		const left = [member('karen', 'solby', { activeUntil: '2026-11-21' })];
		const bound = [...left, member('omar', 'natly', { canBind: false })];
		expect(signatoryLacks(['solby', 'natly'], [karen, omar], bound, '2026-11-22')).toEqual([
			{ party: 'solby', person: 'karen', lack: 'not-a-member-today' },
			{ party: 'natly', person: 'omar', lack: 'cannot-bind' }
		]);
	});

	test('while it waits, those who can sign no more are told', () => {
		const left = [member('karen', 'solby', { activeUntil: '2026-11-21' }), members[1]!];
		expect(unableToSign(version, left, '2026-11-22')).toEqual([
			{ party: 'solby', person: 'karen', lack: 'not-a-member-today' }
		]);
		const all = { ...version, signatures: [signed(karen), signed(omar)] };
		expect(unableToSign(all, left, '2026-11-22')).toEqual([]);
	});
});
