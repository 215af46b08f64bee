/** Times that are proposed for a meeting, and what was said of them, as they stand in the database. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Option, TimeAnswer } from '#features/held-meetings/times.rules.ts';
import type { Place } from './agenda.queries.ts';

/** The times that are proposed, the earliest first. */
export const listOptions = (meeting: string) =>
	tables
		.selectFrom('meeting_option')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select(['id', 'starts_at as startsAt', 'ends_at as endsAt'])
		.orderBy('starts_at')
		.orderBy('id');

/** The meetings of a pathway whose times the visitor is asked about, and of which nothing else is shown yet. */
export const listAskedTimes = (pathway: string) =>
	ask<{ meeting: string }>(
		sql`select distinct o.meeting_id as meeting from samspil.meeting_option o
			where o.tenant_id = ${actingTenant} and o.pathway_id = ${pathway}::uuid and not exists (
				select from samspil.meeting m where m.tenant_id = o.tenant_id and m.id = o.meeting_id)
			order by 1`
	);

/** What was said of them. */
export const listOptionAnswers = (meeting: string) =>
	tables
		.selectFrom('meeting_option_answer as a')
		.innerJoin('meeting_option as o', (on) =>
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

export const insertOption = (place: Place, option: Option) =>
	tables.insertInto('meeting_option').values({
		tenant_id: place.tenant,
		id: option.id,
		meeting_id: place.meeting,
		pathway_id: place.pathway,
		scope_id: place.scope,
		starts_at: option.startsAt,
		ends_at: option.endsAt
	});

export const deleteOption = (meeting: string, id: string) =>
	tables
		.deleteFrom('meeting_option')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id);

/** Says it for oneself, or anew. */
export const saveAnswer = (
	place: Pick<Place, 'tenant' | 'pathway' | 'scope'>,
	said: { option: string; person: string; answer: TimeAnswer }
) =>
	tables
		.insertInto('meeting_option_answer')
		.values({
			tenant_id: place.tenant,
			pathway_id: place.pathway,
			scope_id: place.scope,
			option_id: said.option,
			person_id: said.person,
			answer: said.answer
		})
		.onConflict((conflict) =>
			conflict
				.columns(['tenant_id', 'option_id', 'person_id'])
				.doUpdateSet({ answer: said.answer, answered_at: new Date() })
		);

/** Asks somebody by a mail whose link alone is enough to answer; false where they are not among those who are asked. */
export const askTimes = (person: string, meeting: string) =>
	ask<{ isAsked: boolean }>(
		sql`select samspil.ask_times(${person}::uuid, ${meeting}::uuid) as "isAsked"`
	);
