/** Whom a volunteer turns to with worry about a child: on every screen, and so asked by the visit itself. */
import { sql } from 'kysely';
import type { ConcernContact } from '#values/visitor.ts';
import { ask } from './tables.ts';

const CONTACT = sql`c.person_id as person, c.organisation_id as organisation, c.name, c.title, c.organisation_name as "organisationName",
	c.reach, c.mail, c.written as "isWritten"`;

/** Those of the organisation whose hat is worn. */
export const listConcernContacts = () =>
	ask<ConcernContact>(sql`select ${CONTACT} from samspil.my_concern_contacts() c`);

/** The same, for volunteers alone: no row for anybody else. */
export const listVolunteersContacts = () =>
	ask<ConcernContact>(sql`select ${CONTACT} from samspil.volunteers_contacts() c`);
