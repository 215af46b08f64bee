/**
 * A running document stays on the edition of its template it began with. It can be moved to a newer one, with
 * the differences shown first: no answer is lost that nobody has seen go.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';
import { tidyProse } from '#values/prose.ts';
import { partsOfKey } from './shape.rules.ts';
import { isReadable } from './short.rules.ts';
import {
	columnsOf,
	fieldsOf,
	findField,
	type Answer,
	type Answers,
	type Field,
	type Kind,
	type Row,
	type Section,
	type Template,
	type Value
} from './template.rules.ts';

/** Which template a document is written on: the original's edition, or an owner's revision of it. */
export type Pin = { key: string; edition: number; owner: string | null; revision: number };

/** A template on the shelf: an original, or an adapted one. */
export type Shelved = Template & { adapted?: { owner: string; revision: number } };

/** The pin of a document that begins on this template. */
export const pinOf = ({ key, edition, adapted }: Shelved): Pin => ({
	key,
	edition,
	owner: adapted?.owner ?? null,
	revision: adapted?.revision ?? 0
});

/** The template a document is written on. Refuses where it has vanished: the answers are kept, and asked by nobody. */
export function templateOf<Each extends Shelved>(
	pin: Pin,
	shelf: readonly Each[]
): Outcome<Each, 'template-gone'> {
	const found = shelf.find((each) => isSamePin(pinOf(each), pin));
	return found ? done(found) : refused('template-gone');
}

/** What differs between two editions, part by part. `part` is the key of a section or question; `detail` of a column or choice. */
export type EditionDifference = {
	kind:
		| 'section-added'
		| 'section-gone'
		| 'section-now-optional'
		| 'section-no-longer-optional'
		| 'section-reworded'
		| 'question-added'
		| 'question-gone'
		| 'kind-changed'
		| 'now-with-form'
		| 'asked-of-each-party'
		| 'asked-of-all-together'
		| 'now-required'
		| 'no-longer-required'
		| 'reworded'
		| 'column-added'
		| 'column-gone'
		| 'choice-added'
		| 'choice-gone';
	part: string;
	detail: string | null;
};

/** What the newer edition asks otherwise, in its reading order; what is gone comes last. */
export function editionDifferences(older: Template, newer: Template): EditionDifference[] {
	const gone = older.sections.filter(({ key }) => !sectionIn(newer, key));
	const goneFields = fieldsOf(older).filter(({ key }) => !findField(newer, key));
	return [
		...newer.sections.flatMap((section) => [
			...sectionDifferences(sectionIn(older, section.key), section),
			...section.fields.flatMap((field) => fieldDifferences(older, newer, field))
		]),
		...gone.map(({ key }) => difference('section-gone', key)),
		...goneFields.map(({ key }) => difference('question-gone', key))
	];
}

/** An answer, or part of one, that the newer edition has no place for. */
export type Loss = {
	/** The key of the answer, with its party where it has one. */
	answer: string;
	why: 'question-gone' | 'kind-changed' | 'asked-otherwise' | 'column-gone' | 'choice-gone';
	/** The column or choice. */
	detail: string | null;
};

/** The answers as the newer edition takes them, and what is lost. */
export type Moved = { answers: Answers; losses: Loss[] };

/** The answers on the newer edition. Every question that both ask in the same way keeps its answer. */
export function moveAnswers(older: Template, newer: Template, answers: Answers): Moved {
	const moved: Moved = { answers: {}, losses: [] };
	for (const [key, answer] of Object.entries(answers)) {
		const { field: name, party } = partsOfKey(key);
		const field = findField(newer, name);
		const why = whyLost(older, newer, field, answer, party);
		if (!field || why) {
			moved.losses.push({ answer: key, why: why ?? 'question-gone', detail: null });
			continue;
		}
		const { value, lost } = fitted(findField(older, name), field, answer.value);
		moved.answers[key] = { ...answer, value };
		moved.losses.push(...lost.map(([each, detail]) => ({ answer: key, why: each, detail })));
	}
	return moved;
}

