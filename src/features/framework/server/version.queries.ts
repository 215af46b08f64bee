/** Frozen versions of the framework: what was put before the steering group, what was decided, who has read it. */
import { sql } from 'kysely';
import type { Json } from '#features/documents/content.rules.ts';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Seat } from '../decision.rules.ts';
import { collaborationOfFramework } from './framework.queries.ts';

const json = (value: Json) => sql<string>`${JSON.stringify(value)}::jsonb`;
const bytes = (hash: string) => sql<Buffer>`decode(${hash}, 'hex')`;
const now = sql<string>`now()`;

/** One person's word in a version's record of approval. */
export type Approval = { name: string; organisation: string; on: string };

/** The version in force, as a part of another query. */
export const establishedVersion = sql<string>`(select f.established_version_id from samspil.framework f
	where f.tenant_id = ${actingTenant})`;

const versions = () =>
	tables
		.selectFrom('framework_version as v')
		.where('v.tenant_id', '=', actingTenant)
		.select(['v.id', 'v.number', 'v.summary', 'v.outcome', 'v.outcome_at as outcomeAt'])
		.select(['v.submitted_by_name as submittedBy', 'v.submitted_at as submittedAt'])
		.select(sql<string>`encode(v.hash, 'hex')`.as('hash'));

/** The version that waits for the steering group, or nothing. */
export const findOpenVersion = () => versions().where('v.outcome', 'is', null);

/** All versions, the newest first. */
export const listVersions = () => versions().orderBy('v.number', 'desc').limit(100);

/** A version with its frozen content, or nothing where the visitor may not know of it. */
export const findVersion = (id: string) =>
	versions()
		.where('v.id', '=', id)
		.select(['v.framework_id as framework', 'v.proposed_next_update_on as proposedNextUpdate'])
		.select(['v.proposed_person_id as proposedPerson'])
		.select(['v.proposed_organisation_id as proposedOrganisation'])
		.select(sql<Json>`v.content`.as('content'))
		.select(sql<Approval[]>`v.approvals`.as('approvals'));

/** The version in force with its frozen content, or nothing before there is one. */
export const findEstablished = () =>
	versions()
		.where('v.id', '=', establishedVersion)
		.select(sql<Json>`v.content`.as('content'))
		.select(sql<Approval[]>`v.approvals`.as('approvals'));

/**
 * What the readers of a version know already: of one in force, what was in force before it; of one that waits or was sent back,
 * what the steering group has seen before it, be it in force or sent back.
 */
export const findKnownBefore = (id: string) =>
	versions()
		.where((version) =>
			version.or([
				version('v.outcome', '=', 'established'),
				version.and([
					version('v.outcome', '=', 'returned'),
					sql<boolean>`exists (select from samspil.framework_version w
						where w.tenant_id = ${actingTenant} and w.id = ${id}::uuid and w.outcome is distinct from 'established')`
				])
			])
		)
		.where(
			'v.number',
			'<',
			sql<number>`(select w.number from samspil.framework_version w
				where w.tenant_id = ${actingTenant} and w.id = ${id}::uuid)`
		)
		.orderBy('v.number', 'desc')
		.limit(1)
		.select(sql<Json>`v.content`.as('content'));

/** What a version freezes, and what it proposes for the next update. */
export type Frozen = {
	id: string;
	framework: string;
	content: Json;
	hash: string;
	summary: string;
	nextUpdate: { on: Day; seat: Seat };
	by: string;
};

/** A frozen version, numbered after those before it. */
export const insertVersion = (frozen: Frozen) =>
	tables.insertInto('framework_version').values({
		tenant_id: actingTenant,
		id: frozen.id,
		framework_id: frozen.framework,
		number: sql<number>`(select coalesce(max(w.number), 0) + 1 from samspil.framework_version w
			where w.tenant_id = ${actingTenant} and w.framework_id = ${frozen.framework}::uuid)`,
		content: json(frozen.content),
		hash: bytes(frozen.hash),
		summary: frozen.summary,
		proposed_next_update_on: frozen.nextUpdate.on,
		proposed_person_id: frozen.nextUpdate.seat.person,
		proposed_organisation_id: frozen.nextUpdate.seat.organisation,
		submitted_by_name: frozen.by
	});

/** How the version that waits has ended; writes nothing where it has ended already. */
export const endVersion = (
	version: string,
	outcome: 'established' | 'returned' | 'withdrawn',
	approvals: Approval[] = []
) =>
	tables
		.updateTable('framework_version')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', version)
		.where('outcome', 'is', null)
		.set({ outcome, outcome_at: now, approvals: json(approvals) });

