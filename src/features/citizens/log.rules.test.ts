import { expect, test } from 'vitest';
import { readLogKey } from './log-key.rules.ts';
import { deedOf, groupLog, onPaper } from './log.rules.ts';
import { readReasons } from './reason.rules.ts';

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
		onPaper(
			[
				row('2026-05-04', 'entry.read'),
				row('2026-05-04', 'task.listed'),
				row('2026-05-04', 'entry.written'),
				row('2026-05-04', 'entry.read', { reason: 'former-tovholder' }),
				row('2026-05-04', 'me.read', me),
				row('2026-05-04', 'consent.withdrawn', me),
				row('2026-05-03', 'me.read', me),
				row('2026-05-02', 'entry.read')
			],
			true
		)
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
	expect(onPaper([], true)).toEqual([]);
});

test('L-10 on the paper that the tovholder prints for the citizen, what the tovholder looked at stands too', () => {
	const tove = { name: 'Tove', organisation: 'Solby', reason: 'tovholder', isMe: true };
	const rows = [{ ...tove, day: '2026-05-04', action: 'pathway.read' }];
	expect(onPaper(rows, false)).toEqual([
		{ day: '2026-05-04', people: [{ ...tove, deeds: ['looked'] }] }
	]);
});

test('who looked several times on one day stands once, with all they looked at; what was done stands by itself', () => {
	const row = (time: string, name: string, action: string, reason = 'tovholder') => ({
		at: new Date(`2026-05-${time}:00Z`),
		since: new Date(`2026-05-${time}:00Z`),
		times: 1,
		name,
		organisation: 'Solby',
		action,
		reason,
		isMe: false
	});
	const lines = groupLog([
		row('04T12:00', 'Mette', 'meeting.read'),
		row('04T11:30', 'Rasmus', 'pathway.read', 'partner, consent no. 1: housing'),
		row('04T11:00', 'Mette', 'task.given'),
		row('04T10:00', 'Mette', 'something.read'),
		row('04T09:00', 'Mette', 'meeting.listed'),
		row('03T09:00', 'Mette', 'pathway.read')
	]);
	expect(
		lines.map(({ name, action, since, lookedAt }) => [name, action, since.getUTCHours(), lookedAt])
	).toEqual([
		['Mette', 'meeting.read', 9, ['pathway', 'meetings']],
		['Rasmus', 'pathway.read', 11, ['pathway']],
		['Mette', 'task.given', 11, []],
		['Mette', 'pathway.read', 9, ['pathway']]
	]);
});

test('the same person with two reasons, or for two organisations, stands once for each', () => {
	const at = new Date();
	const row = { at, since: at, times: 1, name: 'Bo', action: 'pathway.read', isMe: false };
	const lines = groupLog([
		{ ...row, organisation: 'Solby', reason: 'tovholder' },
		{ ...row, organisation: 'Kilden', reason: 'asked' },
		{ ...row, organisation: 'Solby', reason: 'former-tovholder' }
	]);
	expect(lines).toHaveLength(3);
});

test('another basis than consent is told apart from one, and each by itself', () => {
	expect(
		readReasons(
			'partner, consent no. 1: housing; partner, basis no. 2 (vital-interest): contact, health'
		)
	).toEqual([
		{ kind: 'partner', consents: '1', categories: ['housing'] },
		{ kind: 'partner-by-basis', basis: 'vital-interest', categories: ['contact', 'health'] }
	]);
});