/** An answer as the question takes it today: without cells and choices that it no longer has. */
export function fitValue(field: Field, value: Value): Value {
	const fit = fitted(undefined, field, value).value;
	if (fit.kind !== 'rows') return fit;
	const columns = new Map(columnsOf(field).map((column) => [column.key, column]));
	const rows = fit.rows.map((row) => ({
		...row,
		cells: Object.fromEntries(
			Object.entries(row.cells).filter(([key, text]) => isReadable(columns.get(key)!, text))
		)
	}));
	return { ...fit, rows };
}

export type EditionRefusal = 'another-template' | 'edition-not-newer' | 'losses-not-seen';

/**
 * Moves a draft to a newer edition.
 * @param seen the losses as they were shown; another answer given meanwhile has to be seen as well
 */
export function moveToEdition(
	draft: { pin: Pin; answers: Answers },
	older: Shelved,
	newer: Shelved,
	seen: readonly Loss[]
): Outcome<{ pin: Pin; answers: Answers }, EditionRefusal> {
	const pin = pinOf(newer);
	if (pin.key !== draft.pin.key || !isSamePin(pinOf(older), draft.pin))
		return refused('another-template');
	if (!isLater(pin, draft.pin)) return refused('edition-not-newer');
	const { answers, losses } = moveAnswers(older, newer, draft.answers);
	const isSeen = (loss: Loss) => seen.some((each) => isSameLoss(each, loss));
	return losses.every(isSeen) ? done({ pin, answers }) : refused('losses-not-seen');
}

/** Whether one pin is later than another of the same template: a higher edition, or of the same edition another owner's or a later revision. */
export const isLater = (one: Pin, other: Pin) =>
	one.edition > other.edition ||
	(one.edition === other.edition && (one.owner !== other.owner || one.revision > other.revision));

const isSamePin = (one: Pin, other: Pin) =>
	one.key === other.key &&
	one.edition === other.edition &&
	one.owner === other.owner &&
	one.revision === other.revision;

const isSameLoss = (one: Loss, other: Loss) =>
	one.answer === other.answer && one.why === other.why && one.detail === other.detail;

const difference = (
	kind: EditionDifference['kind'],
	part: string,
	detail: string | null = null
): EditionDifference => ({ kind, part, detail });

const sectionIn = (template: Template, key: string) =>
	template.sections.find((section) => section.key === key);

function sectionDifferences(before: Section | undefined, now: Section): EditionDifference[] {
	if (!before) return [difference('section-added', now.key)];
	return [
		...when(!isOptional(before) && isOptional(now), 'section-now-optional', now.key),
		...when(isOptional(before) && !isOptional(now), 'section-no-longer-optional', now.key),
		...when(isReworded(before, now), 'section-reworded', now.key)
	];
}

function fieldDifferences(older: Template, newer: Template, now: Field): EditionDifference[] {
	const before = findField(older, now.key);
	if (!before) return [difference('question-added', now.key)];
	if (before.kind !== now.kind && !gainsForm(before.kind, now.kind))
		return [difference('kind-changed', now.key)];
	const [wasEach, isEach] = [isPerParty(older, now.key), isPerParty(newer, now.key)];
	const [hadChoices, hasChoices] = [keysOf(choicesOf(before)), keysOf(choicesOf(now))];
	const each = (kind: EditionDifference['kind'], keys: string[], known: string[]) =>
		keys.filter((key) => !known.includes(key)).map((key) => difference(kind, now.key, key));
	return [
		...when(before.kind !== now.kind, 'now-with-form', now.key),
		...when(!wasEach && isEach, 'asked-of-each-party', now.key),
		...when(wasEach && !isEach, 'asked-of-all-together', now.key),
		...when(!before.required && now.required, 'now-required', now.key),
		...when(before.required && !now.required, 'no-longer-required', now.key),
		...when(isReworded(before, now), 'reworded', now.key),
		...each('column-added', keysOf(columnsOf(now)), sameColumns(before, now)),
		...each('column-gone', keysOf(columnsOf(before)), sameColumns(before, now)),
		...each('choice-added', hasChoices, hadChoices),
		...each('choice-gone', hadChoices, hasChoices)
	];
}

