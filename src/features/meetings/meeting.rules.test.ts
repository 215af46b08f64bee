import { describe, expect, test } from 'vitest';
import {
	isFarAhead,
	mayBeginMinutes,
	mayClose,
	mayPlan,
	maySendMinutes,
	meetingTime,
	missingBeforeInvitation,
	type AgendaItem,
	type Details,
	type Participant
} from './meeting.rules.ts';

const details: Details = {
	purpose: 'Et sted at bo',
	whyNow: 'Lejemålet ophører',
	form: 'in-person',
	startsAt: new Date('2026-05-20T10:00:00Z'),
	endsAt: new Date('2026-05-20T11:00:00Z'),
	place: 'Biblioteket',
	placeAgreedOn: '2026-05-02',
	interpreter: 'no',
	interpreterLanguage: '',
	interpreterAgreedOn: '2026-05-02',
	interpreterProvider: '',
	interpreterOrderedOn: null,
	interpreterConfirmedOn: null,
	interpreterPaidBy: '',
	interpreterIsFit: false,
	companionNote: 'Hendes søster kommer med',
	preparedOn: null,
	preparedNote: ''
};
const citizen: Participant = {
	id: '1',
	kind: 'citizen',
	person: null,
	organisation: null,
	organisationName: null,
	name: 'Borger',
	reason: 'Det handler om mig',
	attended: null,
	writes: false
};
const helper: Participant = {
	...citizen,
	id: '2',
	kind: 'person',
	person: 'p',
	organisation: 'o',
	name: 'Hans Hjælper',
	reason: 'Kender boligforeningen'
};
const item: AgendaItem = {
	id: 'a',
	position: 1,
	title: 'Boligen',
	aim: 'decide',
	minutes: 20,
	owner: null,
	outcome: '',
	outcomeKind: null,
	parked: false,
	lateReason: '',
	changedAt: new Date(0),
	changedByName: '',
	version: 1
};

const missing = (
	change: Partial<Details> = {},
	people: Participant[] = [citizen, helper],
	agenda = [item],
	isCovered = () => true,
	now = new Date('2026-05-04T08:00:00Z')
) =>
	missingBeforeInvitation({ ...details, ...change }, people, agenda, {
		now,
		leader: 'tovholder',
		isCovered
	});

describe('before the invitation is sent', () => {
	test.each([
		['2026-11-27T10:00:00Z', false],
		['2027-11-27T22:59:00Z', false],
		['2027-11-27T23:01:00Z', true],
		['2062-05-20T10:00:00Z', true]
	])('a meeting at %s is far ahead: %s', (startsAt, expected) => {
		const now = new Date('2026-11-27T09:00:00Z');
		expect(isFarAhead({ startsAt: new Date(startsAt) }, now)).toBe(expected);
	});

	test('nothing is missing where all is settled', () => {
		expect(missing()).toEqual([]);
	});

	test('R-140 the place is asked with the citizen for this meeting', () => {
		expect(missing({ place: '' })).toEqual(['place-not-asked']);
		expect(missing({ placeAgreedOn: null })).toEqual(['place-not-asked']);
	});

	test('R-141, L-24 an interpreter is decided together: unknown blocks', () => {
		expect(missing({ interpreter: 'unknown' })).toEqual(['interpreter-not-decided']);
		expect(missing({ interpreterAgreedOn: null })).toEqual(['interpreter-not-decided']);
	});

	test('R-142, R-143 a companion has been talked about', () => {
		expect(missing({ companionNote: '' })).toEqual(['companion-not-discussed']);
	});

	test('R-156 the citizen is always invited, and not alone', () => {
		expect(missing({}, [helper])).toEqual(['citizen-not-invited']);
		expect(missing({}, [citizen])).toEqual(['nobody-else-invited']);
		const tovholder = { ...helper, person: 'tovholder' };
		expect(missing({}, [citizen, tovholder])).toEqual(['nobody-else-invited']);
		const guest = { ...helper, kind: 'guest' as const, person: null, organisation: null };
		expect(missing({}, [citizen, tovholder, guest])).toEqual([]);
	});

	test('somebody whose access has ended since is not invited', () => {
		expect(missing({}, [citizen, helper], [item], () => false)).toEqual([
			'participant-not-covered'
		]);
	});

	test('an agenda of parked items is no agenda', () => {
		expect(missing({}, [citizen, helper], [{ ...item, parked: true }])).toEqual([
			'agenda-is-empty'
		]);
	});

	test('R-159 a meeting that has begun invites nobody', () => {
		const at = (now: string) => missing({}, [citizen, helper], [item], () => true, new Date(now));
		expect(at('2026-05-20T09:59:59.999Z')).toEqual([]);
		expect(at('2026-05-20T10:00:00.000Z')).toEqual(['meeting-is-past']);
	});

	test('everything that is missing is said at once', () => {
		expect(missing({ place: '', interpreter: 'unknown', companionNote: '' }, [], [])).toEqual([
			'place-not-asked',
			'interpreter-not-decided',
			'companion-not-discussed',
			'citizen-not-invited',
			'nobody-else-invited',
			'agenda-is-empty'
		]);
	});
});