/** The framework as the approved version makes it: in force from today, with its next update. */
export const establish = (
	framework: string,
	version: string,
	next: { on: Day; seat: Seat; name: string }
) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.set({
			state: 'established',
			established_version_id: version,
			established_on: actingDay,
			next_update_on: next.on,
			next_update_person_id: next.seat.person,
			next_update_organisation_id: next.seat.organisation,
			changed_at: now,
			changed_by_name: next.name
		});

/** The decisions on a version, in the order they were given. */
export const listDecisions = (version: string) =>
	tables
		.selectFrom('framework_decision')
		.where('tenant_id', '=', actingTenant)
		.where('version_id', '=', version)
		.orderBy('decided_at')
		.select(['person_id as person', 'organisation_id as organisation', 'outcome as verdict'])
		.select(['person_name as name', 'organisation_name as organisationName', 'comment'])
		.select('decided_at as at')
		.select(sql<string>`encode(hash, 'hex')`.as('hash'));

/** What the acting person's seat decides on a version; a later word from the same seat replaces the earlier. */
export const keepDecision = (
	version: string,
	decision: { verdict: 'approve' | 'return'; hash: string; comment: string },
	names: { person: string; organisation: string }
) =>
	tables
		.insertInto('framework_decision')
		.values({
			tenant_id: actingTenant,
			version_id: version,
			person_id: actingPerson,
			organisation_id: sql<string>`${actingOrganisation}`,
			person_name: names.person,
			organisation_name: names.organisation,
			outcome: decision.verdict,
			comment: decision.comment,
			hash: bytes(decision.hash)
		})
		.onConflict((on) =>
			on.columns(['tenant_id', 'version_id', 'person_id', 'organisation_id']).doUpdateSet({
				outcome: decision.verdict,
				comment: decision.comment,
				hash: bytes(decision.hash),
				decided_at: now
			})
		);

/**
 * Who can be told on behalf of the organisations: their managers, those who can bind them, and those who
 * sit in a group of the collaboration.
 */
export const listContacts = (organisations: readonly string[]) =>
	tables
		.selectFrom('membership as m')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.organisation_id', 'in', organisations)
		.where('m.active_from', '<=', actingDay)
		.where((by) => by.or([by('m.active_until', 'is', null), by('m.active_until', '>=', actingDay)]))
		.where((by) =>
			by.or([
				by('m.function', '=', 'manager'),
				by('m.can_bind', '=', true),
				by.exists(
					by
						.selectFrom('group_member as g')
						.whereRef('g.tenant_id', '=', 'm.tenant_id')
						.whereRef('g.person_id', '=', 'm.person_id')
						.whereRef('g.organisation_id', '=', 'm.organisation_id')
						.where('g.collaboration_id', '=', collaborationOfFramework)
						.select('g.person_id')
				)
			])
		)
		.orderBy('m.person_name')
		.select(['m.person_id as person', 'm.organisation_id as organisation']);

/** Who was told of the version in force and who has read it, by organisation and name. */
export const listReadings = () =>
	tables
		.selectFrom('framework_reading as r')
		.innerJoin('membership as m', (on) =>
			on
				.onRef('m.tenant_id', '=', 'r.tenant_id')
				.onRef('m.person_id', '=', 'r.person_id')
				.onRef('m.organisation_id', '=', 'r.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'r.organisation_id')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.version_id', '=', establishedVersion)
		.orderBy('o.name')
		.orderBy('m.person_name')
		.select(['r.person_id as person', 'r.organisation_id as organisation'])
		.select(['m.person_name as name', 'o.name as organisationName'])
		.select(['r.told_at as toldAt', 'r.read_at as readAt']);

/** That somebody is told of a version now. */
export const insertTold = (version: string, { person, organisation }: Seat) =>
	tables
		.insertInto('framework_reading')
		.values({
			tenant_id: actingTenant,
			version_id: version,
			person_id: person,
			organisation_id: organisation,
			told_at: now
		})
		.onConflict((on) =>
			on.columns(['tenant_id', 'version_id', 'person_id', 'organisation_id']).doNothing()
		);

/** That the acting person has read a version for the organisation they act for. */
export const keepReading = (version: string) =>
	tables
		.insertInto('framework_reading')
		.values({
			tenant_id: actingTenant,
			version_id: version,
			person_id: actingPerson,
			organisation_id: sql<string>`${actingOrganisation}`,
			read_at: now
		})
		.onConflict((on) =>
			on
				.columns(['tenant_id', 'version_id', 'person_id', 'organisation_id'])
				.doUpdateSet({ read_at: now })
		);
