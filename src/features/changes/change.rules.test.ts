import { expect, test } from 'vitest';
import { isThere, mayAddWords, mayTell } from './change.rules.ts';

const partner = { isPartner: true, isHeld: false, isOpen: true };
const tovholder = { isPartner: false, isHeld: true, isOpen: true };

test('R-139 an agreed partner tells while the pathway is open, and nobody else', () => {
	expect(mayTell(partner)).toEqual({ ok: true, value: true });
	expect(mayTell({ ...partner, isOpen: false })).toEqual({ ok: false, reason: 'pathway-closed' });
	expect(mayTell(tovholder)).toEqual({ ok: false, reason: 'not-there' });
});

test('the page is there for those who tell and for the one who must see it', () => {
	expect(isThere(partner)).toBe(true);
	expect(isThere(tovholder)).toBe(true);
	expect(isThere({ isPartner: false, isHeld: false, isOpen: true })).toBe(false);
});

test('words are put to it by whoever told it, until it is seen', () => {
	expect(mayAddWords({ isMine: true, acknowledgedAt: null })).toBe(true);
	expect(mayAddWords({ isMine: false, acknowledgedAt: null })).toBe(false);
	expect(mayAddWords({ isMine: true, acknowledgedAt: new Date() })).toBe(false);
});