describe('the clock of Denmark', () => {
	test.each([
		['in winter', '2026-11-24', '13:00', '14:00', '2026-11-24T12:00:00.000Z'],
		['in summer', '2026-06-24', '13:00', '14:00', '2026-06-24T11:00:00.000Z'],
		['after summer time has begun', '2027-03-28', '03:00', '04:00', '2027-03-28T01:00:00.000Z'],
		['in the hour that comes twice', '2026-10-25', '02:30', '03:30', '2026-10-25T00:30:00.000Z']
	])('a meeting %s', (_, day, start, end, instant) => {
		const time = meetingTime(day, start, end);
		expect(time.ok && time.value.startsAt.toISOString()).toBe(instant);
	});

	test('an hour that is skipped is no time to meet', () => {
		expect(meetingTime('2027-03-28', '02:30', '04:00')).toMatchObject({ reason: 'no-such-start' });
		expect(meetingTime('2027-03-28', '01:30', '02:15')).toMatchObject({ reason: 'no-such-end' });
		expect(meetingTime('2027-03-28', '01:59', '03:00').ok).toBe(true);
	});

	test('a meeting ends after it begins', () => {
		expect(meetingTime('2026-05-20', '10:00', '10:00')).toMatchObject({ reason: 'ends-too-early' });
		expect(meetingTime('2026-05-20', '10:00', '09:00')).toMatchObject({ reason: 'ends-too-early' });
		expect(meetingTime('2026-05-20', '10:00', '10:01').ok).toBe(true);
	});
});

describe('minutes', () => {
	const state = 'minutes' as const;

	test('R-162 are begun on the day of the meeting, not before', () => {
		const begin = (today: string) => mayBeginMinutes({ state: 'invited' }, '2026-05-20', today);
		expect(begin('2026-05-19')).toMatchObject({ reason: 'meeting-not-yet' });
		expect(begin('2026-05-20').ok).toBe(true);
		expect(begin('2026-05-21').ok).toBe(true);
		expect(mayBeginMinutes({ state: 'draft' }, '2026-05-20', '2026-05-20')).toMatchObject({
			reason: 'not-invited-yet'
		});
	});

	const held = { state, minutesSentAt: null, minutes: 'Vi blev enige', withoutCitizen: '' };
	const attended = [{ ...citizen, attended: true }];

	test('R-169 are not sent while an agreed task has nobody', () => {
		expect(maySendMinutes(held, attended, [item], ['Ring'])).toMatchObject({
			reason: 'task-without-responsible'
		});
		expect(maySendMinutes(held, attended, [item], []).ok).toBe(true);
	});

	test('R-156 held without the citizen, they are not sent before it says why', () => {
		const absent = [{ ...citizen, attended: false }];
		expect(maySendMinutes(held, absent, [item], [])).toMatchObject({ reason: 'citizen-absent' });
		const said = { ...held, withoutCitizen: 'Indlagt; vi ringede' };
		expect(maySendMinutes(said, absent, [item], []).ok).toBe(true);
	});

	test('are not sent empty, nor before it is told who was there, nor twice', () => {
		expect(maySendMinutes({ ...held, minutes: '' }, attended, [item], [])).toMatchObject({
			reason: 'minutes-are-empty'
		});
		expect(maySendMinutes(held, [citizen], [item], [])).toMatchObject({
			reason: 'attendance-not-told'
		});
		const sent = { ...held, minutesSentAt: new Date(0) };
		expect(maySendMinutes(sent, attended, [item], [])).toMatchObject({
			reason: 'minutes-not-open'
		});
	});

	test('what was planned stays once the meeting is held', () => {
		expect(mayPlan({ state: 'invited' })).toBe(true);
		for (const over of ['minutes', 'closed', 'cancelled'] as const)
			expect(mayPlan({ state: over })).toBe(false);
	});
});

describe('R-133 the meeting is closed when the decisions are explained', () => {
	const sent = { state: 'minutes', minutesSentAt: new Date(0), interpreter: 'no' } as const;

	test('not before the minutes are sent', () => {
		expect(mayClose({ ...sent, minutesSentAt: null }, 'explained')).toMatchObject({
			reason: 'minutes-not-sent'
		});
		expect(mayClose(sent, 'explained').ok).toBe(true);
		expect(mayClose(sent, 'declined').ok).toBe(true);
	});

	test('L-25 with an interpreter they are gone through with the interpreter', () => {
		const with_ = { ...sent, interpreter: 'yes' } as const;
		expect(mayClose(with_, 'explained')).toMatchObject({ reason: 'explain-with-interpreter' });
		expect(mayClose(with_, 'with-interpreter').ok).toBe(true);
		expect(mayClose(with_, 'declined').ok).toBe(true);
	});
});
