import { expect, test } from 'vitest';
import { isOwnWords } from '#values/own-words.ts';
import type { Meeting } from './meeting.rules.ts';
import { AFTER, BEFORE, changedSince, PARTS, seenOf, type SeenDocument } from './seen.rules.ts';

const MEETING: Meeting = {
	id: 'a',
	pathway: 'p',
	state: 'minutes',
	purpose: 'Et sted at bo',
	whyNow: 'Lejemålet ophører',
	form: 'in-person',
	startsAt: new Date('2026-05-20T10:00:00Z'),
	endsAt: new Date('2026-05-20T11:00:00Z'),
	place: 'Biblioteket',
	placeAgreedOn: null,
	interpreter: 'no',
	interpreterLanguage: '',
	interpreterAgreedOn: null,
	interpreterProvider: '',
	interpreterOrderedOn: null,
	interpreterConfirmedOn: null,
	interpreterPaidBy: '',
	interpreterIsFit: false,
	companionNote: '',
	preparedOn: null,
	preparedNote: '',
	invitedAt: null,
	calendarSequence: 0,
	minutes: 'Alle var enige',
	withoutCitizen: '',
	roomReady: [],
	minutesSentAt: null,
	explainedOn: null,
	explainedHow: null,
	explainedNote: '',
	changedAt: new Date(0),
	changedByName: '',
	version: 1,
	agendaDays: 'calendar'
};
const DOCUMENT: SeenDocument = {
	meeting: MEETING,
	participants: [{ id: 'x', attended: null }],
	agenda: [{ id: 'i', version: 1 }],
	tasks: [{ id: 't', title: 'Ring', dueOn: null, agendaItem: 'i' }]
};

test.each<[string, Partial<SeenDocument>, string[]]>([
	['nothing', {}, []],
	['who changed it last', { meeting: { ...MEETING, changedByName: 'Bo', version: 2 } }, []],
	['its place', { meeting: { ...MEETING, place: 'Værestedet' } }, ['plan']],
	['its end', { meeting: { ...MEETING, endsAt: new Date('2026-05-20T12:00:00Z') } }, ['plan']],
	['its state', { meeting: { ...MEETING, state: 'closed' } }, ['state']],
	['its minutes', { meeting: { ...MEETING, minutes: 'Ingen' } }, ['minutes']],
	['that its minutes were sent', { meeting: { ...MEETING, minutesSentAt: new Date() } }, ['state']],
	['who comes', { participants: [] }, ['participants']],
	['who was there', { participants: [{ id: 'x', attended: true }] }, ['participants']],
	['an item', { agenda: [{ id: 'i', version: 2 }] }, ['agenda']],
	['an agreed task', { tasks: [{ ...DOCUMENT.tasks[0]!, dueOn: '2026-06-01' }] }, ['tasks']],
	[
		'the task of explaining',
		{ tasks: [...DOCUMENT.tasks, { id: 'u', title: '', dueOn: null, agendaItem: null }] },
		[]
	]
])('where %s changes, exactly that is said', async (_what, change, parts) => {
	const [shown, now] = [await seenOf(DOCUMENT), await seenOf({ ...DOCUMENT, ...change })];
	expect(changedSince(shown, now, PARTS)).toEqual(parts);
});

test('what is sent before the meeting is not about its minutes; a form that says nothing has seen nothing', async () => {
	const now = await seenOf(DOCUMENT);
	const other = await seenOf({ ...DOCUMENT, meeting: { ...MEETING, minutes: 'Ingen' } });
	expect(changedSince(now, other, BEFORE)).toEqual([]);
	expect(changedSince(now, other, AFTER)).toEqual(['minutes']);
	expect(changedSince('', now, BEFORE)).toEqual(BEFORE);
});

test('the numbers are nobody’s words', async () => {
	expect(isOwnWords(await seenOf(DOCUMENT))).toBe(false);
});
