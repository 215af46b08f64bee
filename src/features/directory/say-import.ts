/** Imports in the reader's language: what is wrong with a file, with a row, and how a row stands. */
import { m } from '#messages';
import type { CellProblem, CellReason } from './imported-offer.rules.ts';
import { LONGEST } from './imported-offer.rules.ts';
import type { RowState } from './import-plan.rules.ts';
import type { UnreadReason } from './server/read-import.ts';

/** Why a file could not be taken. */
export type FileReason = UnreadReason | 'missing' | 'too-many-files' | 'took-too-much';

const FILES: Record<FileReason, (about: string) => string> = {
	missing: () => m.import_file_missing(),
	empty: () => m.import_file_empty(),
	'old-excel': () => m.import_file_old_excel(),
	'not-a-table': () => m.import_file_not_a_table(),
	broken: (line) => (Number(line) > 0 ? m.import_file_broken_at({ line }) : m.import_file_broken()),
	'broken-json': () => m.import_file_broken_json(),
	'no-services': () => m.import_file_no_services(),
	'too-large': () => m.import_file_too_large(),
	'no-rows': () => m.import_file_no_rows(),
	'too-many-rows': (most) => m.import_file_too_many_rows({ most }),
	'too-many-columns': (most) => m.import_file_too_many_columns({ most }),
	'several-tables': () => m.import_file_several(),
	'too-many-files': () => m.import_file_too_many(),
	'took-too-much': () => m.import_file_took_too_much()
};

/** What is wrong with a file, and what to do about it. */
export const sayFile = (reason: FileReason, about = ''): string => FILES[reason](about);

const CELLS: Record<CellReason, (problem: CellProblem) => string> = {
	missing: () => m.import_cell_missing(),
	'too-long': ({ field }) => m.import_cell_too_long({ longest: LONGEST[field] }),
	'no-day': ({ about }) => m.import_cell_no_day({ about: shorten(about) }),
	'day-to-come': ({ about }) => m.import_cell_day_to_come({ about: shorten(about) }),
	'no-number': ({ about }) => m.import_cell_no_number({ about: shorten(about) }),
	'no-web-address': ({ about }) => m.import_cell_no_web_address({ about: shorten(about) }),
	'no-phone': ({ about }) => m.import_cell_no_phone({ about: shorten(about) }),
	'no-postal-code': ({ about }) => m.import_cell_no_postal_code({ about: shorten(about) }),
	'no-mail-address': ({ about }) => m.import_cell_no_mail_address({ about: shorten(about) }),
	'no-theme': ({ about }) => m.import_cell_no_theme({ about: shorten(about) }),
	'no-group': ({ about }) => m.import_cell_no_group({ about: shorten(about) }),
	'no-yes-or-no': ({ about }) => m.import_cell_no_yes_or_no({ about: shorten(about) }),
	'key-twice': ({ about }) => m.import_cell_key_twice({ row: about }),
	'more-free-than-places': () => m.refusal_more_free_than_places()
};

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What is wrong with a cell, in plain words. */
export const sayCell = (problem: CellProblem): string => CELLS[problem.reason](problem);

/** The parts of a preview, in the order they are looked at. */
export const SHOWN_STATES = [
	'problem',
	'both',
	'closed',
	'changed',
	'new',
	'same'
] as const satisfies RowState[];

const STATES: Record<RowState, (words: { count: number }) => string> = {
	problem: m.import_state_problem,
	both: m.import_state_both,
	closed: m.import_state_closed,
	changed: m.import_state_changed,
	new: m.import_state_new,
	same: m.import_state_same
};

/** How many rows stand so. */
export const countState = (state: RowState, count: number): string => STATES[state]({ count });
