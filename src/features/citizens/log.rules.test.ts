import { expect, test } from 'vitest';
import { deedOf, onPaper, readLogKey, readReasons } from './log.rules.ts';

test.each([
	['tovholder', [{ kind: 'tovholder' }]],
	['citizen', [{ kind: 'citizen' }]],
	[
		'partner, consent no. 3: housing',
		[{ kind: 'partner', consents: '3', categories: ['housing'] }]
	],
	[
		'partner, consent no. 1, 12: housing, substance-use',
		[{ kind: 'partner', consents: '1, 12', categories: ['housing', 'substance-use'] }]
	],
	['partner, no consent', [{ kind: 'partner-without-consent' }]],
	[
		'tovholder; partner, consent no. 2: work',
		[{ kind: 'tovholder' }, { kind: 'partner', consents: '2', categories: ['work'] }]
	],
	['', []],
	['by decree', [{ kind: 'other', text: 'by decree' }]]
])('the reason “%s” is taken apart', (written, reasons) => {
	expect(readReasons(written)).toEqual(reasons);
});

test.each([
	['me.read', 'looked'],
	['meeting.listed', 'looked'],
	['consent.withdrawn', 'consent-withdrawn'],
	['meeting.invitation', 'meeting-invited'],
	['meeting.agenda-written', 'meeting-planned'],
	['task.done', 'task-changed'],
	['something.new', 'changed']
])('%s is said as %s', (action, deed) => {
	expect(deedOf(action)).toBe(deed);
});

test('a page of the record begins after a key, or at the top where the address says nonsense', () => {
	const at = '2026-05-04T10:00:00.123456Z';
	expect(readLogKey(`${at}~15~9`)).toEqual({ at, lane: 15, sequence: 9 });
	for (const nonsense of [
		null,
		'',
		'x',
		`${at}~16~9`,
		`${at}~1`,
		`2026-99-99T10:00:00.123456Z~1~1`
	])
		expect(readLogKey(nonsense)).toBeNull();
});

test('L-10 on paper each person has a line a day for each reason, with everything they did', () => {
	const tove = { name: 'Tove', organisation: 'Solby', reason: 'tovholder', isMe: false };
	const row = (day: string, action: string, who: Partial<typeof tove> = {}) => ({
		...tove,
		...who,
		day,
		action
	});
	const me = { name: 'Amina', organisation: '', reason: 'citizen', isMe: true };
	expect(
		onPaper([
			row('2026-05-04', 'entry.read'),
			row('2026-05-04', 'task.listed'),
			row('2026-05-04', 'entry.written'),
			row('2026-05-04', 'entry.read', { reason: 'former-tovholder' }),
			row('2026-05-04', 'me.read', me),
			row('2026-05-04', 'consent.withdrawn', me),
			row('2026-05-03', 'me.read', me),
			row('2026-05-02', 'entry.read')
		])
	).toEqual([
		{
			day: '2026-05-04',
			people: [
				{ ...tove, deeds: ['looked', 'wrote'] },
				{ ...tove, reason: 'former-tovholder', deeds: ['looked'] },
				{ ...me, deeds: ['consent-withdrawn'] }
			]
		},
		{ day: '2026-05-02', people: [{ ...tove, deeds: ['looked'] }] }
	]);
	expect(onPaper([])).toEqual([]);
});
