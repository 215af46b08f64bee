/** Forms carry the id of what they make, so a form that is sent twice is known by the key it meets. */

/** Whether `cause` is PostgreSQL saying that the row of this table with this id is there already. */
export const isSentTwice = (cause: unknown, table: string): boolean =>
	cause instanceof Error &&
	'code' in cause &&
	cause.code === '23505' &&
	'constraint' in cause &&
	cause.constraint === `${table}_pkey`;
