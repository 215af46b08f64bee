import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ItemForm } from '#features/held-meetings/agenda.schema.ts';
import { detailsOf, MeetingForm, ParticipantForm } from './meeting.schema.ts';
import { readMinutes } from './minutes.schema.ts';

const FILLED = {
	id: '',
	version: '1',
	purpose: 'Et sted at bo',
	whyNow: 'Lejemålet ophører',
	form: 'video',
	day: '2027-03-28',
	start: '13:00',
	end: '14:00',
	place: '',
	placeAgreedOn: '',
	interpreter: 'no',
	interpreterLanguage: '',
	interpreterAgreedOn: '',
	interpreterProvider: '',
	interpreterOrderedOn: '',
	interpreterConfirmedOn: '',
	interpreterPaidBy: '',
	interpreterIsFit: '',
	companionNote: '',
	preparedOn: '',
	preparedNote: ''
};
const problemsOf = (change: Partial<typeof FILLED>) => {
	const read = MeetingForm.safeParse({ ...FILLED, ...change });
	return read.success ? [] : [...new Set(read.error.issues.map(({ path }) => path.join()))];
};

test('a filled form fits; an empty one says every field that is missing and never breaks', () => {
	expect(problemsOf({})).toEqual([]);
	const empty = Object.fromEntries(Object.keys(FILLED).map((name) => [name, '']));
	expect(problemsOf(empty).sort()).toEqual(
		['day', 'end', 'form', 'interpreter', 'purpose', 'start', 'whyNow'].sort()
	);
});

test.each([
	['the hour that is skipped', { start: '02:30', end: '04:00' }, ['start']],
	['an end in the hour that is skipped', { start: '01:30', end: '02:30' }, ['end']],
	['an end before the start', { end: '12:59' }, ['end']],
	['a day in the year 0', { day: '0000-01-01' }, ['day']],
	['a day in the year 9999', { day: '9999-12-31' }, ['day']],
	['no such day', { day: '2027-02-29' }, ['day']],
	['a time that is none', { start: '25:00' }, ['start']],
	['an interpreter without a language', { interpreter: 'yes' }, ['interpreterLanguage']],
	['a hundred thousand characters', { purpose: 'å'.repeat(100_000) }, ['purpose']]
])('%s is told at its field', (_, change, fields) => {
	expect(problemsOf(change)).toEqual(fields);
});

test('whatever is typed, it is read or told, and what is read is a plan', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('', 'yes', 'no', 'video', '2027-03-28', '02:30', '13:00', '23:59')
	);
	const form = fc.record(
		Object.fromEntries(Object.keys(FILLED).map((name) => [name, anything])) as Record<
			keyof typeof FILLED,
			typeof anything
		>
	);
	const change = fc.subarray(Object.keys(FILLED) as (keyof typeof FILLED)[]);
	fc.assert(
		fc.property(form, change, (typed, names) => {
			const some = Object.fromEntries(names.map((name) => [name, typed[name]]));
			const read = MeetingForm.safeParse({ ...FILLED, ...some });
			if (read.success) {
				const { startsAt, endsAt } = detailsOf(read.data);
				expect(+endsAt).toBeGreaterThan(+startsAt);
			}
		})
	);
});

test('minutes of an item are a whole number of them, or not told', () => {
	const item = {
		item: crypto.randomUUID(),
		version: '1',
		title: 'x',
		aim: 'decide',
		parked: '',
		owner: '',
		lateReason: ''
	};
	const fits = (minutes: string) => ItemForm.safeParse({ ...item, minutes }).success;
	for (const minutes of ['', '1', '9', '99', '399', '480']) expect(fits(minutes)).toBe(true);
	for (const minutes of ['0', '481', '-5', '1.5', 'ti', '1e2']) expect(fits(minutes)).toBe(false);
});

test('a guest has a name; a person is chosen whole', () => {
	const id = crypto.randomUUID();
	const fits = (who: string, guest = '') =>
		ParticipantForm.safeParse({ participant: id, version: '', who, guest, reason: 'x' }).success;
	expect(fits(`${id} ${id}`)).toBe(true);
	expect(fits('guest', 'Onkel Anders')).toBe(true);
	for (const who of ['', 'guest', id, `${id} `, `${id} ${id} ${id}`]) expect(fits(who)).toBe(false);
});

test('minutes are read item by item, and one that is too long is told at its field', () => {
	const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
	const posted = new FormData();
	for (const [name, value] of [
		['version', '3'],
		['minutes', 'Vi blev enige\r\nom det meste'],
		['attended', first],
		['shown', second],
		[`version-${first}`, '1'],
		[`outcome-${first}`, 'Hans ringer'],
		[`version-${second}`, '2'],
		[`outcomeKind-${second}`, 'task'],
		[`goesOn-${second}`, 'yes']
	] as const)
		posted.append(name, value);
	const read = readMinutes(posted);
	expect(read).toMatchObject({
		ok: true,
		value: {
			version: 3,
			minutes: 'Vi blev enige\nom det meste',
			attended: [first],
			shown: [second],
			outcomes: [
				{ item: first, version: 1, outcome: 'Hans ringer', outcomeKind: null, goesOn: false },
				{ item: second, version: 2, outcome: '', outcomeKind: 'task', goesOn: true }
			]
		}
	});
	posted.set(`outcome-${first}`, 'x'.repeat(20_001));
	const long = readMinutes(posted);
	expect(long.ok || Object.keys(long.problems)).toEqual([`outcome-${first}`]);
	posted.set('attended', 'somebody');
	expect(readMinutes(posted).ok).toBe(false);
});
