/** The plan for closing a pathway, the closings there were, and what still stands on it. */
import { sql } from 'kysely';
import { actingDay, actingTenant, ask, tables } from '#server/tables.ts';
import type { ClosingPlan } from '../closing.rules.ts';
import type { Former } from '#values/former.ts';

/** A closing as it stands: a plan in the making, or one that closed the pathway. */
export type Closing = ClosingPlan & {
	id: string;
	version: number;
	changedBy: string;
	changedAt: Date;
	closedAt: Date | null;
	closedBy: string | null;
	closedByOrganisation: string | null;
	reopenedAt: Date | null;
	reopenedBy: string | null;
	reopenedByOrganisation: string | null;
	reopenReason: string | null;
	/** Who was told, by name as it was then. */
	told: { name: string; how: 'here' | 'outside' }[];
	/** How the plan stood before it was changed. */
	former: Former[];
};

const closing = sql`select c.id, c.ground, c.ground_note as "groundNote", c.criteria, c.plan, c.citizen_part as "citizenPart",
		c.citizen_note as "citizenNote", c.told_outside as "toldOutside", c.version, c.changed_by_name as "changedBy", c.changed_at as "changedAt",
		c.closed_at as "closedAt", c.closed_by_name as "closedBy", c.closed_by_organisation_name as "closedByOrganisation",
		c.reopened_at as "reopenedAt", c.reopened_by_name as "reopenedBy", c.reopened_by_organisation_name as "reopenedByOrganisation",
		c.reopen_reason as "reopenReason",
		(select coalesce(jsonb_agg(jsonb_build_object('name', t.organisation_name, 'how', t.how) order by t.organisation_name), '[]')
			from samspil.closing_told t where t.tenant_id = c.tenant_id and t.closing_id = c.id) as told, c.former
	from samspil.closing c`;

/** The plan in the making, or the closing that stands; nothing once it is opened again. */
export const findClosing = (pathway: string) =>
	ask<Closing>(sql`${closing}
		where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid and c.reopened_at is null`);

/** The closings of a pathway that were, the latest first. */
export const listClosings = (pathway: string) =>
	ask<Closing>(sql`${closing}
		where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid and c.closed_at is not null
		order by c.closed_at desc limit 20`);

/** What stands on a pathway, for the one who holds the threads. No row for anybody else. */
export type StandingRead = {
	number: number;
	citizen: string | null;
	state: 'open' | 'closed';
	openTasks: number;
	openMeetings: number;
	openMessages: number;
	unseenChanges: number;
	partners: { id: string; name: string; isReached: boolean; isContact: boolean }[];
};

export const findStanding = (pathway: string) =>
	ask<StandingRead>(sql`
		select p.number, c.name as citizen, p.state,
			(select count(*)::int from samspil.task k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.state = 'open') as "openTasks",
			(select count(*)::int from samspil.meeting e where e.tenant_id = p.tenant_id and e.pathway_id = p.id
				and e.state not in ('closed', 'cancelled')) as "openMeetings",
			(select count(*)::int from samspil.tovholder_message g where g.tenant_id = p.tenant_id and g.pathway_id = p.id and g.answered_at is null) as "openMessages",
			(select count(*)::int from samspil.partner_change g where g.tenant_id = p.tenant_id and g.pathway_id = p.id and g.acknowledged_at is null) as "unseenChanges",
			(select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'name', y.name, 'isReached', y.reached, 'isContact', y.outside) order by y.name), '[]') from (
				select r.id, o.name, exists (
					select from samspil.partner_person x where x.tenant_id = r.tenant_id and x.pathway_id = r.pathway_id
						and x.organisation_id = r.organisation_id and (x.until is null or x.until >= ${actingDay})) as reached, false as outside
				from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
				where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.state = 'agreed'
				union all
				select k.id, k.name || ', ' || k.organisation, exists (select from samspil.outside_told d join samspil.closing z on z.tenant_id = d.tenant_id
					and z.id = d.object_id and z.closed_at is null and z.reopened_at is null where d.tenant_id = k.tenant_id and d.contact_id = k.id), true
				from samspil.outside_contact k
				where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.removed_at is null) y) as partners
		from samspil.pathway p left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])`);

/** Begins a plan; writes nothing where there is one already. */
export const insertPlan = (pathway: string, id: string, plan: ClosingPlan, by: string) =>
	tables
		.insertInto('closing')
		.values({ tenant_id: actingTenant, id, pathway_id: pathway, ...columns(plan, by) })
		.onConflict((conflict) => conflict.doNothing());

/** Changes the plan if it still stands at `version`. */
export const updatePlan = (pathway: string, version: number, plan: ClosingPlan, by: string) =>
	tables
		.updateTable('closing')
		.set({ ...columns(plan, by), changed_at: sql<Date>`now()`, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('reopened_at', 'is', null)
		.where('closed_at', 'is', null)
		.where('version', '=', version);

const columns = (plan: ClosingPlan, by: string) => ({
	ground: plan.ground,
	ground_note: plan.groundNote,
	criteria: plan.criteria,
	plan: plan.plan,
	citizen_part: plan.citizenPart,
	citizen_note: plan.citizenNote,
	told_outside: plan.toldOutside,
	changed_by_name: by
});

/** Holds the pathway until the transaction ends, where it is open to me. */
export const holdPathway = (pathway: string) =>
	ask<never>(sql`
		select from samspil.pathway where tenant_id = ${actingTenant} and id = ${pathway}::uuid for no key update`);

/** Closes the pathway by the plan at `version`, in one step of the database. */
export const closeNow = (pathway: string, version: number) =>
	ask<{ answer: 'closed' | 'not-yours' | 'stale' | 'not-ready' }>(
		sql`select samspil.close_pathway(${pathway}::uuid, ${version}::int) as answer`
	);

/** Opens a closed pathway again, based on the closing at `version`. */
export const reopenNow = (pathway: string, version: number, reason: string) =>
	ask<{ answer: 'open' | 'not-yours' | 'stale' | 'another' }>(
		sql`select samspil.reopen_pathway(${pathway}::uuid, ${version}::int, ${reason}) as answer`
	);
