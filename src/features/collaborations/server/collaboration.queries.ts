import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { Phase } from '../collaboration.rules.ts';

type What = { name: string; purpose: string; phase: Phase };

/** A new collaboration led by the acting person; no row where its id is there (a form that was sent twice). */
export const insertCollaboration = (id: string, what: What) =>
	tables
		.insertInto('collaboration')
		.values({
			tenant_id: actingTenant,
			id,
			...what,
			leader_person_id: actingPerson,
			leader_organisation_id: actingTenant
		})
		// Without naming the key: PostgreSQL would else ask whether the new row can be seen, before it can.
		.onConflict((conflict) => conflict.doNothing());

/** The collaborations the acting person takes part in, those that are ended last. */
export const listCollaborations = () =>
	tables
		.selectFrom('collaboration as c')
		.leftJoin('membership as l', (on) =>
			on
				.onRef('l.tenant_id', '=', 'c.tenant_id')
				.onRef('l.person_id', '=', 'c.leader_person_id')
				.onRef('l.organisation_id', '=', 'c.leader_organisation_id')
		)
		.where('c.tenant_id', '=', actingTenant)
		.select([
			'c.id',
			'c.name',
			'c.purpose',
			'c.phase',
			'c.leader_person_id as leader',
			'l.person_name as leaderName',
			'l.active_until as leaderUntil'
		])
		.orderBy(sql`c.phase = 'ended'`)
		.orderBy('c.name')
		.orderBy('c.id');

/** One collaboration, with its project leader and the last day of that person's work in the municipality. */
export const findCollaboration = (id: string) =>
	tables
		.selectFrom('collaboration as c')
		.leftJoin('membership as l', (on) =>
			on
				.onRef('l.tenant_id', '=', 'c.tenant_id')
				.onRef('l.person_id', '=', 'c.leader_person_id')
				.onRef('l.organisation_id', '=', 'c.leader_organisation_id')
		)
		.where('c.tenant_id', '=', actingTenant)
		.where('c.id', '=', id)
		.select([
			'c.id',
			'c.tenant_id as tenant',
			'c.name',
			'c.purpose',
			'c.phase',
			'c.leader_person_id as leader',
			'c.stand_in_person_id as standIn',
			'l.person_name as leaderName',
			'l.active_until as leaderUntil',
			'c.version',
			'c.changed_at as changedAt',
			'c.changed_by_name as changedBy'
		]);

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updateCollaboration = (id: string, version: number, what: What) =>
	tables
		.updateTable('collaboration')
		.set({ ...what, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** The organisations that are with it now, the municipality first. */
export const listParties = (collaboration: string) =>
	tables
		.selectFrom('collaboration_party as p')
		.innerJoin('organisation as o', 'o.id', 'p.organisation_id')
		.where('p.tenant_id', '=', actingTenant)
		.where('p.collaboration_id', '=', collaboration)
		.where('p.left_on', 'is', null)
		.select(['o.id', 'o.name', 'o.kind', 'p.joined_on as joinedOn'])
		.orderBy(sql`p.organisation_id <> p.tenant_id`)
		.orderBy('o.name')
		.orderBy('o.id');

/** The organisations of the municipality that are not with it now. */
export const listOutside = (collaboration: string) =>
	tables
		.selectFrom('tenant_organisation as t')
		.innerJoin('organisation as o', 'o.id', 't.organisation_id')
		.where('t.tenant_id', '=', actingTenant)
		.where('t.merged_into', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('collaboration_party as p')
						.whereRef('p.tenant_id', '=', 't.tenant_id')
						.whereRef('p.organisation_id', '=', 't.organisation_id')
						.where('p.collaboration_id', '=', collaboration)
						.where('p.left_on', 'is', null)
						.select('p.organisation_id')
				)
			)
		)
		.select(['o.id', 'o.name', 'o.kind'])
		.orderBy('o.name')
		.orderBy('o.id');

/** Lets an organisation of the municipality join, or join again. */
export const insertParty = (collaboration: string, organisation: string) =>
	tables
		.insertInto('collaboration_party')
		.values({
			tenant_id: actingTenant,
			collaboration_id: collaboration,
			organisation_id: organisation,
			joined_on: actingDay
		})
		.onConflict((conflict) =>
			conflict
				.columns(['tenant_id', 'collaboration_id', 'organisation_id'])
				.doUpdateSet({ left_on: null })
				.where('collaboration_party.left_on', 'is not', null)
		);

/** Lets an organisation leave; no row where it is not with it. */
export const leaveParty = (collaboration: string, organisation: string) =>
	tables
		.updateTable('collaboration_party')
		.set({ left_on: actingDay })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('organisation_id', '=', organisation)
		.where('left_on', 'is', null);
