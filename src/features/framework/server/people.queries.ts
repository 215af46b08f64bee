/**
 * People at work in the municipality, as the framework's pages choose among them and name them. There may be thousands, so that none
 * of these reads them all: somebody is looked for by a part of their name, or known by what an answer says.
 */
import { sql } from 'kysely';
import { actingDay, actingTenant, tables } from '#server/tables.ts';

/** How many people a page offers to choose among. */
export const PEOPLE_TO_CHOOSE = 20;

const atWork = () =>
	tables
		.selectFrom('membership as m')
		.innerJoin('organisation as o', 'o.id', 'm.organisation_id')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.select(['m.person_id as person', 'm.organisation_id as organisation', 'm.person_name as name'])
		.select(['o.name as organisationName', 'm.function', 'm.can_bind as canBind']);

/** Those with this in their name, one more than a page offers: by that it tells that there are more. */
export const searchPeople = (part: string) =>
	atWork()
		.where(sql<boolean>`position(lower(${part}) in lower(m.person_name)) > 0`)
		.orderBy('m.person_name')
		.orderBy('o.name')
		.orderBy('m.person_id')
		.limit(PEOPLE_TO_CHOOSE + 1);

/** Of the municipality's own people, not volunteers: those with this in their name, one more than a page offers. */
export const searchColleagues = (part: string) =>
	searchPeople(part)
		.where(sql<boolean>`m.organisation_id = m.tenant_id`)
		.where('m.function', '<>', 'volunteer');

/** These people, in every capacity in which they are at work here. */
export const listPeopleNamed = (people: readonly string[]) =>
	atWork()
		.where(sql<boolean>`m.person_id = any (${[...new Set(people)]}::uuid[])`)
		.orderBy('m.person_name')
		.orderBy('o.name')
		.limit(2000);

/** Those whom the draft of the framework points to in its answers. */
export const listPeopleOfDraft = () =>
	atWork()
		.where(
			sql<boolean>`(m.person_id, m.organisation_id) in (
				select split_part(said #>> '{}', '.', 1)::uuid, split_part(said #>> '{}', '.', 2)::uuid
				from samspil.framework_answer a cross join lateral jsonb_path_query(a.value,
					'$.** ? (@.type() == "string" && @ like_regex "^[0-9a-f-]{36}[.][0-9a-f-]{36}$")') said
				where a.tenant_id = ${actingTenant}
				union select p.person_id, p.organisation_id from samspil.tovholder_pool p
				where p.tenant_id = ${actingTenant})`
		)
		.orderBy('m.person_name')
		.orderBy('o.name')
		.limit(2000);
