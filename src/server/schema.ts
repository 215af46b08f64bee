/** The tables as queries see them. Written from the migrated database by scripts/write-tables.ts: do not edit. */
import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#values/day.ts';

/** Comes as a Date, goes as a Date or ISO text. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Comes parsed, goes as text: JSON.stringify it. */
type Json = ColumnType<unknown, string, string>;
type GeneratedInstant = ColumnType<Date, Date | string | undefined, Date | string>;
type GeneratedJson = ColumnType<unknown, string | undefined, string>;
type Bytes = Uint8Array;

export type Tables = {
	agenda_item: {
		tenant_id: string;
		id: string;
		meeting_id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		position: number;
		title: string;
		aim: Generated<'inform' | 'discuss' | 'decide'>;
		minutes: number | null;
		outcome: Generated<string>;
		parked: Generated<boolean>;
		late_reason: Generated<string>;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
		version: Generated<number>;
	};
	allotment: {
		tenant_id: string;
		pathway_id: string;
		collaboration_id: string;
		pathway_number: number;
		registered_on: Day;
		due_on: Day;
		temporary_name: string;
		temporary_organisation_name: string;
		decided_on: Day | null;
		tovholder_name: string | null;
		tovholder_organisation_name: string | null;
		version: Generated<number>;
	};
	audit_event: {
		tenant_id: string;
		lane: number;
		sequence: string;
		at: Instant;
		person_id: string | null;
		person_name: Generated<string>;
		organisation_id: string | null;
		organisation_name: Generated<string>;
		action: string;
		pathway_id: string | null;
		object_id: string | null;
		reason: Generated<string>;
		detail: GeneratedJson;
		previous: Bytes;
		hash: Bytes;
	};
	audit_head: {
		tenant_id: string;
		lane: number;
		sequence: string;
		hash: Bytes;
	};
	citizen: {
		tenant_id: string;
		id: string;
		person_id: string | null;
		name: string;
		birth_date: Day;
		phone: Generated<string>;
		preferred_channel: Generated<string>;
		language: Generated<string>;
		interpreter_needed: boolean | null;
		is_protected: Generated<boolean>;
		registered_by: string;
		version: Generated<number>;
	};
	collaboration: {
		tenant_id: string;
		id: string;
		name: string;
		purpose: Generated<string>;
		phase: Generated<'exploring' | 'start-up' | 'running' | 'ended'>;
		leader_person_id: string;
		leader_organisation_id: string;
		created_at: GeneratedInstant;
		version: Generated<number>;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
	};
	collaboration_party: {
		tenant_id: string;
		collaboration_id: string;
		organisation_id: string;
		joined_on: Day;
		left_on: Day | null;
	};
	companion: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		person_id: string;
		categories: string[];
		since: Day;
		until: Day | null;
		version: Generated<number>;
	};
	consent: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		number: number;
		purpose: string;
		categories: string[];
		organisations: string[];
		from_whom: Generated<string>;
		given_by: 'citizen' | 'guardian';
		given_by_name: string;
		given_how: 'paper' | 'digital' | 'oral';
		language: string;
		interpreter: Generated<string>;
		informed_at: Instant;
		given_at: Instant;
		text_shown: string;
		valid_from: Day;
		valid_until: Day;
		registered_by: string;
		registered_by_name: string;
		withdrawn_at: Instant | null;
		withdrawn_by_name: string | null;
		version: Generated<number>;
	};
	coordination_need: {
		tenant_id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		description: string;
		check_answer: 'no' | 'yes' | 'unknown';
		check_asked: Generated<string>;
		criteria: Generated<number[]>;
		registered_by: string;
		registered_at: GeneratedInstant;
	};
	counter: {
		tenant_id: string;
		kind: string;
		last: number;
	};
	demo_person: {
		person_id: string;
		rank: number;
		introduction: GeneratedJson;
	};
	entry: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		scope_id: string;
		category: string;
		kind: 'note' | 'measure' | 'contact' | 'plan';
		title: Generated<string>;
		body: string;
		starts_on: Day | null;
		ends_on: Day | null;
		area: 'general' | 'specialised' | null;
		channel: 'phone' | 'text-message' | 'mail' | 'visit' | 'other' | null;
		author_id: string;
		author_organisation_id: string;
		author_name: string;
		author_organisation_name: string;
		created_at: GeneratedInstant;
		changed_at: Instant | null;
		version: Generated<number>;
	};
	framework: {
		tenant_id: string;
		id: string;
		collaboration_id: string;
		template_version: number;
		state: Generated<'draft' | 'submitted' | 'established'>;
		deputy_person_id: string | null;
		deputy_organisation_id: string | null;
		established_version_id: string | null;
		established_on: Day | null;
		next_update_on: Day | null;
		next_update_person_id: string | null;
		next_update_organisation_id: string | null;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
		version: Generated<number>;
	};
	framework_answer: {
		tenant_id: string;
		framework_id: string;
		field_key: string;
		value: Json | null;
		not_applicable: string | null;
		answered_at: GeneratedInstant;
		answered_by: string;
		answered_by_name: string;
		version: Generated<number>;
	};
	framework_comment: {
		tenant_id: string;
		id: string;
		framework_id: string;
		field_key: string;
		body: string;
		author_id: string;
		author_organisation_id: string;
		author_name: string;
		created_at: GeneratedInstant;
		done_at: Instant | null;
		done_by_name: string | null;
	};
	framework_decision: {
		tenant_id: string;
		version_id: string;
		person_id: string;
		organisation_id: string;
		person_name: string;
		organisation_name: string;
		outcome: 'approve' | 'return';
		comment: Generated<string>;
		hash: Bytes;
		decided_at: GeneratedInstant;
	};
	framework_involvement: {
		tenant_id: string;
		id: string;
		framework_id: string;
		kind: 'meeting' | 'comments';
		held_on: Day;
		note: Generated<string>;
		recorded_by_name: string;
		recorded_at: GeneratedInstant;
	};
	framework_reading: {
		tenant_id: string;
		version_id: string;
		person_id: string;
		organisation_id: string;
		told_at: Instant | null;
		read_at: Instant | null;
	};
	framework_version: {
		tenant_id: string;
		id: string;
		framework_id: string;
		number: number;
		content: Json;
		hash: Bytes;
		summary: Generated<string>;
		proposed_next_update_on: Day;
		proposed_person_id: string;
		proposed_organisation_id: string;
		submitted_by_name: string;
		submitted_at: GeneratedInstant;
		outcome: 'established' | 'returned' | 'withdrawn' | null;
		outcome_at: Instant | null;
		approvals: GeneratedJson;
	};
	group_member: {
		tenant_id: string;
		collaboration_id: string;
		group_kind: 'steering' | 'project';
		person_id: string;
		organisation_id: string;
		since: Day;
		until: Day | null;
		version: Generated<number>;
	};
	installation: {
		one: Generated<boolean>;
		second_factor: Generated<'everyone' | 'staff' | 'nobody'>;
		demo: Generated<boolean>;
		created_at: GeneratedInstant;
	};
	invitation: {
		tenant_id: string;
		id: string;
		kind: 'member' | 'citizen';
		organisation_id: string | null;
		citizen_id: string | null;
		email: string;
		name: string;
		title: Generated<string>;
		function: 'project-leader' | 'manager' | 'employee' | 'volunteer' | null;
		can_bind: Generated<boolean>;
		token_hash: Bytes;
		invited_by: string;
		created_at: GeneratedInstant;
		expires_at: Instant;
		used_at: Instant | null;
		used_by: string | null;
		revoked_at: Instant | null;
	};
	mail: {
		tenant_id: string | null;
		id: Generated<string>;
		kind: string;
		person_id: string | null;
		address: string | null;
		language: Generated<'da' | 'en'>;
		words: GeneratedJson;
		calendar: Json | null;
		state: Generated<'waiting' | 'sending' | 'sent' | 'failed'>;
		attempts: Generated<number>;
		last_error: string | null;
		created_at: GeneratedInstant;
		claimed_at: Instant | null;
		sent_at: Instant | null;
		queued_at: Instant | null;
		in_outbox: Generated<boolean>;
	};
	meeting: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		state: Generated<'draft' | 'invited' | 'minutes' | 'closed' | 'cancelled'>;
		purpose: string;
		why_now: string;
		form: 'in-person' | 'video' | 'phone';
		starts_at: Instant;
		ends_at: Instant;
		place: Generated<string>;
		place_agreed_on: Day | null;
		interpreter: Generated<'unknown' | 'yes' | 'no'>;
		interpreter_language: Generated<string>;
		interpreter_agreed_on: Day | null;
		interpreter_provider: Generated<string>;
		interpreter_ordered_on: Day | null;
		interpreter_confirmed_on: Day | null;
		interpreter_paid_by: Generated<string>;
		interpreter_is_fit: Generated<boolean>;
		companion_note: Generated<string>;
		prepared_on: Day | null;
		prepared_note: Generated<string>;
		convened_by: string;
		convened_by_organisation_id: string;
		invited_at: Instant | null;
		calendar_sequence: Generated<number>;
		minutes: Generated<string>;
		minutes_sent_at: Instant | null;
		explained_on: Day | null;
		explained_how: 'explained' | 'with-interpreter' | 'declined' | null;
		explained_note: Generated<string>;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
		version: Generated<number>;
	};
	meeting_participant: {
		tenant_id: string;
		id: string;
		meeting_id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		kind: 'citizen' | 'person' | 'guest';
		person_id: string | null;
		organisation_id: string | null;
		name: string;
		reason: string;
		attended: boolean | null;
	};
	meeting_sending: {
		tenant_id: string;
		id: string;
		meeting_id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		kind: 'invitation' | 'change' | 'cancellation' | 'minutes';
		content: Json;
		hash: Bytes;
		sent_at: GeneratedInstant;
		sent_by_name: string;
	};
	membership: {
		tenant_id: string;
		person_id: string;
		organisation_id: string;
		person_name: string;
		title: Generated<string>;
		function: 'project-leader' | 'manager' | 'employee' | 'volunteer';
		can_bind: Generated<boolean>;
		active_from: Day;
		active_until: Day | null;
		declared_on: Day | null;
		declaration_version: string | null;
		version: Generated<number>;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
	};
	notice: {
		tenant_id: string;
		id: Generated<string>;
		person_id: string;
		kind: string;
		path: string;
		created_at: GeneratedInstant;
		read_at: Instant | null;
	};
	organisation: {
		id: string;
		name: string;
		kind: 'municipality' | 'region' | 'voluntary' | 'private' | 'housing' | 'foundation';
		cvr: string | null;
		contact: Generated<string>;
		created_by: string | null;
		created_at: GeneratedInstant;
		version: Generated<number>;
		changed_at: GeneratedInstant;
		changed_by_name: Generated<string>;
	};
	own_words: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		scope_id: string;
		category: Generated<string>;
		question: 'story' | 'problems' | 'wishes';
		body: string;
		said_on: Day;
		written_down_by: string | null;
		written_down_by_name: string | null;
		created_at: GeneratedInstant;
	};
	partner: {
		tenant_id: string;
		pathway_id: string;
		organisation_id: string;
		id: string;
		state: Generated<'planned' | 'contacted' | 'agreed' | 'declined' | 'ended'>;
		reason: Generated<string>;
		decided_by_name: string;
		decided_on: Day;
		question: Generated<string>;
		asked_by_name: Generated<string>;
		asked_by_organisation_name: Generated<string>;
		contacted_at: Instant | null;
		answer_before: Day | null;
		answered_at: Instant | null;
		answer_note: Generated<string>;
		agreed_on: Day | null;
		ended_on: Day | null;
		version: Generated<number>;
	};
	partner_person: {
		tenant_id: string;
		pathway_id: string;
		organisation_id: string;
		person_id: string;
		since: Day;
		until: Day | null;
	};
	partner_request: {
		tenant_id: string | null;
		id: string | null;
		organisation_id: string | null;
		question: string | null;
		asked_by_name: string | null;
		asked_by_organisation_name: string | null;
		contacted_at: Instant | null;
		answer_before: Day | null;
	};
	pathway: {
		tenant_id: string;
		id: string;
		number: number;
		citizen_id: string;
		collaboration_id: string;
		state: Generated<'open' | 'closed'>;
		registered_on: Day;
		registered_by: string;
		registered_organisation_id: string;
		changed_at: GeneratedInstant;
		version: Generated<number>;
	};
	pathway_access: {
		tenant_id: string;
		person_id: string;
		organisation_id: string;
		pathway_id: string;
		citizen_id: string;
		reason: 'citizen' | 'tovholder' | 'former-tovholder' | 'partner' | 'companion';
		source_id: string;
		from_day: Day;
		until_day: Day;
	};
	pathway_access_truth: {
		tenant_id: string | null;
		person_id: string | null;
		organisation_id: string | null;
		pathway_id: string | null;
		citizen_id: string | null;
		reason: string | null;
		source_id: string | null;
		from_day: Day | null;
		until_day: Day | null;
	};
	person: {
		id: string;
		name: string;
		email: string;
		language: Generated<'da' | 'en'>;
		is_administrator: Generated<boolean>;
		created_at: GeneratedInstant;
	};
	reminder: {
		tenant_id: string;
		kind: string;
		subject_id: string;
		due_on: Day;
		person_id: string;
		reminded_at: GeneratedInstant;
	};
	scope: {
		tenant_id: string;
		id: Generated<string>;
		pathway_id: string;
		category:
			| 'contact'
			| 'situation'
			| 'housing'
			| 'work'
			| 'health'
			| 'substance-use'
			| 'family'
			| 'economy'
			| 'meetings'
			| 'progress';
	};
	scope_access: {
		tenant_id: string;
		person_id: string;
		organisation_id: string;
		scope_id: string;
		pathway_id: string;
		citizen_id: string;
		category: string;
		reason: 'partner' | 'companion';
		source_id: string;
		consent_number: number | null;
		from_day: Day;
		until_day: Day;
	};
	scope_access_truth: {
		tenant_id: string | null;
		person_id: string | null;
		organisation_id: string | null;
		scope_id: string | null;
		pathway_id: string | null;
		citizen_id: string | null;
		category: string | null;
		reason: string | null;
		source_id: string | null;
		consent_number: number | null;
		from_day: Day | null;
		until_day: Day | null;
	};
	seal: {
		one: Generated<boolean>;
		key: Generated<Bytes>;
	};
	task: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		scope_id: string;
		category: string;
		title: string;
		responsible_person_id: string | null;
		responsible_organisation_id: string | null;
		responsible_name: string;
		responsible_organisation_name: Generated<string>;
		for_citizen: Generated<boolean>;
		due_on: Day | null;
		state: Generated<'open' | 'done' | 'cancelled'>;
		state_note: Generated<string>;
		state_changed_at: Instant | null;
		state_changed_by_name: Generated<string>;
		meeting_id: string | null;
		agenda_item_id: string | null;
		created_by: string;
		created_by_name: string;
		created_at: GeneratedInstant;
		version: Generated<number>;
	};
	tenant: {
		id: string;
		created_at: GeneratedInstant;
	};
	tenant_organisation: {
		tenant_id: string;
		organisation_id: string;
		joined_on: Day;
	};
	tovholder: {
		tenant_id: string;
		id: string;
		pathway_id: string;
		person_id: string;
		organisation_id: string;
		person_name: string;
		organisation_name: string;
		kind: 'temporary' | 'final';
		since: Instant;
		until: Instant | null;
		follows: Instant | null;
		reason: Generated<string>;
		route: 'registration' | 'meeting' | 'direct';
		citizen_part: Generated<'' | 'present' | 'heard-before' | 'declined'>;
		citizen_note: Generated<string>;
		decided_by_name: Generated<string>;
		handover_until: Day | null;
	};
	tovholder_check: {
		tenant_id: string;
		id: Generated<string>;
		person_id: string;
		organisation_id: string;
		asked_on: Day;
		asked_at: GeneratedInstant;
		answer: string;
	};
	tovholder_pool: {
		tenant_id: string;
		collaboration_id: string;
		person_id: string;
		organisation_id: string;
		since: Day;
		until: Day | null;
		presented_on: Day | null;
	};
};
