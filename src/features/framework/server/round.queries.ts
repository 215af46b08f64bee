/** The half-yearly rounds of the framework: who looks after which section, and what they have said in the round that is open. */
import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Seat } from '../decision.rules.ts';
import type { Check } from '../round.rules.ts';

const now = sql<Date>`now()`;

/** The round that is open, or nothing; seen by those who read the draft. */
export const findOpenRound = () =>
	tables
		.selectFrom('framework_round')
		.where('tenant_id', '=', actingTenant)
		.where('closed_at', 'is', null)
		.select(['id', 'opened_on as openedOn', 'due_on as dueOn', 'words', 'version'])
		.select('opened_by_name as openedBy');

/** The rounds that are over, the last first. */
export const listPastRounds = () =>
	tables
		.selectFrom('framework_round')
		.where('tenant_id', '=', actingTenant)
		.where('closed_at', 'is not', null)
		.orderBy('opened_at', 'desc')
		.limit(20)
		.select(['id', 'opened_on as openedOn', 'closed_at as closedAt', 'ending']);

/** Who looks after which section. */
export const listOwners = () =>
	tables
		.selectFrom('framework_section_owner as w')
		.innerJoin('organisation as o', 'o.id', 'w.organisation_id')
		.where('w.tenant_id', '=', actingTenant)
		.orderBy('w.section')
		.select(['w.section', 'w.person_id as person', 'w.organisation_id as organisation'])
		.select(['w.person_name as name', 'o.name as organisationName', 'w.version']);

/** What was said in the round that is open. */
export const listChecks = () =>
	ask<Check & { by: string; at: Date }>(sql`
		select c.section, c.outcome, c.mark, c.checked_by_name as by, c.checked_at as at
		from samspil.framework_section_check c
			join samspil.framework_round r on r.tenant_id = c.tenant_id and r.id = c.round_id and r.closed_at is null
		where c.tenant_id = ${actingTenant} order by c.section`);

/** A round from today; nothing where one is open, or the id is taken. */
export const insertRound = (
	id: string,
	framework: string,
	{ dueOn, words }: { dueOn: Day; words: string },
	by: string
) =>
	tables
		.insertInto('framework_round')
		.values({
			tenant_id: actingTenant,
			id,
			framework_id: framework,
			opened_on: actingDay,
			due_on: dueOn,
			words,
			opened_by_name: by
		})
		.onConflict((on) => on.doNothing());

/** Who looks after a section from now on. */
export const writeOwner = (
	framework: string,
	{
		section,
		fields,
		person,
		organisation,
		name
	}: Seat & {
		section: string;
		fields: readonly string[];
		name: string;
	}
) => {
	const row = {
		fields: sql<string[]>`${fields}::text[]`,
		person_id: person,
		organisation_id: organisation,
		person_name: name
	};
	return tables
		.insertInto('framework_section_owner')
		.values({ tenant_id: actingTenant, framework_id: framework, section, ...row })
		.onConflict((on) =>
			on.columns(['tenant_id', 'framework_id', 'section']).doUpdateSet({
				...row,
				version: sql`framework_section_owner.version + 1`
			})
		);
};

/** Another owner of a section that still stands at `version`. */
export const updateOwner = (
	section: string,
	version: number,
	{ person, organisation, name }: Seat & { name: string }
) =>
	tables
		.updateTable('framework_section_owner')
		.where('tenant_id', '=', actingTenant)
		.where('section', '=', section)
		.where('version', '=', version)
		.set({
			person_id: person,
			organisation_id: organisation,
			person_name: name,
			version: version + 1
		});

/** What is said of a section in a round; a later word replaces the earlier. */
export const writeCheck = (round: string, { section, outcome, mark }: Check, by: string) =>
	tables
		.insertInto('framework_section_check')
		.values({
			tenant_id: actingTenant,
			round_id: round,
			section,
			outcome,
			mark,
			checked_by: actingPerson,
			checked_by_name: by
		})
		.onConflict((on) =>
			on.columns(['tenant_id', 'round_id', 'section']).doUpdateSet({
				outcome,
				mark,
				checked_by: actingPerson,
				checked_by_name: by,
				checked_at: now
			})
		);

/** The round that is open as over; writes nothing where none is, or not at `version` where one is told. */
export const closeRound = (ending: 'established' | 'given-up', version: number | null = null) =>
	tables
		.updateTable('framework_round')
		.where('tenant_id', '=', actingTenant)
		.where('closed_at', 'is', null)
		.$if(version !== null, (query) => query.where('version', '=', version!))
		.set({ closed_at: now, ending, version: sql<number>`version + 1` });

/** The draft opened again by the owner of a section; answers the version that waited, if one did. */
export const reopenAsOwner = (framework: string, name: string) =>
	ask<{ waited: string | null }>(
		sql`select samspil.reopen_framework(${framework}::uuid, ${name}) as waited`
	);
