/**
 * What an import would do, row by row, before anything is done: what is new, what would change and in which fields, what is the same, what is
 * closed, and what waits because something is wrong with it. The same file again changes nothing. What somebody has changed here since the
 * last import stays, unless the file says something new of the very same field: then the row waits for a person.
 */
import type { Day } from '#values/day.ts';
import { REQUIRED_FIELDS, type ImportField } from './import-fields.rules.ts';
import { stateOf, type Rhythm } from './offer.rules.ts';
import { isMore, type CellProblem, type Said } from './imported-offer.rules.ts';

/** A row of an import, read. */
export type PlannedRow = { number: number; said: Said; problems: CellProblem[] };

/** An offer that a row may be about, as this form of import would say it. */
export type Known = {
	id: string;
	version: number;
	/** What it says now. */
	now: () => Said;
	/** What was last taken in of it; null where nothing was. */
	last: Said | null;
};

/** How a row stands. */
export type RowState = 'new' | 'changed' | 'same' | 'problem' | 'both' | 'closed';

/** A field that would change. */
export type FieldChange = { field: ImportField; from: string; to: string };

export type RowPlan = {
	number: number;
	key: string;
	/** As the row or the offer says it; empty where neither does. */
	name: string;
	state: RowState;
	said: Said;
	problems: CellProblem[];
	/** What would change; where the row is `both`, what has been changed here and in the file. */
	changes: FieldChange[];
	known: { id: string; version: number } | null;
};

/** What a row's offer is called where it comes from: its key, else its name and who gives it. */
export function keyOf(said: Said): string {
	const key = said.key?.trim();
	if (key) return key.slice(0, 200).toWellFormed();
	return `${said.name ?? ''}|${said.provider ?? ''}`.toLowerCase().slice(0, 200).toWellFormed();
}

/** Whether a row says which offer it is about: two that do not are not the same for that. */
const isNamed = ({ key, name }: Said): boolean => Boolean(key?.trim() || name);

/** What becomes of each row. `find` answers the offer that a key is about. */
export function planImport(
	rows: readonly PlannedRow[],
	find: (key: string) => Known | undefined
): RowPlan[] {
	const first = new Map<string, number>();
	const twice = new Map<string, number>();
	for (const { number, said } of rows) {
		if (!isNamed(said)) continue;
		const about = find(keyOf(said))?.id ?? keyOf(said);
		const before = first.get(about);
		if (before === undefined) first.set(about, number);
		else if (!twice.has(about)) twice.set(about, number);
	}
	return rows.map((row) => {
		const key = keyOf(row.said);
		const known = find(key);
		const about = known?.id ?? key;
		const other =
			isNamed(row.said) && twice.has(about)
				? row.number === first.get(about)
					? twice.get(about)
					: first.get(about)
				: undefined;
		const problems: CellProblem[] =
			other === undefined
				? row.problems
				: [
						...row.problems,
						{ field: row.said.key ? 'key' : 'name', reason: 'key-twice', about: String(other) }
					];
		return planRow(row, key, known, problems);
	});
}

/** A new offer without words of its own on whom to ask: by what it is reached, or who gives it. */
const withContact = (said: Said): Said => {
	const contact =
		said.contact ?? (said.phone || said.email || said.website || said.provider || undefined);
	return contact === undefined ? said : { ...said, contact };
};

