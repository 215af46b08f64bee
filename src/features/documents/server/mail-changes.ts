/**
 * What a mail says of a new version: which questions are answered differently, a line for each
 * (docs/decisions/0022-mail-of-a-difference.md). A mail is read on locked screens, so days, amounts, numbers and choices are told as they were and as they are, of texts and lists only how
 * much has come and gone, and of people nothing but that it is others.
 */
import { m } from '#messages';
import type { Mailed } from '#server/tell-involved.ts';
import {
	differencesBetween,
	rowDifferences,
	textDifference,
	type FieldDifference
} from '../difference.rules.ts';
import { haveSamePeople } from '../frozen-difference.rules.ts';
import { templateOfBoth, type FrozenDocument } from '../frozen.rules.ts';
import { countWords, proseDifference } from '../prose-difference.rules.ts';
import { sayCell } from '../say-cell.ts';
import { columnsOf, isShort, rowsOf, textOf } from '../template.rules.ts';

/** Lines of a mail, and characters in one. */
const MOST = 5;
const LONGEST = 150;

/** What a new version is compared with: what was agreed on last, or where nothing is agreed yet, what was sent last. */
export type Yardstick = { frozen: FrozenDocument; isAgreed: boolean };

/** The mail of what is another than in the yardstick; undefined where readers see the same. Its link leads to `path`. */
export function mailOfChanges(
	{ frozen, isAgreed }: Yardstick,
	after: FrozenDocument,
	path: string
): Mailed | undefined {
	const lines = sayChanges(frozen, after);
	if (lines.length === 0) return undefined;
	const [change1 = '', change2 = '', change3 = '', change4 = '', change5 = ''] = lines;
	const more = lines.length > MOST ? String(lines.length - MOST) : '';
	return {
		kind: 'document-changed',
		words: {
			path,
			agreed: isAgreed ? 'yes' : '',
			change1,
			change2,
			change3,
			change4,
			change5,
			more
		}
	};
}

/** A line for everything that is another, in the language of the document. */
export function sayChanges(before: FrozenDocument, after: FrozenDocument): string[] {
	const locale = { locale: after.language };
	const partiesOf = ({ parties }: FrozenDocument) =>
		parties
			.map(({ organisation }) => organisation)
			.toSorted()
			.join();
	return [
		...(before.title === after.title ? [] : [m.document_changed_title({}, locale)]),
		...(partiesOf(before) === partiesOf(after) ? [] : [m.document_changed_parties({}, locale)]),
		...(haveSamePeople(before, after) ? [] : [m.document_changed_people({}, locale)]),
		...differencesBetween(templateOfBoth(before, after), before.answers, after.answers).map(
			(each) => clipped(`${each.field.label}: ${sayChange(each, after)}`)
		)
	];
}

function sayChange({ field, before, after }: FieldDifference, { language }: FrozenDocument) {
	const locale = { locale: language };
	const isSaid = before.notApplicable === null && after.notApplicable === null;
	if (isSaid && isShort(field) && field.kind !== 'person' && field.kind !== 'organisation') {
		const called = { names: { people: {}, organisations: {} }, titles: {}, language };
		const [was, is] = [before, after].map(
			({ value }) => sayCell(field, textOf(value) ?? '', called) || '–'
		);
		return `${was} → ${is}`;
	}
	if (isSaid && field.kind === 'text') {
		const stretches = textDifference(textOf(before.value) ?? '', textOf(after.value) ?? '');
		const words = (which: 'added' | 'removed') =>
			stretches
				.filter(({ is }) => is === which)
				.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
		return m.document_changed_words({ added: words('added'), removed: words('removed') }, locale);
	}
	if (before.value.kind === 'prose' && after.value.kind === 'prose' && isSaid) {
		const { added, removed } = countWords(proseDifference(before.value.text, after.value.text));
		if (added + removed > 0) return m.document_changed_words({ added, removed }, locale);
	}
	if (isSaid && columnsOf(field).length > 0) {
		const rows = rowDifferences(rowsOf(before.value), rowsOf(after.value));
		const count = (is: (each: (typeof rows)[number]) => boolean) => rows.filter(is).length;
		return m.document_changed_rows(
			{
				added: count((each) => each.before === null),
				removed: count((each) => each.after === null),
				changed: count((each) => each.before !== null && each.after !== null)
			},
			locale
		);
	}
	return m.document_changed_otherwise({}, locale);
}

const clipped = (line: string) =>
	line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
