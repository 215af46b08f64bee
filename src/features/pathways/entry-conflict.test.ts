import { expect, test } from 'vitest';
import { conflictOfEntry, entryShownAt } from './entry-conflict.ts';

test('the days of an entry that one left alone are those saved meanwhile, as its words are', () => {
	const before = { version: 1, title: 'Flytning', body: 'Nu', startsOn: null, endsOn: null };
	const now = {
		...before,
		version: 2,
		startsOn: '2026-05-12',
		by: 'Vera',
		at: new Date(0)
	} as const;
	const typed = { title: 'Flytning', body: 'Snart', startsOn: '', endsOn: '' };
	const { texts } = conflictOfEntry(now, { ...typed, version: entryShownAt(before) });
	expect(
		texts
			.filter(({ yours, saved }) => yours !== saved)
			.map(({ name, isTouched }) => [name, isTouched])
	).toEqual([
		['body', true],
		['startsOn', false]
	]);
});
