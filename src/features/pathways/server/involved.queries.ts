/** The citizen's part in decisions, which the policies show to those who read the whole pathway. */
import { actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Involved } from '../involved.rules.ts';

/** What the decision is about. */
export type InvolvedIn = 'partner' | 'wrong-fit' | 'basis';

/** Writes it beside the decision whose id is `object`; nothing where it is written. */
export const insertInvolved = (
	pathway: string,
	about: InvolvedIn,
	object: string,
	{ citizenPart, citizenNote }: Involved,
	by: string
) =>
	tables
		.insertInto('citizen_involved')
		.values({
			tenant_id: actingTenant,
			pathway_id: pathway,
			object_id: object,
			about,
			part: citizenPart,
			note: citizenNote,
			written_by: actingPerson,
			written_by_name: by
		})
		.onConflict((conflict) => conflict.doNothing());
