/** Times that are proposed for a meeting of a group, and what was said of them, as they stand in the database. */
import { sql } from 'kysely';
import type { Option, TimeAnswer } from '#features/held-meetings/times.rules.ts';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';

/** The times that are proposed, the earliest first. */
export const listGroupOptions = (meeting: string) =>
	tables
		.selectFrom('group_option')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select(['id', 'starts_at as startsAt', 'ends_at as endsAt'])
		.orderBy('starts_at')
		.orderBy('id');

/** What was said of them. */
export const listGroupOptionAnswers = (meeting: string) =>
	tables
		.selectFrom('group_option_answer as a')
		.innerJoin('group_option as o', (on) =>
			on.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.id', '=', 'a.option_id')
		)
		.where('a.tenant_id', '=', actingTenant)
		.where('o.meeting_id', '=', meeting)
		.select([
			'a.option_id as option',
			'a.person_id as person',
			sql<TimeAnswer>`a.answer`.as('answer')
		])
		.orderBy('a.option_id')
		.orderBy('a.person_id');

export const insertGroupOption = (meeting: string, option: Option) =>
	tables.insertInto('group_option').values({
		tenant_id: actingTenant,
		id: option.id,
		meeting_id: meeting,
		starts_at: option.startsAt,
		ends_at: option.endsAt
	});

export const deleteGroupOption = (meeting: string, id: string) =>
	tables
		.deleteFrom('group_option')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id);

/** Says it for oneself, or anew. */
export const saveGroupAnswer = (said: { option: string; answer: TimeAnswer }) =>
	tables
		.insertInto('group_option_answer')
		.values({
			tenant_id: actingTenant,
			option_id: said.option,
			person_id: actingPerson,
			answer: said.answer
		})
		.onConflict((conflict) =>
			conflict
				.columns(['tenant_id', 'option_id', 'person_id'])
				.doUpdateSet({ answer: said.answer, answered_at: new Date() })
		);

/** Asks somebody of the group by a mail whose link alone is enough to answer; false where they sit in it no more. */
export const askGroupTimes = (person: string, meeting: string) =>
	ask<{ isAsked: boolean }>(
		sql`select samspil.ask_group_times(${person}::uuid, ${meeting}::uuid) as "isAsked"`
	);
