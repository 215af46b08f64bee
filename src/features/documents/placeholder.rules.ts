/**
 * Words that stand where something is still to be written: “[navn på kommune]”, “xxx”, “vores mål er …”.
 * An agreement is not sent while any are left; each is told with where it stands.
 */
import { wordsOfProse } from '#values/prose.ts';
import {
	answerTo,
	columnsOf,
	fieldsOf,
	type Answers,
	type Field,
	type Template
} from './template.rules.ts';

/** One placeholder: in which question, on which row of it, and what stands there. */
export type Placeholder = { field: string; row: string | null; text: string };

/** What is taken for a placeholder. What people write on purpose (“[1]”, “[x]”, “osv...”, “XXL”) is none. */
const SIGNS: readonly RegExp[] = [
	// Words in square brackets, as templates have them; not a note's number, a tick or a link.
	/\[(?!\s*x?\s*\](?!\p{L}))[^[\]\n]*[\p{L}…][^[\]\n]*\](?!\()|\[\.{2,}\]/giu,
	/<\s*(?:indsæt|insert|navn|name|dato|date|beløb|amount|titel|title)\b[^<>\n]{0,80}>/giu,
	// x's for letters or digits: “xxx”, “den xx.xx.2026”, “kr. xx”.
	/(?<![\p{L}\p{N}])(?:x{3,}|X{3,}|xx)(?![\p{L}\p{N}])(?:[./-]x{2,4}(?![\p{L}\p{N}]))*/gu,
	/(?<![\p{L}\p{N}])(?:dd[./-]mm[./-](?:åååå|yyyy)|NN|N\.N\.|TBD|TBA)(?![\p{L}\p{N}])/gu,
	// Dots that stand for themselves, or a line to write on.
	/(?<=^|\s)(?:\.{3,}|…)(?=\s|$)/gmu,
	/_{3,}|\?{3,}/gu,
	/(?<!\p{L})(?:indsæt|insert)\s+(?:navn|dato|tekst|beløb|her|name|date|text|amount|here)(?!\p{L})/giu,
	/lorem ipsum/giu
];

/** The placeholders of a text, in its order; of two that overlap the first and longest. */
export function placeholdersOf(text: string): string[] {
	const found = SIGNS.flatMap((sign) =>
		[...text.matchAll(sign)].map((match) => ({ at: match.index, text: match[0] }))
	).sort((a, b) => a.at - b.at || b.text.length - a.text.length);
	const kept: string[] = [];
	let end = 0;
	for (const each of found) {
		if (each.at < end) continue;
		kept.push(each.text.trim());
		end = each.at + each.text.length;
	}
	return kept;
}

/** Every placeholder left in the answers, in the order of the document. */
export const placeholdersIn = (template: Template, answers: Answers): Placeholder[] =>
	fieldsOf(template).flatMap((field) =>
		textsOf(field, answers).flatMap(([row, text]) =>
			placeholdersOf(text).map((each) => ({ field: field.key, row, text: each }))
		)
	);

type Told = [row: string | null, text: string];

/** What people have written in answer to a question; what they chose or pointed to holds no words of theirs. */
function textsOf(field: Field, answers: Answers): Told[] {
	const { value, notApplicable } = answerTo(field, answers);
	if (notApplicable !== null) return [[null, notApplicable]];
	const written = columnsOf(field).filter(({ kind }) => kind === 'text');
	const told = (rows: readonly { id: string; cells: Record<string, string> }[]) =>
		rows.flatMap(({ id, cells }) => written.map(({ key }): Told => [id, cells[key] ?? '']));
	if (value.kind === 'text') return [[null, value.text]];
	if (value.kind === 'prose') return [[null, wordsOfProse(value.text)]];
	if (value.kind === 'rows') return told(value.rows);
	if (value.kind !== 'groups' || field.kind !== 'groups') return [];
	return field.groups.flatMap(({ key }) => {
		const group = value.groups[key];
		return group ? [[null, group.none] satisfies Told, ...told(group.rows)] : [];
	});
}
