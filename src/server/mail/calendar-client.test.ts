/** What a calendar program of Debian's makes of our files: khal, where it is installed. One event, at the right hours, whatever happens to it. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CalendarEvent } from '#server/mail.queries.ts';
import { calendarFile } from './calendar.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'samspil-khal-'));
const home = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LC_ALL: 'C.UTF-8' };
const settings = path.join(folder, 'khal.conf');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether khal is on this machine: `pip` and Debian both have it. */
const hasKhal = (() => {
	try {
		execFileSync('khal', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();
const NOT_HERE = 'khal is not installed here (apt-get install khal)';

/** A calendar that is empty. */
function emptyCalendar() {
	const box = path.join(folder, randomUUID());
	mkdirSync(box);
	writeFileSync(
		settings,
		`[calendars]
[[samspil]]
path = ${box}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
[sqlite]
path = ${box}.db
`
	);
	const khal = (...words: string[]) =>
		execFileSync('khal', ['-c', settings, ...words], { env: home, encoding: 'utf8' });
	return {
		take(event: CalendarEvent) {
			const file = path.join(folder, `${randomUUID()}.ics`);
			writeFileSync(
				file,
				calendarFile(event, {
					title: 'Møde (Samspil)',
					url: 'https://samspil.example/me',
					organiser: { name: 'Samspil', address: 'samspil@solby.example' },
					attendee: { name: 'Åse Ørnbøl', address: 'aase@havnen.example' },
					answer: null,
					takesReplies: true
				})
			);
			khal('import', '--batch', file);
		},
		shows: (from: string, days = 3) =>
			khal(
				'list',
				'--format',
				'{start-time}-{end-time} {title} [{status}]',
				'--day-format',
				'{date}',
				from,
				`${days}d`
			)
				.trim()
				.split('\n'),
		files: () => readdirSync(box).length
	};
}

const event: CalendarEvent = {
	id: randomUUID(),
	sequence: 0,
	startsAt: '2026-11-24T12:00:00.000Z',
	endsAt: '2026-11-24T13:00:00.000Z',
	changedAt: '2026-11-17T09:15:30.000Z',
	method: 'REQUEST'
};

test('made, moved and called off, it is one event in the calendar', (context) => {
	if (!hasKhal) return context.skip(NOT_HERE);
	const calendar = emptyCalendar();
	calendar.take(event);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-24',
		expect.stringContaining('13:00-14:00 Møde (Samspil)')
	]);
	const moved = {
		...event,
		sequence: 1,
		startsAt: '2026-11-25T08:00:00.000Z',
		endsAt: '2026-11-25T09:30:00.000Z'
	};
	calendar.take(moved);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-25',
		expect.stringContaining('09:00-10:30 Møde (Samspil)')
	]);
	calendar.take({ ...moved, sequence: 2, method: 'CANCEL' });
	expect(calendar.files()).toBe(1);
	expect(calendar.shows('2026-11-24')).toEqual([
		'2026-11-25',
		expect.stringContaining('09:00-10:30 Møde (Samspil) [CANCELLED')
	]);
});

test.for([
	['the evening before summer time begins', '2027-03-27T19:00:00Z', '2027-03-27', '20:00-21:00'],
	['the morning it has begun', '2027-03-28T07:00:00Z', '2027-03-28', '09:00-10:00'],
	['the evening before it ends', '2026-10-24T18:00:00Z', '2026-10-24', '20:00-21:00'],
	[
		'the hour that comes twice, the second time',
		'2026-10-25T01:15:00Z',
		'2026-10-25',
		'02:15-03:15'
	],
	['the morning it has ended', '2026-10-25T08:00:00Z', '2026-10-25', '09:00-10:00']
] as const)('it stands at the right hour: %s', ([, startsAt, day, shown], context) => {
	if (!hasKhal) return context.skip(NOT_HERE);
	const calendar = emptyCalendar();
	const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
	calendar.take({ ...event, id: randomUUID(), startsAt: new Date(startsAt).toISOString(), endsAt });
	expect(calendar.shows(day, 1)).toEqual([day, expect.stringContaining(`${shown} Møde (Samspil)`)]);
});