function whyLost(
	older: Template,
	newer: Template,
	field: Field | undefined,
	{ value }: Answer,
	party: string | null
): Loss['why'] | null {
	if (!field) return 'question-gone';
	if (field.kind !== value.kind && !gainsForm(value.kind, field.kind)) return 'kind-changed';
	const wasEach = findField(older, field.key) ? isPerParty(older, field.key) : party !== null;
	return wasEach === isPerParty(newer, field.key) ? null : 'asked-otherwise';
}

type Lost = [why: 'column-gone' | 'choice-gone', detail: string];

/** The value without cells and choices that the question no longer has. */
function fitted(
	before: Field | undefined,
	field: Field,
	value: Value
): { value: Value; lost: Lost[] } {
	const columns = before ? sameColumns(before, field) : keysOf(columnsOf(field));
	const choices = keysOf(choicesOf(field));
	const lost: Lost[] = [];
	const lose = (why: Lost[0], detail: string) => {
		if (!lost.some((each) => each[0] === why && each[1] === detail)) lost.push([why, detail]);
	};
	const isKnown = (key: string) => choices.includes(key) || void lose('choice-gone', key);
	const isKept = (key: string, text: string) => {
		const column = columnsOf(field).find((each) => each.key === key);
		if (!column || !columns.includes(key)) return void (text && lose('column-gone', key));
		const isOption =
			column.kind !== 'choice' || text === '' || keysOf(column.options).includes(text);
		return isOption || void lose('choice-gone', `${key}/${text}`);
	};
	const fitRow = (row: Row): Row => ({
		...row,
		cells: Object.fromEntries(Object.entries(row.cells).filter((cell) => isKept(...cell)))
	});
	if (value.kind === 'rows') return { value: { ...value, rows: value.rows.map(fitRow) }, lost };
	if (value.kind === 'choices')
		return { value: { ...value, chosen: value.chosen.filter(isKnown) }, lost };
	if (value.kind === 'choice' && value.text !== '')
		return { value: { ...value, text: isKnown(value.text) ? value.text : '' }, lost };
	if (value.kind === 'text' && field.kind === 'prose')
		return { value: { kind: 'prose', text: tidyProse(value.text) }, lost };
	if (value.kind !== 'groups') return { value, lost };
	const groups = Object.entries(value.groups).flatMap(([key, group]) => {
		if (!choices.includes(key)) {
			if (group.rows.length > 0 || group.none) lose('choice-gone', key);
			return [];
		}
		return [[key, { ...group, rows: group.rows.map(fitRow) }] as const];
	});
	return { value: { kind: 'groups', groups: Object.fromEntries(groups) }, lost };
}

/** Whether a text may have headings and lists now: it is read as if it had been typed so, and nothing of it is lost. */
const gainsForm = (before: Kind, now: Kind) => before === 'text' && now === 'prose';

/** What may be chosen: options, or the groups of a grouped list. */
const choicesOf = (field: Field) => {
	if (field.kind === 'choices' || field.kind === 'choice') return field.options;
	return field.kind === 'groups' ? field.groups : [];
};

/** The columns that both have, of the same kind: one whose kind has changed is gone and has come anew. */
const sameColumns = (before: Field, now: Field) =>
	columnsOf(now)
		.filter(({ key, kind }) =>
			columnsOf(before).some((each) => each.key === key && each.kind === kind)
		)
		.map(({ key }) => key);

const keysOf = (parts: readonly { key: string }[]) => parts.map(({ key }) => key);

const isPerParty = (template: Template, name: string) =>
	template.sections.some(({ perParty, fields }) =>
		fields.some((field) => field.key === name && (perParty === true || field.perParty === true))
	);

const isOptional = ({ optional }: Section) => optional === true;

const isReworded = (before: Section | Field, now: Section | Field) =>
	before.label !== now.label || before.guidance !== now.guidance;

const when = (applies: boolean, kind: EditionDifference['kind'], part: string) =>
	applies ? [difference(kind, part)] : [];
