/** What a person wrote themselves among what a form sends: not ids, versions and choices that it carries along. */

/** Whether this is something that a person wrote. */
export const isOwnWords = (value: string): boolean => /\p{L}/u.test(value) && !isCode(value.trim());

/** Words of the program: ids, one or two of them, the hash of a version, a version with what it showed (values/shown.ts), and choices spelled in lower case without a space. */
const isCode = (value: string) =>
	/^(ID|ID[ /.]ID|[\da-f]{64}|\d+(~[\da-z]+)+|[a-z]+(-[a-z]+)*)$/.test(value.replaceAll(ID, 'ID'));

const ID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
