/** What the numbers are called, and the table as a file for a spreadsheet. */
import { m } from '#messages';
import { SHOWN, type FollowUp, type Shown } from './follow-up.rules.ts';

const LABEL = {
	pathways: m.follow_up_pathways,
	inTime: m.follow_up_in_time,
	late: m.follow_up_late,
	undecided: m.follow_up_undecided,
	consented: m.follow_up_consented,
	unconsented: m.follow_up_unconsented,
	closed: m.follow_up_closed,
	meetingsHeld: m.follow_up_meetings,
	tasks: m.follow_up_tasks,
	tasksInTime: m.follow_up_tasks_in_time,
	tasksLate: m.follow_up_tasks_late,
	homelessness: m.follow_up_homelessness,
	substanceUse: m.follow_up_substance_use,
	employment: m.follow_up_employment,
	families: m.follow_up_families,
	youth: m.follow_up_youth,
	arrived: m.follow_up_arrived,
	arrivedReached: m.follow_up_arrived_reached
} satisfies Record<Shown, () => string>;

/** What a number counts. */
export const sayShown = (key: Shown): string => LABEL[key]();
/** The name of a line; all together has none of its own. */
export const sayLine = ({ name }: FollowUp): string => name || m.follow_up_all();
/** A number, or that it is hidden. */
export const sayNumber = (number: number | null): string =>
	number === null ? m.follow_up_hidden() : String(number);

/** A semicolon between the cells, as Danish spreadsheets open it, with a mark that tells spreadsheets it is UTF-8. What could be taken for a formula is text. */
export function writeRows(rows: readonly (readonly string[])[]): string {
	const cell = (text: string) =>
		`"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
	return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** The table of numbers as a file for a spreadsheet. */
export const writeCsv = (lines: readonly FollowUp[]): string =>
	writeRows([
		[
			m.follow_up_collaboration(),
			m.follow_up_taken(),
			...SHOWN.map(sayShown),
			m.follow_up_framework()
		],
		...lines.map((line) => [
			sayLine(line),
			line.takenOn ?? '',
			...SHOWN.map((key) => sayNumber(line.numbers[key])),
			line.frameworkCurrent === null
				? ''
				: line.frameworkCurrent
					? m.follow_up_yes()
					: m.follow_up_no()
		])
	]);
