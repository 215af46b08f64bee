import { expect, test } from 'vitest';
import { deedOf, readLogKey, readReasons } from './log.rules.ts';

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
