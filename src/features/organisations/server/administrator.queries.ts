/** Who administers the installation. The database asks whether the visitor may, records it and tells the person. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';

/** Somebody who administers. */
export type Administrator = { person: string; name: string; email: string; isMe: boolean };

/** Those who administer today; nobody for those who do not. */
export const listAdministrators = () =>
	ask<Administrator>(sql`select person, name, email, "isMe" from samspil.list_administrators()`);

/** Makes somebody who works here an administrator. */
export const putAdministrator = (person: string) =>
	ask<{ answer: 'done' | 'not-there' }>(
		sql`select samspil.appoint_administrator(${person}::uuid) as answer`
	);

/** Ends somebody's administration. */
export const endAdministrator = (person: string) =>
	ask<{ answer: 'done' | 'last' | 'not-there' }>(
		sql`select samspil.remove_administrator(${person}::uuid) as answer`
	);
