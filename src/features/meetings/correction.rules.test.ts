/** Who may ask for a correction, and what became different. */
import { expect, test } from 'vitest';
import { differencesOf, mayAsk } from './correction.rules.ts';

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
