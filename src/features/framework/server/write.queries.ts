/** Writes to the framework. Each changes only what its verb has decided; versions guard against a silent overwrite. */
import { sql } from 'kysely';
import type { Json } from '#features/documents/content.rules.ts';
import type { Answer } from '#features/documents/template.rules.ts';
import type { Day } from '#values/day.ts';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Seat } from '../decision.rules.ts';
import type { Involvement } from '../framework.rules.ts';
import type { Approval } from './version.queries.ts';

const json = (value: Json) => sql<string>`${JSON.stringify(value)}::jsonb`;
const bytes = (hash: string) => sql<Buffer>`decode(${hash}, 'hex')`;
const now = sql<string>`now()`;

/** A new framework in a collaboration the acting person leads. */
export const insertFramework = (id: string, collaboration: string, edition: number, name: string) =>
	tables.insertInto('framework').values({
		tenant_id: actingTenant,
		id,
		collaboration_id: collaboration,
		template_version: edition,
		changed_by_name: name
	});

/** The first answer to a question; writes nothing where somebody else was first. */
export const insertAnswer = (framework: string, field: string, answer: Answer, name: string) =>
	tables
		.insertInto('framework_answer')
		.values({
			tenant_id: actingTenant,
			framework_id: framework,
			field_key: field,
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name
		})
		.onConflict((on) => on.columns(['tenant_id', 'framework_id', 'field_key']).doNothing());

/** Another answer on top of the version `base`; writes nothing where that is no longer the newest. */
export const updateAnswer = (
	framework: string,
	field: string,
	answer: Answer,
	{ base, name }: { base: number; name: string }
) =>
	tables
		.updateTable('framework_answer')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('field_key', '=', field)
		.where('version', '=', base)
		.set({
			value: json(answer.value),
			not_applicable: answer.notApplicable,
			answered_by: actingPerson,
			answered_by_name: name,
			answered_at: now,
			version: base + 1
		});

/** The state of the draft, with who changed it. */
export const updateDraftState = (framework: string, state: 'draft' | 'submitted', name: string) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.set({ state, changed_at: now, changed_by_name: name });

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

/** When the framework is updated next, and who sees to it. */
export const updateNextUpdate = (framework: string, base: number, on: Day, seat: Seat) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.where('version', '=', base)
		.set({
			next_update_on: on,
			next_update_person_id: seat.person,
			next_update_organisation_id: seat.organisation,
			version: base + 1
		});

/** Who writes for the project leader; nobody where `deputy` is null. */
export const updateDeputy = (framework: string, base: number, deputy: Seat | null) =>
	tables
		.updateTable('framework')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', framework)
		.where('version', '=', base)
		.set({
			deputy_person_id: deputy?.person ?? null,
			deputy_organisation_id: deputy?.organisation ?? null,
			version: base + 1
		});

/** A comment on one question, by the acting person. */
export const insertComment = (framework: string, field: string, body: string, name: string) =>
	tables.insertInto('framework_comment').values({
		tenant_id: actingTenant,
		id: crypto.randomUUID(),
		framework_id: framework,
		field_key: field,
		body,
		author_id: actingPerson,
		author_organisation_id: sql<string>`${actingOrganisation}`,
		author_name: name
	});

/** A comment as dealt with. */
export const closeComment = (framework: string, id: string, name: string) =>
	tables
		.updateTable('framework_comment')
		.where('tenant_id', '=', actingTenant)
		.where('framework_id', '=', framework)
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.set({ done_at: now, done_by_name: name });

/** That the project group took part. */
export const insertInvolvement = (
	framework: string,
	{ kind, on }: Involvement,
	note: string,
	name: string
) =>
	tables.insertInto('framework_involvement').values({
		tenant_id: actingTenant,
		id: crypto.randomUUID(),
		framework_id: framework,
		kind,
		held_on: on,
		note,
		recorded_by_name: name
	});

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

/** Somebody in the pool of possible tovholdere from today on. */
export const insertIntoPool = (collaboration: string, { person, organisation }: Seat) =>
	tables
		.insertInto('tovholder_pool')
		.values({
			tenant_id: actingTenant,
			collaboration_id: collaboration,
			person_id: person,
			organisation_id: organisation,
			since: actingDay
		})
		.onConflict((on) =>
			on
				.columns(['tenant_id', 'collaboration_id', 'person_id', 'organisation_id'])
				.doUpdateSet({ until: null })
		);

/** Somebody out of the pool from today on. */
export const endInPool = (collaboration: string, { person, organisation }: Seat) =>
	tables
		.updateTable('tovholder_pool')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.set({ until: actingDay });

/** That something waits for somebody: the kind and an address, never content. */
export const insertNotice = (person: string, kind: string, path: string) =>
	tables.insertInto('notice').values({ tenant_id: actingTenant, person_id: person, kind, path });
