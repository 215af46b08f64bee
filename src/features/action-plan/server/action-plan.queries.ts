/** The activities of the municipality's action plan, the times they were held, what was said, and how far the goals are. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Goal, GoalStanding, Standing, Timing } from '../action-plan.rules.ts';

const now = sql<Date>`now()`;
const frameworkHere = sql<string>`(select f.id from samspil.framework f where f.tenant_id = ${actingTenant})`;

/** An activity as the pages show it. */
export type Activity = {
	id: string;
	what: string;
	words: string;
	goals: Goal[];
	timing: Timing;
	responsible: { organisation: string; person: string | null; name: string; at: string };
	standing: Standing;
	proposedBy: string;
	changedBy: string;
	changedAt: Date;
	version: number;
	/** The days on which it was held, the first first. */
	held: Day[];
};

/** Who the visitor is to the plan; no row without a framework, or for somebody who is not at work here. */
export const findPlanPart = () =>
	ask<{ framework: string; decides: boolean; takesPart: boolean }>(sql`
		select f.id as framework, f.id = any ((select samspil.my_edited_frameworks())::uuid[]) as decides,
			f.id = any ((select samspil.my_frameworks())::uuid[]) as "takesPart"
		from samspil.framework f where f.tenant_id = ${actingTenant}`);

const activities = sql`
	select a.id, a.what, a.words, a.goals, a.standing, a.proposed_by_name as "proposedBy", a.changed_by_name as "changedBy",
		a.changed_at as "changedAt", a.version,
		case a.timing when 'day' then json_build_object('kind', 'day', 'from', a.begins_on)
			when 'period' then json_build_object('kind', 'period', 'from', a.begins_on, 'until', a.ends_on)
			else json_build_object('kind', 'yearly', 'from', a.begins_on, 'until', a.ends_on, 'times', a.times_a_year) end as timing,
		json_build_object('organisation', a.responsible_organisation_id, 'person', a.responsible_person_id, 'name', a.responsible_name,
			'at', o.name) as responsible,
		coalesce((select json_agg(h.held_on order by h.held_on) from samspil.plan_occurrence h
			where h.tenant_id = a.tenant_id and h.activity_id = a.id), '[]') as held
	from samspil.plan_activity a join samspil.organisation o on o.id = a.responsible_organisation_id
	where a.tenant_id = ${actingTenant}`;

/** The plan, what begins first before the rest. */
export const listActivities = () =>
	ask<Activity>(sql`${activities} order by a.begins_on, a.what, a.id limit 500`);

/** One activity; nothing where the visitor may not know of it. */
export const findActivity = (id: string) =>
	ask<Activity>(sql`${activities} and a.id = ${id}::uuid`);

/** The municipality's people who may be named as responsible: those of the groups around the framework, and those who write it. */
export const listPlanPeople = () =>
	ask<{ person: string; organisation: string; name: string; at: string }>(sql`
		select m.person_id as person, m.organisation_id as organisation, m.person_name as name, o.name as at
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = ${actingTenant} and m.active_from <= samspil.acting_day()
			and (m.active_until is null or m.active_until >= samspil.acting_day())
			and (exists (select from samspil.group_member g join samspil.framework f on f.tenant_id = g.tenant_id and f.collaboration_id = g.collaboration_id
				where g.tenant_id = m.tenant_id and g.person_id = m.person_id and g.organisation_id = m.organisation_id
					and (g.until is null or g.until >= samspil.acting_day()))
			or exists (select from samspil.framework f join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
				where f.tenant_id = m.tenant_id and m.organisation_id = f.tenant_id and m.person_id in (c.leader_person_id, f.deputy_person_id))
			or exists (select from samspil.plan_activity a where a.tenant_id = m.tenant_id and a.responsible_person_id = m.person_id
				and a.responsible_organisation_id = m.organisation_id))
		order by m.person_name, o.name limit 500`);

/** Somebody at work here, at one of their organisations. */
export const findPlanPerson = (person: string, organisation: string) =>
	ask<{ name: string }>(sql`
		select m.person_name as name from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.person_id = ${person}::uuid and m.organisation_id = ${organisation}::uuid
			and (m.active_until is null or m.active_until >= samspil.acting_day())`);

