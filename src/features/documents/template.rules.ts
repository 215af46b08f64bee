/**
 * A structured document: a template of sections and questions, and the answers given to them.
 *
 * The template is data, so that framework, agreements and plans share one way of asking, checking,
 * freezing and comparing. An answer is plain JSON, so that screen, PDF and hash are made from the same.
 * Texts are named by their keys in `messages/`; rules know no language.
 */

/** Something to choose from, with the key of its text. */
export type Choice = { key: string; label: string };

/** A question with one short answer, alone or as a cell of a list; how it is spelled is said by short.rules.ts. */
export type Short =
	| { kind: 'date' }
	/** Danish money, kept in øre. */
	| { kind: 'money' }
	/** `unit` is what is counted (the key of its text), where it is always the same. */
	| { kind: 'number'; unit: string | null }
	/** One of the options. */
	| { kind: 'choice'; options: readonly Choice[] }
	/** One person of the register. */
	| { kind: 'person' }
	/** One organisation of the register; a municipality or a party, where nothing else can be meant. */
	| { kind: 'organisation'; only?: Only };

/** What an organisation must be to be the answer to some questions: a municipality, or a party of the document. */
export type Only = 'municipality' | 'party';

/** What the cells of one column hold. A long text takes several lines; `row` points to a row of the list `of`, `agreement`, `series` (of meetings) and `file` to one kept here. */
export type Cell =
	| { kind: 'text'; long: boolean }
	| Short
	| { kind: 'row'; of: string }
	| { kind: 'agreement' }
	| { kind: 'series' }
	| { kind: 'file' };

/** One column of a list. A required one makes its row complete. */
export type Column = Choice & { required: boolean } & Cell;

type Asked = {
	key: string;
	label: string;
	guidance: string;
	/** Whether the document is incomplete while this stands open. */
	required: boolean;
	/** The rule of the model that asks, 'R-076'. */
	rule: string;
	/** Whether each party of the document answers for itself (shape.rules.ts). */
	perParty?: boolean;
	/** The party that answers, where the template has been shaped for its parties: an organisation's id. */
	party?: string;
};

/** One question, with what kind of answer it takes. */
export type Field = Asked &
	/** `longest`: characters it may hold where that is fewer than any text; `starter`: the key of a text to begin from. */
	(
		| { kind: 'text'; longest?: number; starter?: string }
		/** A text with headings, lists, bold, italics and links (values/prose.ts). */
		| { kind: 'prose'; longest?: number }
		| Short
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

export type Section = {
	key: string;
	label: string;
	guidance: string;
	fields: readonly Field[];
	/** Whether the document's authors pick this section or leave it out. */
	optional?: boolean;
	/** Whether each party answers all of its questions for itself. */
	perParty?: boolean;
};

/** `edition` grows when questions are added or change their meaning; a frozen version remembers its edition. */
export type Template = { key: string; edition: number; sections: readonly Section[] };

/** One row of a list. The id stays when the row is edited, so that two versions can be compared. Cells are text in one spelling. */
export type Row = { id: string; cells: Record<string, string> };

/** The rows of one group, and why there are none when there are none. */
export type Group = { rows: Row[]; none: string };

/** What was answered, tagged with the kind of question it answers. */
export type Value =
	| { kind: 'text'; text: string }
	/** In the one spelling of `tidyProse`. */
	| { kind: 'prose'; text: string }
	/** A short answer in its one spelling; empty while unanswered. */
	| { kind: Short['kind']; text: string }
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

/** Whether people are chosen in the answer to a question. */
export const asksForPeople = (field: Field): boolean =>
	field.kind === 'people' ||
	field.kind === 'person' ||
	columnsOf(field).some(({ kind }) => kind === 'person');

/** The empty value of a field: what an editor starts from. */
export function emptyValue(field: Field): Value {
	switch (field.kind) {
		case 'text':
		case 'prose':
		case 'date':
		case 'money':
		case 'number':
		case 'choice':
		case 'person':
		case 'organisation':
			return { kind: field.kind, text: '' };
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

/** The columns of a list, grouped or not; none for questions that are not lists. */
export const columnsOf = (field: Field): readonly Column[] =>
	field.kind === 'rows' || field.kind === 'groups' ? field.columns : [];

/** Whether the question takes one short answer. */
export const isShort = (field: Field): field is Field & Short =>
	['date', 'money', 'number', 'choice', 'person', 'organisation'].includes(field.kind);

/**
 * What a row is called where it is pointed to: what its first column says. The order of its cells says nothing: the database keeps
 * them in one of its own.
 */
export const titleOfRow = (field: Field | undefined, { cells }: Row): string =>
	cells[(field && columnsOf(field)[0]?.key) ?? ''] ?? '';

/** A row that a matrix stands on, as it is called. */
export type Covered = { id: string; title: string };

/** The rows of a list that a matrix stands on, without those on which nothing is written. */
export const coveredRows = (list: Field | undefined, value: Value): Covered[] =>
	rowsOf(value)
		.filter((row) => !isBlank(row))
		.map((row) => ({ id: row.id, title: titleOfRow(list, row) }));

/** What each row of each list is called where it is pointed to, by the row's id. `fields`: those that ask for the lists. */
export const titlesIn = (fields: readonly Field[], answers: Answers): Record<string, string> =>
	Object.fromEntries(
		fields.flatMap((field) =>
			rowsOf(answerTo(field, answers).value).map((row) => [row.id, titleOfRow(field, row)])
		)
	);

/** The text of a value that is one, long or short; undefined for lists and several choices. */
export const textOf = (value: Value): string | undefined =>
	'text' in value ? value.text : undefined;

/** Whether nothing is written on a row. */
export const isBlank = ({ cells }: Row): boolean =>
	Object.values(cells).every((cell) => cell.trim() === '');