function planRow(
	row: PlannedRow,
	key: string,
	known: Known | undefined,
	problems: CellProblem[]
): RowPlan {
	const { number } = row;
	const said = known ? row.said : withContact(row.said);
	const plan = {
		number,
		key,
		name: said.name || known?.now().name || said.key || '',
		said,
		problems,
		known: known ? { id: known.id, version: known.version } : null
	};
	const waits = (more: CellProblem[]): RowPlan => ({
		...plan,
		problems: [...problems, ...more],
		state: 'problem',
		changes: []
	});
	// What is closed helps nobody: it is not taken in, whatever else the file says of it, and what is here already is for a person to take out.
	if (said.closed === 'yes') return { ...plan, problems: [], state: 'closed', changes: [] };
	if (problems.length > 0) return waits([]);
	if (!known) {
		const missing = REQUIRED_FIELDS.filter((field) => !said[field]);
		if (missing.length > 0)
			return waits(missing.map((field) => ({ field, reason: 'missing', about: '' })));
		return { ...plan, state: 'new', changes: [] };
	}
	const { changes, both } = compare(said, known);
	if (both.length > 0) return { ...plan, state: 'both', changes: both };
	const after = { ...known.now(), ...saidBy(changes) };
	if (changes.length > 0 && isMore(after.placesFree, after.placesTotal))
		return waits([{ field: 'placesFree', reason: 'more-free-than-places', about: '' }]);
	return { ...plan, state: changes.length > 0 ? 'changed' : 'same', changes };
}

/** What the changes say. */
export const saidBy = (changes: readonly FieldChange[]): Said =>
	Object.fromEntries(changes.map(({ field, to }) => [field, to]));

/** Fields that say something new, and those that were changed here as well since they were taken in. */
function compare(said: Said, { now, last }: Known) {
	const changes: FieldChange[] = [];
	const both: FieldChange[] = [];
	for (const [name, to] of Object.entries(said)) {
		const field = name as ImportField;
		const before = last?.[field];
		if (field === 'key' || to === before) continue;
		const from = now()[field] ?? '';
		if (to === from) continue;
		// Found right later here than there: the later day counts.
		if (field === 'confirmedOn' && to < from) continue;
		// What is given by whom follows from whose offer it is, where nobody says otherwise.
		if (to === '' && (field === 'provider' || field === 'group')) continue;
		const isBoth = before !== undefined && from !== before && field !== 'confirmedOn';
		(isBoth ? both : changes).push({ field, from, to });
	}
	return { changes, both };
}

/** How many rows stand how. */
export function countStates(plans: readonly RowPlan[]): Record<RowState, number> {
	const counts = { new: 0, changed: 0, same: 0, problem: 0, both: 0, closed: 0 };
	for (const { state } of plans) counts[state] += 1;
	return counts;
}

/** How many offers would come in, or be changed, that nobody has found right, and how many whose day in the file is so long ago that they are not shown. */
export function countUnconfirmed(
	plans: readonly RowPlan[],
	rhythm: Rhythm,
	today: Day
): { undated: number; tooOld: number } {
	const written = plans.filter(({ state }) => state === 'new' || state === 'changed');
	const days = written.map(({ said }) => said.confirmedOn ?? '');
	const isTooOld = (day: Day) =>
		stateOf({ confirmedOn: day, validUntil: null, withdrawnOn: null }, rhythm, today) === 'hidden';
	return {
		undated: days.filter((day) => day === '').length,
		tooOld: days.filter((day) => day !== '' && isTooOld(day)).length
	};
}

/** Whether something is kept of a row that stands so, when the import is taken in. */
export const isWritten = (state: RowState): boolean =>
	state !== 'problem' && state !== 'both' && state !== 'closed';

/** What was shown, in few words: two plans that differ in anything that would be done differ in this. */
export const markOf = (plans: readonly RowPlan[]): string =>
	plans
		.map(({ number, key, state, known, said, changes }) =>
			JSON.stringify([
				number,
				state,
				known,
				changes.map(({ field, to }) => [field, to]),
				isWritten(state) ? [key, said] : null
			])
		)
		.join('\n');

/** Why an offer is not put back as it was: somebody has changed or confirmed it since, or taken it out. */
export const mayPutBack = (
	after: { version: number; confirmedOn: string; confirmedBy: string },
	now: { version: number; confirmedOn: string; confirmedBy: string }
): boolean =>
	now.version === after.version &&
	now.confirmedOn === after.confirmedOn &&
	now.confirmedBy === after.confirmedBy;
