/**
 * All that is kept of a citizen, table by table, as rows: what the citizen takes along or is given on request (GDPR articles
 * 15 and 20). The policies decide: the citizen and the tovholder read the whole pathway, and nobody else asks for this.
 */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';

/** A row as it is kept, its columns by their names, without what is Samspil's own. */
export type KeptRow = { row: Record<string, unknown> };

/** What only holds the rows together, or says by a number who the row says by name. */
export const OWN = [
	'tenant_id',
	'pathway_id',
	'scope_id',
	'citizen_id',
	'version',
	'access_version',
	'hash',
	'person_id',
	'registered_by',
	'asked_by',
	'added_by',
	// told beside it, where there is room
	'file',
	'registered_organisation_id',
	'author_id',
	'author_organisation_id',
	'written_by',
	'written_down_by',
	'opened_by',
	'told_by',
	'created_by',
	'convened_by',
	'convened_by_organisation_id',
	'done_by',
	'responsible_person_id',
	'responsible_organisation_id',
	'answered_by',
	'follows',
	'told_by',
	'asked_by',
	'added_by',
	'begun_by',
	'from_person_id',
	'from_organisation_id',
	'to_person_id',
	'to_organisation_id',
	'reviewed_by',
	'ended_by',
	'placed_by',
	'taken_by',
	// who said that they can at the time that was picked: their answers are told under meeting_participant
	'picked_by',
	// which organisation wrote it: told by its name
	'sent_by_organisation_id',
	'written_by_organisation_id',
	'told_by_organisation_id',
	'asked_by_organisation_id',
	'begun_by_organisation_id',
	'answered_by_organisation_id',
	'created_by_organisation_id',
	'sent_by',
	'state_by_organisation_id',
	'reopened_by_organisation_id',
	// told row by row under consent_denial
	'denied'
];

/** What hangs on a meeting is told in the order of the meetings' days; `t` is the row. */
const DAY_OF_MEETING =
	'(select g.starts_at from samspil.meeting g where g.tenant_id = t.tenant_id and g.id = t.meeting_id)';

/** The tables of a pathway that are told row by row, and in what order. */
export const TOLD = {
	coordination_need: 'registered_at',
	own_words: 'created_at, id',
	tovholder_message: 'sent_at, id',
	status_message: 'sent_at, id',
	status_recipient: 'message_id, organisation_name',
	entry: 'created_at, id',
	task: 'created_at, id',
	task_helper: 'task_id, name',
	meeting: 'starts_at, id',
	agenda_item: `${DAY_OF_MEETING}, meeting_id, position, id`,
	meeting_participant: `${DAY_OF_MEETING}, meeting_id, name, id`,
	meeting_sending: 'sent_at, id',
	digital_post: 'asked_at, id',
	minutes_correction: 'asked_at, id',
	meeting_option: 'starts_at, id',
	meeting_option_answer: 'option_id, person_id',
	calendar_seat: 'starts_at, event_id, person_id',
	consent: 'number',
	consent_request: 'asked_at, id',
	consent_scan: 'added_at, id',
	consent_denial: 'registered_at, id',
	consent_refusal: 'registered_at, id',
	disclosure_basis: 'number',
	partner: 'decided_on, id',
	citizen_involved: 'written_at, object_id',
	partner_change: 'told_at, id',
	caseworker: 'pathway_id',
	tovholder_refusal: 'registered_at, id',
	allotment_meeting: 'starts_at, id',
	allotment_candidate: 'meeting_id, person_name, person_id',
	transfer: 'begun_at, id',
	capacity_question: 'asked_at, id',
	outside_contact: 'changed_at, id',
	outside_told: 'told_on, contact_id, about',
	tovholder: 'since',
	network_relation: 'changed_at, id',
	contact_rhythm: 'pathway_id',
	pathway_phase: 'opened_on, id',
	pathway_mark: 'mark',
	pathway_offer: 'chosen_at, offer_id',
	foreseen_need: 'written_at, id',
	guideline_mark: 'guideline',
	guardian: 'changed_at, id',
	child_assessment: 'written_at, id',
	wrong_fit: 'told_on, id',
	sharing_point: 'held_on, id',
	outside_notification: 'made_on, id',
	pathway_plan: 'number',
	pathway_plan_answer: 'answered_at, id',
	closing: 'changed_at, id',
	journal_package: 'taken_at, id',
	emergency_access: 'opened_at, id',
	legal_hold: 'placed_at, id',
	erasure_request: 'asked_at, id'
} as const;

