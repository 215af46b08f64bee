/** Reads what a form posts, at the door: inside, types are believed. */
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '#messages';
import { dayTyped } from '#values/day-text.ts';
import { isDayField, isMadeId } from './form-fields.ts';
import { isTooLarge } from './http/body-limits.ts';
import { idOfMade } from './sent-twice.ts';

type Names<Schema extends z.ZodObject> = keyof Schema['shape'] & string;

/** What a person typed, by the names of the inputs: shown again where the form does not fit. */
export type Typed<Schema extends z.ZodObject> = {
	[Name in Names<Schema>]: Schema['shape'][Name] extends z.ZodArray ? string[] : string;
};

/** Sentences for people, by the names of the inputs they are about. */
export type Problems<Schema extends z.ZodObject> = Partial<Record<Names<Schema>, string[]>>;

export type FormRead<Schema extends z.ZodObject> =
	| { ok: true; typed: Typed<Schema>; value: z.output<Schema> }
	| { ok: false; typed: Typed<Schema>; problems: Problems<Schema> };

/**
 * Reads the posted form against `schema`, whose keys are the names of the inputs. Where it does not fit, answers what
 * was typed and the problems of each field: `fail(422, { typed, problems })`. A body that is no form at all is 400.
 */
export async function readForm<Schema extends z.ZodObject>(
	request: Request,
	schema: Schema
): Promise<FormRead<Schema>> {
	return readFields(await readBody(request), schema);
}

/** The same for a form whose body has been read already, because files came with it. */
export function readFields<Schema extends z.ZodObject>(
	posted: FormData,
	schema: Schema
): FormRead<Schema> {
	const typed = Object.fromEntries(
		Object.entries(schema.shape).map(([name, field]) => [
			name,
			field instanceof z.ZodArray
				? posted.getAll(name).map(asText)
				: asTyped(field, posted.get(name))
		])
	) as Typed<Schema>;
	const read = schema.safeParse(typed, { error: sayUnsaid });
	if (read.success) return { ok: true, typed, value: { ...read.data, ...madeIds(schema, typed) } };
	const problems = z.flattenError(read.error).fieldErrors as Problems<Schema>;
	return { ok: false, typed, problems };
}

/** What no field says for itself, as of a choice that no page offers: Zod's own words are for programmers, and in English. */
const sayUnsaid = (issue: z.core.$ZodRawIssue): string =>
	issue.code === 'too_big' ? m.form_too_long({ longest: Number(issue.maximum) }) : m.form_choose();

/** The form that is posted: 400 where it is none, 413 where it was more than is read. */
export function readBody(request: Request): Promise<FormData> {
	if (isTooLarge(request)) error(413, 'too large');
	return request.formData().catch(() => error(400, 'not a form'));
}

/** The ids of what the form makes, by the names of the inputs that carry what they are made of. */
function madeIds<Schema extends z.ZodObject>(schema: Schema, typed: Typed<Schema>) {
	const names = Object.keys(schema.shape).filter((name) => isMadeId(schema.shape[name]));
	return Object.fromEntries(
		names.map((name) => [name, idOfMade(String(typed[name as Names<Schema>]), typed)])
	);
}

/**
 * A field that is not there, or is a file where a text is asked for, is an empty one. Nobody types a NUL, and PostgreSQL
 * takes none: a program's is left out, whatever the field is for.
 */
const asText = (posted: FormDataEntryValue | null) =>
	typeof posted === 'string' ? posted.replaceAll('\0', '') : '';

/** A day is carried along as ISO 8601 text however it was written, so that whoever is shown it again is shown the same day. */
const asTyped = (field: z.core.$ZodType, posted: FormDataEntryValue | null) =>
	isDayField(field as z.ZodType) ? dayTyped(asText(posted)) : asText(posted);

/**
 * The names and values of a form in the order of the page, for one whose fields only its reader knows; a file counts as
 * nothing. 400 where it is no form.
 */
export async function readPosted(
	request: Request
): Promise<(readonly [name: string, value: string])[]> {
	const data = await readBody(request);
	return [...data].map(([name, value]) => [name, asText(value)] as const);
}
