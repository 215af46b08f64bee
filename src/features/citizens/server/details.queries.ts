/** The citizen's name and how to reach them, for the one who keeps it right. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Details, OwnDetails } from '../details.rules.ts';

export type KeptDetails = Details & {
	citizen: string;
	number: number;
	birthDate: Day;
	version: number;
	/** Who corrected them last, and when; nobody where they stand as they were registered. */
	changedBy: string;
	changedAt: Date | null;
	/** What was corrected of who they are. */
	former: Former[];
};

const detailsAs = (reason: 'citizen' | 'tovholder', pathway: string) =>
	ask<KeptDetails>(sql`
		select c.id as citizen, p.number, c.birth_date as "birthDate", c.name, c.phone, c.preferred_channel as "preferredChannel", c.contact_limits as "contactLimits",
			c.language, c.interpreter_needed as interpreter, c.is_protected as "isProtected", c.version,
			c.changed_by_name as "changedBy", c.changed_at as "changedAt", c.former
		from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as(${[reason]}::text[]))::uuid[])`);

/** The details of a pathway's citizen. No row for anybody but its tovholder, also where they may read them. */
export const findDetails = (pathway: string) => detailsAs('tovholder', pathway);

/** One's own; no row for anybody but the citizen. */
export const findOwnDetails = (pathway: string) => detailsAs('citizen', pathway);

/** Changes what is the citizen's own to change if it still stands at `version`. */
export const putOwnDetails = (
	pathway: string,
	version: number,
	{ phone, preferredChannel, contactLimits, language, interpreter }: OwnDetails
) =>
	ask<{ changed: boolean }>(sql`
		select samspil.change_own_details(${pathway}::uuid, ${version}::int, ${phone}, ${preferredChannel}, ${contactLimits}, ${language},
			${interpreter}::boolean) as changed`);

/** Corrects the details if they still stand at `version`. */
export const updateDetails = (citizen: string, version: number, details: Details) =>
	tables
		.updateTable('citizen')
		.set({
			name: details.name,
			phone: details.phone,
			preferred_channel: details.preferredChannel,
			contact_limits: details.contactLimits,
			language: details.language,
			interpreter_needed: details.interpreter,
			is_protected: details.isProtected,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', citizen)
		.where('version', '=', version);

/** Corrects the birth date if the details still stand at `version`. */
export const updateBirthDate = (citizen: string, version: number, birthDate: Day) =>
	tables
		.updateTable('citizen')
		.set({ birth_date: birthDate, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', citizen)
		.where('version', '=', version);

/**
 * Whether somebody holds the threads of another citizen of this name and birth date, before mine is called so: one of the day's
 * questions.
 */
export const checkRenamed = (pathway: string, name: string, birthDate: Day) =>
	ask<{ answer: 'same' | 'no' | 'yes' | 'too-many' | 'not-yours' }>(
		sql`select samspil.check_renamed(${pathway}::uuid, ${name}, ${birthDate}::date) as answer`
	);