/** The organisations of the municipality, by name. */
export const listPlanOrganisations = () =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.tenant_organisation t join samspil.organisation o on o.id = t.organisation_id
		where t.tenant_id = ${actingTenant} and t.merged_into is null order by o.name, o.id limit 500`);

/** Who answers for it: somebody of an organisation by name, or a role there. */
export type Responsible = { organisation: string; person: string | null; role: string };

/** What is written of an activity. */
export type Written = {
	what: string;
	words: string;
	goals: Goal[];
	timing: Timing;
	responsible: Responsible;
};

const columnsOf = ({ what, words, goals, timing, responsible }: Written) => ({
	what,
	words,
	goals: sql<string[]>`${goals}::text[]`,
	timing: timing.kind,
	begins_on: timing.from,
	ends_on: timing.kind === 'day' ? null : timing.until,
	times_a_year: timing.kind === 'yearly' ? timing.times : null,
	responsible_organisation_id: responsible.organisation,
	responsible_person_id: responsible.person,
	responsible_name: responsible.role
});

/** A new activity; nothing where the id is taken. */
export const insertActivity = (
	id: string,
	framework: string,
	written: Written,
	{ standing, by }: { standing: 'proposed' | 'planned'; by: string }
) =>
	tables
		.insertInto('plan_activity')
		.values({
			tenant_id: actingTenant,
			id,
			framework_id: framework,
			...columnsOf(written),
			standing,
			proposed_by: actingPerson,
			proposed_by_name: by,
			changed_by_name: by
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

const changed = (id: string, version: number) =>
	tables
		.updateTable('plan_activity')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Another text of an activity that still stands at `version`. */
export const updateActivity = (id: string, version: number, written: Written, by: string) =>
	changed(id, version).set({
		...columnsOf(written),
		changed_at: now,
		changed_by_name: by,
		version: version + 1
	});

/** How far an activity that still stands at `version` has come. */
export const updateStanding = (id: string, version: number, standing: Standing, by: string) =>
	changed(id, version).set({
		standing,
		changed_at: now,
		changed_by_name: by,
		version: version + 1
	});

/** A time that was held; nothing where the id is taken. */
export const insertOccurrence = (
	activity: string,
	{ id, on, note }: { id: string; on: Day; note: string },
	by: string
) =>
	tables
		.insertInto('plan_occurrence')
		.values({
			tenant_id: actingTenant,
			id,
			activity_id: activity,
			held_on: on,
			note,
			recorded_by: actingPerson,
			recorded_by_name: by
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

/** A time that was written down by mistake. */
export const deleteOccurrence = (activity: string, id: string) =>
	tables
		.deleteFrom('plan_occurrence')
		.where('tenant_id', '=', actingTenant)
		.where('activity_id', '=', activity)
		.where('id', '=', id);

/** The times an activity was held, the last first. */
export const listOccurrences = (activity: string) =>
	tables
		.selectFrom('plan_occurrence')
		.where('tenant_id', '=', actingTenant)
		.where('activity_id', '=', activity)
		.orderBy('held_on', 'desc')
		.orderBy('id')
		.limit(200)
		.select(['id', 'held_on as on', 'note', 'recorded_by_name as by']);

/** What was said to an activity, the first first. */
export const listPlanComments = (activity: string) =>
	tables
		.selectFrom('plan_comment')
		.where('tenant_id', '=', actingTenant)
		.where('activity_id', '=', activity)
		.orderBy('created_at')
		.orderBy('id')
		.limit(200)
		.select(['id', 'body', 'author_name as author', 'created_at as at']);

/** Something said to an activity; nothing where the id is taken. */
export const insertPlanComment = (activity: string, id: string, body: string, by: string) =>
	tables
		.insertInto('plan_comment')
		.values({
			tenant_id: actingTenant,
			id,
			activity_id: activity,
			body,
			author_id: actingPerson,
			author_name: by
		})
		.onConflict((on) => on.columns(['tenant_id', 'id']).doNothing());

/** How far the goals are that have been looked at. */
export const listGoalStandings = () =>
	ask<{
		goal: Goal;
		standing: GoalStanding;
		words: string;
		by: string;
		at: Date;
		version: number;
	}>(sql`
		select g.goal, g.standing, g.words, g.changed_by_name as by, g.changed_at as at, g.version
		from samspil.goal_standing g where g.tenant_id = ${actingTenant} and g.framework_id = ${frameworkHere} order by g.goal`);

/** How far a goal is, on top of `version`; 0 is the first time. Writes nothing where that is not the newest. */
export const writeGoalStanding = (
	goal: Goal,
	version: number,
	{ standing, words }: { standing: GoalStanding; words: string },
	by: string
) =>
	version === 0
		? tables
				.insertInto('goal_standing')
				.values({
					tenant_id: actingTenant,
					framework_id: frameworkHere,
					goal,
					standing,
					words,
					changed_by_name: by
				})
				.onConflict((on) => on.columns(['tenant_id', 'framework_id', 'goal']).doNothing())
		: tables
				.updateTable('goal_standing')
				.where('tenant_id', '=', actingTenant)
				.where('framework_id', '=', frameworkHere)
				.where('goal', '=', goal)
				.where('version', '=', version)
				.set({ standing, words, changed_at: now, changed_by_name: by, version: version + 1 });
