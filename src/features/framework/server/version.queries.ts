/** Frozen versions of the framework: what was put before the steering group, what was decided, who has read it. */
import { sql } from 'kysely';
import type { Json } from '#features/documents/content.rules.ts';
import { actingDay, actingTenant, tables } from '#server/tables.ts';

/** One person's word in a version's record of approval. */
export type Approval = { name: string; organisation: string; on: string };

const versions = () =>
	tables
		.selectFrom('framework_version as v')
		.where('v.tenant_id', '=', actingTenant)
		.select(['v.id', 'v.number', 'v.summary', 'v.outcome', 'v.outcome_at as outcomeAt'])
		.select(['v.submitted_by_name as submittedBy', 'v.submitted_at as submittedAt'])
		.select(sql<string>`encode(v.hash, 'hex')`.as('hash'));

/** The version that waits for the steering group, or nothing. */
export const findOpenVersion = (framework: string) =>
	versions().where('v.framework_id', '=', framework).where('v.outcome', 'is', null);

/** All versions, the newest first. */
export const listVersions = (framework: string) =>
	versions().where('v.framework_id', '=', framework).orderBy('v.number', 'desc').limit(100);

/** A version with its frozen content, or nothing where the visitor may not know of it. */
export const findVersion = (id: string) =>
	versions()
		.where('v.id', '=', id)
		.select(['v.framework_id as framework', 'v.proposed_next_update_on as proposedNextUpdate'])
		.select(['v.proposed_person_id as proposedPerson'])
		.select(['v.proposed_organisation_id as proposedOrganisation'])
		.select(sql<Json>`v.content`.as('content'))
		.select(sql<Approval[]>`v.approvals`.as('approvals'));

/** The version established last before the one with this number: what a reader knows already. */
export const findEstablishedBefore = (framework: string, number: number) =>
	versions()
		.where('v.framework_id', '=', framework)
		.where('v.outcome', '=', 'established')
		.where('v.number', '<', number)
		.orderBy('v.number', 'desc')
		.limit(1)
		.select(sql<Json>`v.content`.as('content'));

/** Takes the version that waits for itself until the transaction ends: two deciding at once come one after the other. */
export const holdVersion = (id: string) =>
	tables
		.selectFrom('framework_version')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

/** Takes the framework for itself until the transaction ends. */
export const holdFramework = (id: string) =>
	tables
		.selectFrom('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('id')
		.forUpdate();

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

/** Who was told of a version and who has read it, by organisation and name. */
export const listReadings = (version: string) =>
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
		.where('r.version_id', '=', version)
		.orderBy('o.name')
		.orderBy('m.person_name')
		.select(['r.person_id as person', 'r.organisation_id as organisation'])
		.select(['m.person_name as name', 'o.name as organisationName'])
		.select(['r.told_at as toldAt', 'r.read_at as readAt']);

/**
 * Who can be told on behalf of the organisations: their managers, those who can bind them, and those who
 * sit in a group of the collaboration.
 */
export const listContacts = (collaboration: string, organisations: readonly string[]) =>
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
					tables
						.selectFrom('group_member as g')
						.whereRef('g.tenant_id', '=', 'm.tenant_id')
						.whereRef('g.person_id', '=', 'm.person_id')
						.whereRef('g.organisation_id', '=', 'm.organisation_id')
						.where('g.collaboration_id', '=', collaboration)
						.select('g.person_id')
				)
			])
		)
		.orderBy('m.person_name')
		.select(['m.person_id as person', 'm.organisation_id as organisation']);
