/**
 * What somebody typed into a form while their session ran out. It waits in the hidden fields of the sign-in form, in
 * the person's own browser, and nowhere else; after signing in they see it and send it again.
 */

import { isOwnWords } from '#values/own-words.ts';

/** A form's fields by name, in order. */
export type TypedText = [name: string, value: string][];

/** How much can wait, in characters: what the server takes of one form. */
export const MOST_CHARACTERS = 450_000;
const MOST_FIELDS = 500;

/** Fields that prove who somebody is, and a civil registration number: typed again, and on no page in between. */
const SECRETS = ['password', 'current', 'code', 'civilNumber', 'civilNumberAgain'];

/** What was typed into a form, field by field: no files and not their names, and no secrets. */
export const typedIn = (form: FormData): TypedText =>
	[...form].filter(
		(field): field is TypedText[number] =>
			typeof field[1] === 'string' && !SECRETS.includes(field[0])
	);

/** The fields as one text to carry along; empty where there is nothing, or more than can wait. */
export function packTyped(fields: TypedText): string {
	if (fields.length === 0 || fields.length > MOST_FIELDS) return '';
	const packed = JSON.stringify(fields);
	return packed.length > MOST_CHARACTERS ? '' : packed;
}

/** The fields again; none where `packed` is not what `packTyped` made. */
export function unpackTyped(packed: string): TypedText {
	if (packed === '' || packed.length > MOST_CHARACTERS) return [];
	try {
		const fields: unknown = JSON.parse(packed);
		return Array.isArray(fields) && fields.length <= MOST_FIELDS && fields.every(isField)
			? fields
			: [];
	} catch {
		return [];
	}
}

/** What the person wrote themselves, to be shown: not the ids, versions and choices that a form carries along. */
export const ownWords = (fields: TypedText): string[] =>
	fields.map(([, value]) => value.trim()).filter(isOwnWords);

const isField = (field: unknown): field is [string, string] =>
	Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string');
