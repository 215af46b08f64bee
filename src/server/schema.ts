/** The tables as queries see them. Written from the migrated database by scripts/write-tables.ts: do not edit. */
import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#values/day.ts';

/** Comes as a Date, goes as a Date or ISO text. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Comes parsed, goes as text: JSON.stringify it. */
type Json = ColumnType<unknown, string, string>;
type Bytes = Uint8Array;

export type Tables = {
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
	installation: {
		one: Generated<boolean>;
		second_factor: Generated<'everyone' | 'staff' | 'nobody'>;
		demo: Generated<boolean>;
		created_at: Generated<Instant>;
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
		created_at: Generated<Instant>;
		expires_at: Instant;
		used_at: Instant | null;
		used_by: string | null;
		revoked_at: Instant | null;
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
	};
	notice: {
		tenant_id: string;
		id: Generated<string>;
		person_id: string;
		kind: string;
		path: string;
		created_at: Generated<Instant>;
		read_at: Instant | null;
	};
	organisation: {
		id: string;
		name: string;
		kind: 'municipality' | 'region' | 'voluntary' | 'private' | 'housing' | 'foundation';
		cvr: string | null;
		contact: Generated<string>;
		created_by: string | null;
		created_at: Generated<Instant>;
		version: Generated<number>;
	};
	person: {
		id: string;
		name: string;
		email: string;
		language: Generated<'da' | 'en'>;
		is_administrator: Generated<boolean>;
		created_at: Generated<Instant>;
	};
	tenant: {
		id: string;
		created_at: Generated<Instant>;
	};
	tenant_organisation: {
		tenant_id: string;
		organisation_id: string;
		joined_on: Day;
	};
};
