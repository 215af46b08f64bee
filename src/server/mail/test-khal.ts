/** khal, a calendar program of Debian's, with an empty calendar in it: for the tests of what becomes of our files in one. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** Whether khal is on this machine: `pip` and Debian both have it. */
export const hasKhal = (() => {
	try {
		execFileSync('khal', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();
/** What a test that needs it says where it is not. */
export const NOT_HERE = 'khal is not installed here (apt-get install khal)';

export type KhalCalendar = {
	/** Imports calendar files, by what stands in them. */
	take(...contents: string[]): void;
	/** What it shows of `days` days from `from`: each day that has something, and after it a line for each event. */
	shows(from: string, days?: number): string[];
	/** How many events it keeps. */
	files(): number;
};

/** Opens empty calendars, kept until the tests of the file are over. */
export function openKhal(): () => KhalCalendar {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-khal-'));
	const home = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LC_ALL: 'C.UTF-8' };
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return () => {
		const box = path.join(folder, randomUUID());
		const settings = `${box}.conf`;
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
			take(...contents) {
				const files = contents.map((content) => {
					const file = path.join(folder, `${randomUUID()}.ics`);
					writeFileSync(file, content);
					return file;
				});
				khal('import', '--batch', ...files);
			},
			shows: (from, days = 3) =>
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
	};
}
