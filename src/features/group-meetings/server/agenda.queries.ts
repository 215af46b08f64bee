/** The agenda of a group's meeting, as it stands in the database. */
import { sql } from 'kysely';
import type { Aim, AgendaWords } from '#features/held-meetings/agenda.rules.ts';
import type { OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { WrittenOutcome } from '#features/held-meetings/running.schema.ts';
import { actingTenant, tables } from '#server/tables.ts';
import type { Standing } from '../series.rules.ts';

const columnsOf = ({ title, aim, minutes, owner, parked, lateReason }: AgendaWords) => ({
	title,
	aim,
	minutes,
	owner_id: owner,
	is_parked: parked,
	late_reason: lateReason
});

/** What will be talked about, in its order; what is parked comes last. */
export const listGroupItems = (meeting: string) =>
	tables
		.selectFrom('group_item as i')
		.where('i.tenant_id', '=', actingTenant)
		.where('i.meeting_id', '=', meeting)
		.select([
			'i.id',
			'i.title',
			'i.minutes',
			'i.owner_id as owner',
			'i.owner_name as ownerName',
			'i.is_parked as parked',
			'i.late_reason as lateReason',
			'i.outcome',
			'i.is_open as goesOn',
			'i.version',
			'i.changed_at as changedAt',
			'i.changed_by_name as changedByName',
			sql<Aim>`i.aim`.as('aim'),
			sql<Standing | null>`i.standing`.as('standing'),
			sql<OutcomeKind | null>`i.outcome_kind`.as('outcomeKind'),
			sql<Date | null>`(select m.starts_at from samspil.group_item p join samspil.group_meeting m on m.tenant_id = p.tenant_id and m.id = p.meeting_id
				where p.tenant_id = i.tenant_id and p.id = i.came_from)`.as('cameFromAt')
		])
		.orderBy('i.is_parked')
		.orderBy('i.position')
		.orderBy('i.id')
		.limit(100);

export const insertGroupItem = (
	meeting: string,
	{ id, ...item }: AgendaWords & { id: string },
	by: string
) =>
	tables
		.insertInto('group_item')
		.values({
			tenant_id: actingTenant,
			id,
			meeting_id: meeting,
			...columnsOf(item),
			changed_by_name: by,
			position: sql<number>`(select coalesce(max(x.position), 0) + 1 from samspil.group_item x where x.tenant_id = samspil.visited_tenant() and x.meeting_id = ${meeting}::uuid)`
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** What an item is about on top of `version`; no row where that is no longer the newest. The database names its owner. */
export const updateGroupAgenda = (
	meeting: string,
	{ id, version, ...item }: AgendaWords & { id: string; version: number },
	by: string
) =>
	tables
		.updateTable('group_item')
		.set({
			...columnsOf(item),
			changed_at: new Date(),
			changed_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id)
		.where('version', '=', version);

/** Writes what came of an item on top of `version`; no row where that is no longer the newest. */
export const updateGroupItem = (
	meeting: string,
	{ item, version, outcome, outcomeKind, goesOn }: WrittenOutcome,
	by: string
) =>
	tables
		.updateTable('group_item')
		.set({
			outcome,
			outcome_kind: outcomeKind,
			is_open: goesOn,
			changed_at: new Date(),
			changed_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', item)
		.where('version', '=', version);
