/** Who may ask for a correction, and what became different. */
import { expect, test } from 'vitest';
import { compareVersions, differencesOf, mayAsk } from './correction.rules.ts';

const sent = { minutesSentAt: new Date(0) };
const people = [{ person: 'p', organisation: 'o' }];
const asking = (who: object = {}) => ({ isCitizen: false, person: 'p', organisation: 'o', ...who });

test.each([
	['one who took part', sent, asking(), { ok: true }],
	['the citizen', sent, asking({ isCitizen: true, person: 'c', organisation: null }), { ok: true }],
	['one who did not', sent, asking({ person: 'q' }), { reason: 'took-no-part' }],
	['one under another hat', sent, asking({ organisation: 'x' }), { reason: 'took-no-part' }],
	[
		'anybody before they are sent',
		{ minutesSentAt: null },
		asking(),
		{ reason: 'minutes-not-sent' }
	]
])('a correction is asked for by %s', (_who, meeting, who, answer) => {
	expect(mayAsk(meeting, who, people)).toMatchObject(answer);
});

test('two versions differ in what came of an item, and in the rest', () => {
	const content = { agenda: [{ title: 'Boligen' }, { title: 'Økonomien' }], outcomes: ['a', 'b'] };
	const before = { id: '1', content: { ...content, minutes: 'x' } };
	const after = { id: '2', content: { ...content, outcomes: ['a', 'c'], minutes: 'y' } };
	expect(differencesOf(before, after)).toEqual([
		{ title: 'Økonomien', before: 'b', after: 'c' },
		{ title: null, before: 'x', after: 'y' }
	]);
	expect(differencesOf(before, before)).toEqual([]);
});

test('L-20 versions are numbered from the first, and the newest is compared with the one before it', () => {
	const content = (minutes: string) => ({ agenda: [], outcomes: [], minutes });
	const sent = ['c', 'b', 'a'].map((minutes) => ({
		...{ id: minutes, hash: minutes, sentAt: new Date(0), sentByName: 'x' },
		content: content(minutes)
	}));
	const compare = (address: string) => compareVersions(sent, new URLSearchParams(address));
	expect(compare('').versions.map(({ id, number }) => [id, number])).toEqual([
		['a', 1],
		['b', 2],
		['c', 3]
	]);
	expect(compare('')).toMatchObject({
		compared: { from: 2, to: 3 },
		differences: [{ before: 'b', after: 'c' }]
	});
	expect(compare('from=1&to=7')).toMatchObject({
		compared: { from: 1, to: 3 },
		differences: [{ before: 'a', after: 'c' }]
	});
	expect(compareVersions(sent.slice(2), new URLSearchParams('from=2')).compared).toBeNull();
});
