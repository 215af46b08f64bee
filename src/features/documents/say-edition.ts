/** What differs between two editions of a template, and what a document loses by the change, in the reader's words. */
import { m } from '#messages';
import { editionDifferences, type EditionDifference, type Loss } from './edition.rules.ts';
import { sayKey } from './server/say-template.ts';
import { columnsOf, findField, findSection, type Field, type Template } from './template.rules.ts';

/** The difference as a sentence. */
function sayDifference(
	{ kind, part, detail }: EditionDifference,
	older: Template,
	newer: Template
): string {
	const find = kind.startsWith('section-') ? findSection : findField;
	const named = find(newer, part) ?? find(older, part);
	const label = named ? sayKey(named.label) : part;
	const of = detail === null ? '' : sayDetail(detail, [older, newer], part);
	return DIFFERENCES[kind]({ part: label, detail: of });
}

/** A difference with the words of what is said otherwise; `words` is empty where nothing is. */
export type SaidDifference = { text: string; words: { before: string; after: string }[] };

/** All that differs between two editions, in words. */
export const sayDifferences = (older: Template, newer: Template): SaidDifference[] =>
	editionDifferences(older, newer).map((each) => ({
		text: sayDifference(each, older, newer),
		words: rewordingIn(each, older, newer)
	}));

/** The name and the guidance of a part that is said otherwise, each where it differs. */
function rewordingIn({ kind, part }: EditionDifference, older: Template, newer: Template) {
	const find = kind === 'section-reworded' ? findSection : findField;
	const [before, after] = [find(older, part), find(newer, part)];
	if ((kind !== 'section-reworded' && kind !== 'reworded') || !before || !after) return [];
	return (['label', 'guidance'] as const)
		.map((words) => ({ before: sayKey(before[words]), after: sayKey(after[words]) }))
		.filter((words) => words.before !== words.after);
}

/** Why an answer, or part of it, has no place any more. */
export const sayLoss = (
	{ why, detail }: Pick<Loss, 'why' | 'detail'>,
	older: Template,
	key: string
) => LOSSES[why]({ detail: detail === null ? '' : sayDetail(detail, [older], key) });

/** A column or a choice as it is called; a choice of a column is `column/choice`. */
function sayDetail(detail: string, templates: readonly Template[], part: string): string {
	const [first = '', second] = detail.split('/', 2);
	for (const template of templates) {
		const field = findField(template, part);
		const found = field && partsOf(field).find(({ key }) => key === first);
		if (!found) continue;
		const options = 'options' in found ? (found.options as Labelled[]) : [];
		const choice = second && options.find(({ key }) => key === second);
		return choice ? `${sayKey(found.label)}: ${sayKey(choice.label)}` : sayKey(found.label);
	}
	return detail;
}

type Labelled = { key: string; label: string };

const partsOf = (field: Field): readonly Labelled[] => {
	if (field.kind === 'choice' || field.kind === 'choices') return field.options;
	return [...(field.kind === 'groups' ? field.groups : []), ...columnsOf(field)];
};

type Sentence = (words: { part: string; detail: string }) => string;
const DIFFERENCES: Record<EditionDifference['kind'], Sentence> = {
	'section-added': m.edition_section_added,
	'section-gone': m.edition_section_gone,
	'section-now-optional': m.edition_section_now_optional,
	'section-no-longer-optional': m.edition_section_no_longer_optional,
	'section-reworded': m.edition_section_reworded,
	'question-added': m.edition_question_added,
	'question-gone': m.edition_question_gone,
	'kind-changed': m.edition_kind_changed,
	'now-with-form': m.edition_now_with_form,
	'asked-of-each-party': m.edition_asked_of_each_party,
	'asked-of-all-together': m.edition_asked_of_all_together,
	'now-required': m.edition_now_required,
	'no-longer-required': m.edition_no_longer_required,
	reworded: m.edition_reworded,
	'column-added': m.edition_column_added,
	'column-gone': m.edition_column_gone,
	'choice-added': m.edition_choice_added,
	'choice-gone': m.edition_choice_gone
};

const LOSSES: Record<Loss['why'], (words: { detail: string }) => string> = {
	'question-gone': m.edition_loss_question_gone,
	'kind-changed': m.edition_loss_kind_changed,
	'asked-otherwise': m.edition_loss_asked_otherwise,
	'column-gone': m.edition_loss_column_gone,
	'choice-gone': m.edition_loss_choice_gone
};
