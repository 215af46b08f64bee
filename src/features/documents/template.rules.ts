/**
 * A structured document: a template of sections and questions, and the answers given to them.
 *
 * The template is data, so that framework, agreements and plans share one way of asking, checking,
 * freezing and comparing. An answer is plain JSON, so that screen, PDF and hash are made from the same.
 * Texts are named by their keys in `messages/`; rules know no language.
 */

/** Something to choose from, with the key of its text. */
export type Choice = { key: string; label: string };

/** One column of a list. A long column takes several lines; a required one makes its row complete. */
export type Column = Choice & { required: boolean; long: boolean };

type Asked = {
	key: string;
	label: string;
	guidance: string;
	/** Whether the document is incomplete while this stands open. */
	required: boolean;
	/** The rule of the model that asks, 'R-076'. */
	rule: string;
};

/** One question, with what kind of answer it takes. */
export type Field = Asked &
	(
		| { kind: 'text' }
		| { kind: 'choices'; options: readonly Choice[] }
		/** A list. `groupedBy` names the column under whose values the rows are shown together. */
		| { kind: 'rows'; columns: readonly Column[]; groupedBy?: string }
		/** A list for each of the groups; a group without rows says why there are none. */
		| { kind: 'groups'; groups: readonly Choice[]; columns: readonly Column[] }
		/** Organisations of the register. */
		| { kind: 'organisations' }
		/** People of the register. */
		| { kind: 'people' }
		/** For each row of the field `rowsOf`: which organisations it concerns. */
		| { kind: 'matrix'; rowsOf: string }
	);

export type Kind = Field['kind'];

export type Section = { key: string; label: string; guidance: string; fields: readonly Field[] };

/** `edition` grows when questions are added or change their meaning; a frozen version remembers its edition. */
export type Template = { key: string; edition: number; sections: readonly Section[] };

/** One row of a list. The id stays when the row is edited, so that two versions can be compared. */
export type Row = { id: string; cells: Record<string, string> };

/** The rows of one group, and why there are none when there are none. */
export type Group = { rows: Row[]; none: string };

/** What was answered, tagged with the kind of question it answers. */
export type Value =
	| { kind: 'text'; text: string }
	| { kind: 'choices'; chosen: string[] }
	| { kind: 'rows'; rows: Row[] }
	| { kind: 'groups'; groups: Record<string, Group> }
	| { kind: 'organisations'; organisations: string[] }
	| { kind: 'people'; people: string[] }
	/** Organisation ids by row id. */
	| { kind: 'matrix'; organisations: Record<string, string[]> };

/** A question answered, or said not to apply here (the reason, possibly still empty). */
export type Answer = { value: Value; notApplicable: string | null };

/** Answers by the key of their field. A field without an entry is untouched. */
export type Answers = Record<string, Answer>;

/** Every field of the template in reading order. */
export const fieldsOf = (template: Template): Field[] =>
	template.sections.flatMap(({ fields }) => fields);

/** The field called `key`, or undefined where the template has none. */
export const findField = (template: Template, key: string): Field | undefined =>
	fieldsOf(template).find((field) => field.key === key);

/** The section called `key`, or undefined where the template has none. */
export const findSection = (template: Template, key: string): Section | undefined =>
	template.sections.find((section) => section.key === key);

/** The empty value of a field: what an editor starts from. */
export function emptyValue(field: Field): Value {
	switch (field.kind) {
		case 'text':
			return { kind: 'text', text: '' };
		case 'choices':
			return { kind: 'choices', chosen: [] };
		case 'rows':
			return { kind: 'rows', rows: [] };
		case 'groups':
			return {
				kind: 'groups',
				groups: Object.fromEntries(
					field.groups.map(({ key }): [string, Group] => [key, { rows: [], none: '' }])
				)
			};
		case 'organisations':
			return { kind: 'organisations', organisations: [] };
		case 'people':
			return { kind: 'people', people: [] };
		case 'matrix':
			return { kind: 'matrix', organisations: {} };
	}
}

/** The answer to a field as it stands; an empty one where nobody has touched it. */
export const answerTo = (field: Field, answers: Answers): Answer =>
	answers[field.key] ?? { value: emptyValue(field), notApplicable: null };

/** All rows of a value, whatever their group; none for values that are not lists. */
export function rowsOf(value: Value): Row[] {
	if (value.kind === 'rows') return value.rows;
	if (value.kind === 'groups') return Object.values(value.groups).flatMap(({ rows }) => rows);
	return [];
}

/** Whether nothing is written on a row. */
export const isBlank = ({ cells }: Row): boolean =>
	Object.values(cells).every((cell) => cell.trim() === '');
