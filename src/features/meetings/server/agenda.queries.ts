/** Who takes part in a meeting, what is on its agenda, and what has been sent of it. */
import { sql } from 'kysely';
import { actingTenant, tables } from '#server/tables.ts';
import type { OutcomeKind } from '#features/held-meetings/running.rules.ts';
import type { AgendaItem, Participant } from '../meeting.rules.ts';

/** What every row below a meeting is filed under. */
export type Place = { tenant: string; scope: string; pathway: string; meeting: string };

/** The participants: the citizen first, then people by organisation, then guests. */
export const listParticipants = (meeting: string) =>
	tables
		.selectFrom('meeting_participant as p')
		.leftJoin('organisation as o', 'o.id', 'p.organisation_id')
		.where('p.tenant_id', '=', actingTenant)
		.where('p.meeting_id', '=', meeting)
		.select([
			'p.id',
			'p.kind',
			'p.person_id as person',
			'p.organisation_id as organisation',
			'o.name as organisationName',
			'p.name',
			'p.reason',
			'p.attended',
			'p.writes'
		])
		.orderBy((eb) => eb.case().when('p.kind', '=', 'citizen').then(1).else(2).end())
		.orderBy('o.name')
		.orderBy('p.name')
		.orderBy('p.id');

export const insertParticipant = (
	place: Place,
	participant: Pick<Participant, 'id' | 'kind' | 'person' | 'organisation' | 'name' | 'reason'>
) =>
	tables
		.insertInto('meeting_participant')
		.values({
			...filed(place),
			id: participant.id,
			kind: participant.kind,
			person_id: participant.person,
			organisation_id: participant.organisation,
			name: participant.name,
			reason: participant.reason
		})
		.onConflict((conflict) => conflict.doNothing());

/** Takes somebody off the list. The citizen stays: the policy sees to it. */
export const deleteParticipant = (meeting: string, id: string) =>
	tables
		.deleteFrom('meeting_participant')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id);

/**
 * The agenda in its order; what was parked comes last. With when the meeting was at which an item was parked before it
 * came here, and when the one is at which a parked one has been taken up.
 */
export const listAgenda = (meeting: string) =>
	tables
		.selectFrom('agenda_item as a')
		.where('a.tenant_id', '=', actingTenant)
		.where('a.meeting_id', '=', meeting)
		.select([
			'a.id',
			'a.position',
			'a.title',
			'a.aim',
			'a.minutes',
			'a.owner_id as owner',
			'a.outcome',
			sql<OutcomeKind | null>`a.outcome_kind`.as('outcomeKind'),
			'a.parked',
			'a.late_reason as lateReason',
			'a.dropped_reason as droppedReason',
			'a.changed_at as changedAt',
			'a.changed_by_name as changedByName',
			'a.version',
			sql<Date | null>`(select m.starts_at from samspil.agenda_item p join samspil.meeting m on m.tenant_id = p.tenant_id and m.id = p.meeting_id
				where p.tenant_id = a.tenant_id and p.pathway_id = a.pathway_id and p.id = a.came_from)`.as(
				'cameFromAt'
			),
			sql<Date | null>`(select max(m.starts_at) from samspil.agenda_item f join samspil.meeting m on m.tenant_id = f.tenant_id and m.id = f.meeting_id
				where f.tenant_id = a.tenant_id and f.pathway_id = a.pathway_id and f.came_from = a.id and m.state <> 'cancelled')`.as(
				'takenUpAt'
			)
		])
		.orderBy('a.parked')
		.orderBy('a.position')
		.orderBy('a.id');

export const insertItem = (
	place: Place,
	by: string,
	item: Pick<
		AgendaItem,
		'id' | 'position' | 'title' | 'aim' | 'minutes' | 'owner' | 'parked' | 'lateReason'
	> & {
		/** The parked item of an earlier meeting that is taken up. */
		cameFrom?: string;
	}
) =>
	tables
		.insertInto('agenda_item')
		.values({
			...filed(place),
			id: item.id,
			position: item.position,
			title: item.title,
			aim: item.aim,
			minutes: item.minutes,
			owner_id: item.owner,
			parked: item.parked,
			late_reason: item.lateReason,
			came_from: item.cameFrom ?? null,
			changed_by_name: by
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

type Change = Partial<
	Pick<
		AgendaItem,
		| 'position'
		| 'title'
		| 'aim'
		| 'minutes'
		| 'owner'
		| 'outcome'
		| 'outcomeKind'
		| 'parked'
		| 'lateReason'
	>
>;

/** Changes an item on top of `version`; writes nothing where that is no longer the newest. */
export const updateItem = (
	meeting: string,
	id: string,
	version: number,
	by: string,
	{ lateReason, owner, outcomeKind, ...changed }: Change
) =>
	tables
		.updateTable('agenda_item')
		.set({
			...changed,
			...(lateReason !== undefined && { late_reason: lateReason }),
			...(owner !== undefined && { owner_id: owner }),
			...(outcomeKind !== undefined && { outcome_kind: outcomeKind }),
			version: sql<number>`version + 1`,
			changed_at: new Date(),
			changed_by_name: by
		})
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id)
		.where('version', '=', version);

/** Takes an item off the agenda of a draft; of nothing else (the policy sees to it). */
export const deleteItem = (meeting: string, id: string) =>
	tables
		.deleteFrom('agenda_item')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.where('id', '=', id);

/** What has been sent, the latest first. */
export const listSendings = (meeting: string) =>
	tables
		.selectFrom('meeting_sending')
		.where('tenant_id', '=', actingTenant)
		.where('meeting_id', '=', meeting)
		.select([
			'id',
			'kind',
			'content',
			sql<string>`encode(hash, 'hex')`.as('hash'),
			'sent_at as sentAt',
			'sent_by_name as sentByName'
		])
		.orderBy('sent_at', 'desc')
		.orderBy('id')
		.limit(50);

/** All that has been sent of the meetings of a pathway, the latest first: to take along. */
export const listSendingsOfPathway = (pathway: string) =>
	tables
		.selectFrom('meeting_sending')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.select([
			'id',
			sql<'invitation' | 'change' | 'cancellation' | 'minutes'>`kind`.as('kind'),
			'content',
			sql<string>`encode(hash, 'hex')`.as('hash'),
			'sent_at as sentAt',
			'sent_by_name as sentByName'
		])
		.orderBy('sent_at', 'desc')
		.orderBy('id');

export const insertSending = (
	place: Place,
	sending: {
		id: string;
		kind: 'invitation' | 'change' | 'cancellation' | 'minutes';
		content: unknown;
		hash: string;
		by: string;
	}
) =>
	tables.insertInto('meeting_sending').values({
		...filed(place),
		id: sending.id,
		kind: sending.kind,
		content: JSON.stringify(sending.content),
		hash: Buffer.from(sending.hash, 'hex'),
		sent_by_name: sending.by
	});

const filed = ({ tenant, scope, pathway, meeting }: Place) => ({
	tenant_id: tenant,
	scope_id: scope,
	pathway_id: pathway,
	meeting_id: meeting
});