export type KeptTable = keyof typeof TOLD;

/** The tables of a pathway that are not, and why. */
export const NOT_TOLD = {
	allotment:
		'what the project leader may know: the same tovholder and days again, without the citizen',
	partner_person:
		'told by name under involved; who of a partner meets a child is the partner’s own to know',
	companion: 'told by name under companions',
	scope: 'the categories themselves; nothing is in them',
	pathway_access: 'worked out from the rest',
	scope_access: 'worked out from the rest',
	deadline: 'worked out from the rest',
	follow_up_part: 'worked out from the rest: what it counted as when numbers were taken',
	meeting_run:
		'how far a meeting had come on the screen; what came of it is told under agenda_item',
	audit_event: 'told under log',
	light_link: 'a link on its way to a partner; what it was used for is told under log',
	invitation: 'a letter on its way, with a secret in it',
	erasure: 'that it is on its way out; nothing else is left of it then'
} as const;

/** Bytes of files that are told with their rows, the first kept first; what is beyond is fetched from its own address. */
const MOST_TOLD = 20_000_000;

/**
 * What is told with a row: its file as other programs read it, where there is room for it; who answered for a child, and what it said; of which meeting
 * somebody is on the list.
 */
export const WITH_IT: Partial<Record<KeptTable, ReturnType<typeof sql>>> = {
	consent_scan: sql`|| jsonb_build_object('file', case when sum(t.size) over (order by t.added_at, t.id) <= ${sql.lit(MOST_TOLD)}
		then replace(encode(t.file, 'base64'), chr(10), '') end)`,
	consent: sql`|| coalesce((select to_jsonb(f) - '{tenant_id,id,pathway_id}'::text[] from samspil.consent_of_child_in_full f
		where f.tenant_id = t.tenant_id and f.id = t.id), '{}')`,
	meeting_participant: sql`|| coalesce((select jsonb_build_object('meeting_purpose', g.purpose, 'meeting_starts_at', g.starts_at, 'meeting_place', g.place)
		from samspil.meeting g where g.tenant_id = t.tenant_id and g.id = t.meeting_id), '{}')`
};

/** The tables whose words, or what stood there before, only those read who read the whole pathway, and where they read them (0600, 0601, 1360). */
export const IN_FULL: Partial<Record<KeptTable, string>> = {
	consent: 'consent_in_full',
	outside_contact: 'outside_contact_in_full',
	pathway_plan_answer: 'pathway_plan_answer_in_full',
	partner: 'partner_in_full',
	tovholder: 'tovholder_in_full'
};

/** The rows of one table of a pathway. */
export const listKept = (pathway: string, table: KeptTable) =>
	ask<KeptRow>(sql`
		select to_jsonb(t) - ${OWN}::text[] ${WITH_IT[table] ?? sql``} as row from samspil.${sql.table(IN_FULL[table] ?? table)} t
		where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid
		order by ${sql.raw(TOLD[table])}`);

/** The pathway and its citizen; no row for anybody but the two who may take it all along. */
export const findWhole = (pathway: string) =>
	ask<{ number: number; pathway: Record<string, unknown>; citizen: Record<string, unknown> }>(sql`
		select p.number, to_jsonb(p) - ${OWN}::text[] - 'collaboration_id' as pathway, to_jsonb(c) - ${OWN}::text[] as citizen
		from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[])`);

/** What the organisations are called that consents name by their ids. */
export const listNamed = (pathway: string) =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.organisation o
		where o.id in (select unnest(c.organisations) from samspil.consent c
				where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid)
			or o.id in (select r.organisation_id from samspil.partner r
				where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid)
		order by o.name, o.id`);

/** The whole record, the oldest first: who did what and why they could. */
export const listWholeLog = (pathway: string) =>
	ask<KeptRow>(sql`
		select jsonb_build_object('at', e.at, 'person', e.person_name, 'organisation', e.organisation_name, 'action', e.action,
			'reason', e.reason, 'detail', e.detail) as row
		from samspil.audit_event e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
		order by e.at, e.lane, e.sequence`);
