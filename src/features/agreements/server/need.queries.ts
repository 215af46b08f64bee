/** Whether a collaboration has an agreement. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';

/** Whether one is being written, and whether one is in force; no row where the reader takes no part in the collaboration. */
export const findAgreementsOf = (collaboration: string) =>
	ask<{ hasDraft: boolean; hasInForce: boolean }>(sql`
		select has_draft as "hasDraft", has_in_force as "hasInForce"
		from samspil.agreements_of_collaboration(${collaboration})`);
