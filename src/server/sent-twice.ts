/**
 * Forms carry the id of what they make, so a form that is sent twice is known by the key it meets. What is typed is part
 * of the key: somebody who goes back and sends the form with other words means something else.
 */
import { createHash } from 'node:crypto';
import { isId } from '#values/id.ts';

/** The id of what a form makes: of the one made with the form, and of all that is typed. A form without one gets one. */
export function idOfMade(made: string, typed: object): string {
	const seed = isId(made) ? made : crypto.randomUUID();
	const bytes = createHash('sha256')
		.update(JSON.stringify([seed, typed]))
		.digest();
	bytes[6] = (bytes[6]! & 0x0f) | 0x80; // RFC 9562, version 8: made in our own way
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex', 0, 16);
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether `cause` is PostgreSQL saying that the row of this table with this id is there already. */
export const isSentTwice = (cause: unknown, table: string): boolean =>
	cause instanceof Error &&
	'code' in cause &&
	cause.code === '23505' &&
	'constraint' in cause &&
	cause.constraint === `${table}_pkey`;
