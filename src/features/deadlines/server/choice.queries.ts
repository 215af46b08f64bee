/** How the acting person wants to be reminded: their own row, and nobody else's. */
import { sql } from 'kysely';
import { actingPerson, tables } from '#server/tables.ts';
import type { Choices } from '../choice.rules.ts';

export type ChosenReminders = { choices: Choices; version: number; changedAt: Date };

/** What was chosen; no row before anything was. */
export const findChoices = () =>
	tables
		.selectFrom('reminder_choice')
		.where('person_id', '=', actingPerson)
		.select([sql<Choices>`choices`.as('choices'), 'version', 'changed_at as changedAt']);

/** The first choice; writes nothing where there is one. */
export const insertChoices = (choices: Choices) =>
	tables
		.insertInto('reminder_choice')
		.values({ person_id: actingPerson, choices: JSON.stringify(choices) })
		.onConflict((conflict) => conflict.column('person_id').doNothing());

/** Another choice on top of `version`. */
export const updateChoices = (version: number, choices: Choices) =>
	tables
		.updateTable('reminder_choice')
		.set({
			choices: JSON.stringify(choices),
			changed_at: sql<string>`now()`,
			version: sql<number>`version + 1`
		})
		.where('person_id', '=', actingPerson)
		.where('version', '=', version);
