import { expect, test } from 'vitest';
import { callMeeting, isDayOf } from './allotment-meeting.rules.ts';

const call = {
	startsAt: new Date('2026-05-06T08:00:00Z'),
	endsAt: new Date('2026-05-06T09:00:00Z'),
	place: 'Rådhuset',
	candidates: ['a b']
};

test.each([
	['2026-05-06T07:59:00Z', true],
	['2026-05-06T08:00:00Z', false]
])('R-120 a meeting at eight is called at %s: %s', (now, ok) =>
	expect(callMeeting(call, new Date(now)).ok).toBe(ok)
);

test('R-120 somebody is asked', () =>
	expect(callMeeting({ ...call, candidates: [] }, new Date('2026-05-01T08:00:00Z'))).toEqual({
		ok: false,
		reason: 'nobody-called'
	}));

test.each([
	['2026-05-05', false],
	['2026-05-06', true],
	['2026-05-07', true]
])('R-120 on %s something can be decided at it: %s', (today, can) =>
	expect(isDayOf(call, today)).toBe(can)
);
