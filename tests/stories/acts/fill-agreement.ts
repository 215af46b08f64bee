/**
 * Everything an agreement asks, answered at one go: each party sends the forms of its own questions, as its pages bring
 * them, without anybody looking. What is looked at is written by hand in make-agreement.ts.
 */
import { expect } from 'vitest';
import { newestTemplateOf } from '../../../src/features/agreements/agreement-template.rules.ts';
import type { WrittenKind } from '../../../src/features/agreements/kind.rules.ts';
import { partsOfKey, shapeTemplate } from '../../../src/features/documents/shape.rules.ts';
import { columnsOf } from '../../../src/features/documents/template.rules.ts';
import type {
	Cell,
	Column,
	Field,
	Section
} from '../../../src/features/documents/template.rules.ts';
import { addDays, addMonths, dayNow } from '../../../src/values/day.ts';
import { inputsOf, type Input } from '../../access/page-forms.ts';
import type { Actor, Party } from './four-parties.ts';

type Posted = [name: string, value: string][];

/** What is answered where any word, day or number would not do, by the question or the column. */
const FITTING: Record<string, string> = {
	'age-from': '18',
	'age-to': '67',
	'starts-on': dayNow(),
	'ends-on': addDays(addMonths(dayNow(), 36), -1),
	'stated-years': '3',
	'notice-months': '6',
	'renewal-on': addMonths(dayNow(), 24),
	'review-on': addMonths(dayNow(), 12),
	supported: 'no',
	'sub-agreement-title': '',
	'sub-agreement-on': '',
	open: '',
	'full-time-share': '0,5'
};

/** Fills in everything that is still open, each party its own and the leader what is asked of all. */
export async function fillTheRest(
	address: string,
	kind: WrittenKind,
	parties: readonly Party[]
): Promise<void> {
	for (const { key, fields, who } of partsOf(kind, parties))
		await fillSection(who, `${address}/sections/${key}`, fields, parties);
}

/** Answers these questions of a section that are blank on its page, in one post; a section that was not picked is passed over. */
async function fillSection(
	who: Actor,
	page: string,
	fields: readonly Field[],
	parties: readonly Party[]
): Promise<void> {
	const { request } = who.page.context();
	const shown = await request.get(page);
	if (shown.status() === 404) return;
	const inputs = inputsOf(await shown.text(), 'save');
	const open = fields.filter((field) => isBlank(field, inputs));
	if (open.length === 0) return;
	const carried = inputs.filter(({ name }) => /^(version|was)\./.test(name));
	const answered = await request.post(`${page}?/save`, {
		multipart: formOf([
			...carried.flatMap(({ name, value }): Posted => (value === null ? [] : [[name, value]])),
			...open.flatMap((field) => answerTo(field, who, parties))
		]),
		headers: { accept: 'text/html', origin: new URL(who.page.url()).origin },
		maxRedirects: 0
	});
	expect(answered.status(), `${page}: ${await answered.text()}`).toBe(303);
}

/** Whether the page offers the question to be answered, and nothing is written there yet. */
function isBlank({ key }: Field, inputs: readonly Input[]): boolean {
	const own = inputs.filter(({ name }) => name.startsWith(`${key}.`));
	const isWritten = ({ name, value }: Input) =>
		!/\.(shown|reason-shown)$/.test(name) && value !== null && value !== '';
	return own.length > 0 && !own.some(isWritten);
}

/** Which questions of which section who answers: each party its own, and the leader of the first what is asked of all. */
export const partsOf = (kind: WrittenKind, parties: readonly Party[]) =>
	parties.flatMap(({ id, leads }) =>
		sectionsOf(kind, parties).flatMap(({ key, fields }) => {
			const own = fields.filter(({ party }) => (party ?? parties[0]!.id) === id);
			return own.length > 0 ? [{ key, fields: own, who: leads }] : [];
		})
	);

const sectionsOf = (kind: WrittenKind, parties: readonly Party[]): readonly Section[] => {
	const template = newestTemplateOf(kind);
	const sections = template.sections.map(({ key }) => key);
	return shapeTemplate(template, { parties: parties.map(({ id }) => id), sections }).sections;
};

/** What `who` posts in answer to a question. */
export function answerTo(field: Field, who: Actor, parties: readonly Party[]): Posted {
	const { key } = field;
	if (key === 'theory-part')
		return parties.flatMap(({ id, leads }) => rowOf(key, id, id, columnsOf(field), leads));
	switch (field.kind) {
		case 'choices':
			return [[`${key}.chosen`, field.options[0]!.key]];
		case 'organisations':
			return [[`${key}.organisation`, who.organisation]];
		case 'people':
			return [[`${key}.person`, seatOf(who)]];
		case 'rows':
			return rowOf(key, 'r1', 'r1', field.columns, who);
		case 'groups':
			return field.groups.flatMap((group) =>
				rowOf(key, `${group.key}/${group.key}`, group.key, field.columns, who)
			);
		case 'matrix':
			return [];
		default:
			return [[`${key}.text`, short(field, partsOfKey(key).field, who)]];
	}
}

const rowOf = (
	key: string,
	place: string,
	id: string,
	columns: readonly Column[],
	who: Actor
): Posted => [
	[`${key}.row`, place],
	...columns.map((column): [string, string] => [
		`${key}.cell.${id}.${column.key}`,
		short(column, column.key, who)
	])
];

/** An answer in one line. */
function short(cell: Cell | Field, key: string, who: Actor): string {
	const fitting = FITTING[key];
	if (fitting !== undefined) return fitting;
	switch (cell.kind) {
		case 'date':
			return addMonths(dayNow(), 6);
		case 'money':
			return '12.500,50';
		case 'number':
			return '12';
		case 'choice':
			return cell.options[0]!.key;
		case 'person':
			return seatOf(who);
		case 'organisation':
			return who.organisation;
		case 'text':
			return 'Det er vi enige om, og vi følger det op på vores faste møder.';
		case 'row':
			return 'r1';
		case 'prose':
			return 'Det er vi **enige** om:\n- vi følger det op\n- på vores [faste møder](https://solby.example/møder)';
		default:
			return '';
	}
}

const seatOf = ({ person, organisation }: Actor) => `${person}.${organisation}`;

function formOf(posted: Posted): FormData {
	const form = new FormData();
	for (const [name, value] of posted) form.append(name, value);
	return form;
}
