import { describe, expect, test } from 'vitest';
import { placeVersions, standingOf, type Version } from './versions.rules.ts';

const version = (number: number, changed: Partial<Version> = {}): Version => ({
	number,
	hash: `hash ${number}`,
	fate: 'agreed',
	from: '2026-01-01',
	end: null,
	reviewOn: null,
	...changed
});

describe('the versions of a document', () => {
	test('before anything is submitted it is a draft, and nothing has changed since anything', () => {
		expect(standingOf([], 'hash', '2026-01-01')).toEqual({
			current: null,
			coming: null,
			waiting: null,
			newest: 'draft',
			isChangedSinceAgreed: false
		});
	});

	test('the one in force stays so until the first day of the next', () => {
		const versions = [version(1), version(2, { from: '2026-07-01' })];
		const before = standingOf(versions, 'hash 2', '2026-06-30');
		expect([before.current?.number, before.coming?.number]).toEqual([1, 2]);
		const after = standingOf(versions, 'hash 2', '2026-07-01');
		expect([after.current?.number, after.coming]).toEqual([2, null]);
		expect(placeVersions(versions, '2026-07-01').map(({ state }) => state)).toEqual([
			'superseded',
			'in-force'
		]);
	});

	test('a version that waits, was returned or taken back replaces nothing', () => {
		for (const fate of ['submitted', 'returned', 'withdrawn'] as const) {
			const standing = standingOf([version(1), version(2, { fate })], 'x', '2026-02-01');
			expect(standing.current?.number).toBe(1);
			expect(standing.waiting?.number ?? null).toBe(fate === 'submitted' ? 2 : null);
			expect(standing.newest).toBe(fate);
		}
	});

	test('a version in between is passed over when a later one begins before it', () => {
		const versions = [
			version(1),
			version(2, { from: '2026-09-01' }),
			version(3, { from: '2026-06-01' })
		];
		expect(placeVersions(versions, '2026-06-01').map(({ state }) => state)).toEqual([
			'superseded',
			'superseded',
			'in-force'
		]);
	});

	test('the order they are told in does not matter', () => {
		const versions = [version(2, { from: '2026-07-01' }), version(1)];
		expect(standingOf(versions, 'x', '2026-08-01').current?.number).toBe(2);
	});

	test('S-4 an edit after it was agreed shows, and undoing the edit takes the mark away', () => {
		const versions = [version(1), version(2, { fate: 'returned' })];
		expect(standingOf(versions, 'hash 1', '2026-02-01').isChangedSinceAgreed).toBe(false);
		expect(standingOf(versions, 'edited', '2026-02-01').isChangedSinceAgreed).toBe(true);
	});
});
