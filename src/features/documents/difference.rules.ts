/** What changed from one version of a document to the next, question by question. */
import { tidyProse } from '#values/prose.ts';
import { canonicalJson, type Json } from './content.rules.ts';
import {
	answerTo,
	isBlank,
	type Answer,
	type Answers,
	type Cell,
	type Field,
	type Row,
	type Template
} from './template.rules.ts';

/** One question whose answer is not the same in both versions. */
export type FieldDifference = { section: string; field: Field; before: Answer; after: Answer };

/** A stretch of text that stayed, went or came. */
export type Stretch = { is: 'same' | 'removed' | 'added'; text: string };

/** A row that came, went or was changed; `before` or `after` is null for a row that is new or gone. */
export type RowDifference = { before: Row | null; after: Row | null };

/** The questions answered differently, in reading order. Before the first version nothing was answered. */
export const differencesBetween = (
	template: Template,
	before: Answers,
	after: Answers
): FieldDifference[] =>
	template.sections.flatMap((section) =>
		section.fields
			.map((field) => ({
				section: section.key,
				field,
				before: asAsked(field, answerTo(field, before)),
				after: asAsked(field, answerTo(field, after))
			}))
			.filter((each) => !readsTheSame(each.before, each.after))
	);

/** What was a text before the question took headings and lists is read as one that has them. */
const asAsked = (field: Field, answer: Answer): Answer =>
	field.kind === 'prose' && answer.value.kind === 'text'
		? { ...answer, value: { kind: 'prose', text: tidyProse(answer.value.text) } }
		: answer;

/** Whether two answers say the same. A cell that is empty and one that is not there are both nothing. */
export const isSameAnswer = (one: Answer, other: Answer): boolean =>
	spelled(one, () => true) === spelled(other, () => true);

/** Whether readers see the same: rows without any words are not shown to them. */
const readsTheSame = (one: Answer, other: Answer) =>
	spelled(one, (row) => !isBlank(row)) === spelled(other, (row) => !isBlank(row));

function spelled({ value, notApplicable }: Answer, counts: (row: Row) => boolean): string {
	const rows = (all: readonly Row[]) =>
		all.filter(counts).map(({ id, cells }) => ({ id, cells: written(cells) }));
	const said: Json =
		value.kind === 'rows'
			? { ...value, rows: rows(value.rows) }
			: value.kind === 'groups'
				? {
						...value,
						groups: Object.fromEntries(
							Object.entries(value.groups).map(([key, each]) => [
								key,
								{ none: each.none, rows: rows(each.rows) }
							])
						)
					}
				: value;
	return canonicalJson({ said, notApplicable });
}

/** The cells that say something. */
const written = (cells: Row['cells']) =>
	Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));

/** What became of a cell's words, for readers: texts word by word, the rest as it was and as it is. */
export const cellDifference = (cell: Cell, before: string, after: string): Stretch[] =>
	cell.kind === 'text' || before === after
		? textDifference(before, after)
		: [
				{ is: 'removed' as const, text: before },
				{ is: 'added' as const, text: after }
			].filter(({ text }) => text !== '');

/** Rows that differ, matched by their ids: changed and gone ones in the old order, then the new ones. */
export function rowDifferences(all: readonly Row[], allNow: readonly Row[]): RowDifference[] {
	const [before, after] = [all, allNow].map((rows) => rows.filter((row) => !isBlank(row))) as [
		Row[],
		Row[]
	];
	const now = new Map(after.map((row) => [row.id, row]));
	const known = new Set(before.map(({ id }) => id));
	const old = before
		.map((row): RowDifference => ({ before: row, after: now.get(row.id) ?? null }))
		.filter(
			(each) => !each.after || canonicalJson(row(each.before)) !== canonicalJson(row(each.after))
		);
	const added = after.filter(({ id }) => !known.has(id));
	return [...old, ...added.map((each) => ({ before: null, after: each }))];

	function row(each: Row | null) {
		return written(each?.cells ?? {});
	}
}

/** Word pairs beyond which a text is compared as a whole: the comparison grows with their product. */
const MOST_PAIRS = 4_000_000;

/**
 * The two texts as one, word by word: joined, what is the same or added gives `after`, and what is the
 * same or removed gives `before`.
 */
export const textDifference = (before: string, after: string): Stretch[] =>
	joined(wordDifference(wordsOf(before), wordsOf(after)));

/** The two lists of words as one: each word with whether it stayed, went or came. */
export function wordDifference(old: string[], now: string[]): Stretch[] {
	const start = sameAtStart(old, now);
	const end = sameAtEnd(old.slice(start), now.slice(start));
	const [oldMiddle, nowMiddle] = [old, now].map((words) => words.slice(start, words.length - end));
	return [
		...stretches('same', now.slice(0, start)),
		...middle(oldMiddle!, nowMiddle!),
		...stretches('same', now.slice(now.length - end))
	];
}

const stretches = (is: Stretch['is'], words: string[]): Stretch[] =>
	words.map((text) => ({ is, text }));

/** Words with the white space that follows them, so that joining them gives the text back. */
export const wordsOf = (text: string) => text.match(/\s+|\S+\s*/g) ?? [];

function sameAtStart(one: string[], other: string[]): number {
	const first = one.findIndex((word, index) => word !== other[index]);
	return first === -1 ? one.length : first;
}

const sameAtEnd = (one: string[], other: string[]) => {
	let count = 0;
	while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count))
		count += 1;
	return count;
};

/** The longest common run of words decides what stayed. */
function middle(old: string[], now: string[]): Stretch[] {
	if (old.length * now.length > MOST_PAIRS)
		return [...stretches('removed', old), ...stretches('added', now)];

	const common = longestCommon(old, now);
	const answer: Stretch[] = [];
	let [i, j] = [0, 0];
	while (i < old.length || j < now.length) {
		if (i < old.length && j < now.length && old[i] === now[j]) {
			answer.push({ is: 'same', text: now[j]! });
			i += 1;
			j += 1;
		} else if (j >= now.length || (i < old.length && common(i + 1, j) >= common(i, j + 1))) {
			answer.push({ is: 'removed', text: old[i]! });
			i += 1;
		} else {
			answer.push({ is: 'added', text: now[j]! });
			j += 1;
		}
	}
	return answer;
}

/** Answers, for any two places, how many words the rests of both lists have in common in order. */
function longestCommon(old: string[], now: string[]) {
	const width = now.length + 1;
	const lengths = new Uint32Array((old.length + 1) * width);
	for (let i = old.length - 1; i >= 0; i -= 1)
		for (let j = now.length - 1; j >= 0; j -= 1)
			lengths[i * width + j] =
				old[i] === now[j]
					? lengths[(i + 1) * width + j + 1]! + 1
					: Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
	return (i: number, j: number) => lengths[i * width + j] ?? 0;
}

function joined(parts: Stretch[]): Stretch[] {
	const answer: Stretch[] = [];
	for (const part of parts) {
		const last = answer.at(-1);
		if (last?.is === part.is) last.text += part.text;
		else answer.push({ ...part });
	}
	return answer;
}
