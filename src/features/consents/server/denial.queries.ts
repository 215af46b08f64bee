/** What was taken out of consents, as PostgreSQL keeps it. Who may see and write it is the policies' affair. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Area, Channel, EntryKind } from '#features/pathways/entry.rules.ts';
import type { Giver } from '../consent.rules.ts';
import type { DenialWish } from '../denial.rules.ts';
import type { LetInBy } from './who-answers.ts';

/** What something is taken out of: one consent, or every consent where it is an entry. */
export type DeniedIn = { consent: string } | { entry: string };

/** A denial as it is shown. */
export type DenialShown = {
	id: string;
	/** What it is taken out of: a consent, or else an entry. */
	consent: string | null;
	entry: string | null;
	/** Null: every organisation. */
	organisation: string | null;
	organisationName: string | null;
	reason: string;
	saidBy: Giver;
	saidByName: string;
	saidOn: Day;
	registeredBy: string;
	liftedAt: Date | null;
	liftedBy: string | null;
	liftedNote: string;
	/** Of a child: who said so, and why it was not the young person; empty else. */
	letInBy: string;
	letInUnableWhy: string;
	version: number;
};
const denial = sql`
	select d.id, d.consent_id as consent, d.entry_id as entry, d.organisation_id as organisation, (select o.name from samspil.organisation o where o.id = d.organisation_id) as "organisationName",
		d.reason, d.said_by as "saidBy", d.said_by_name as "saidByName", d.said_on as "saidOn", d.registered_by_name as "registeredBy",
		d.lifted_at as "liftedAt", d.lifted_by_name as "liftedBy", d.lifted_note as "liftedNote",
		d.lifted_said_by_name as "letInBy", d.lifted_unable_why as "letInUnableWhy", d.version
	from samspil.consent_denial d`;

/** The denials of a consent or an entry, those that stand first, then the latest first. */
export const listDenials = (pathway: string, at: DeniedIn) =>
	ask<DenialShown>(sql`${denial}
		where d.tenant_id = ${actingTenant} and d.pathway_id = ${pathway}::uuid and ${
			'consent' in at
				? sql`d.consent_id = ${at.consent}::uuid`
				: sql`d.entry_id = ${at.entry}::uuid`
		}
		order by d.lifted_at is null desc, d.registered_at desc, d.id limit 100`);

/** A denial on the pathway, of whatever it is. */
export const findDenial = (pathway: string, id: string) =>
	ask<DenialShown>(sql`${denial}
		where d.tenant_id = ${actingTenant} and d.pathway_id = ${pathway}::uuid and d.id = ${id}::uuid`);

/** An entry as its citizen reads it, with those it is kept from. */
export type EntryOfMine = EntryToShare & {
	startsOn: Day | null;
	endsOn: Day | null;
	/** When its words were changed last. */
	changedAt: Date | null;
	/** What stood there before. */
	former: Former[];
	/** Each with what is needed to let it in again; no name: all of them. */
	kept: { id: string; version: number; organisation: string | null; name: string | null }[];
	cursor: string;
};

/** Entries of one page of a citizen's own. */
export const PAGE_OF_ENTRIES = 25;

/** What is written on the pathway, the newest first, from where the page before ended; one more than a page. */
export const listEntriesOfMine = (pathway: string, after: CursorKey | null) =>
	ask<EntryOfMine>(sql`
		select e.id, e.kind, e.contacted, e.reached, e.channel, e.area, e.category, e.title, e.body, e.author_name as author, e.author_organisation_name as organisation, e.created_at as at,
			e.starts_on as "startsOn", e.ends_on as "endsOn", e.changed_at as "changedAt", e.former,
			coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'organisation', d.organisation_id,
					'name', (select o.name from samspil.organisation o where o.id = d.organisation_id)) order by d.registered_at, d.id)
				from samspil.consent_denial d where d.tenant_id = e.tenant_id and d.entry_id = e.id and d.lifted_at is null), '[]') as kept,
			e.created_at::text || '~' || e.id as cursor
		from samspil.entry e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
			and ${after ? sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by e.created_at desc, e.id desc limit ${PAGE_OF_ENTRIES + 1}`);

/** The pathway of an entry that I may read. */
export const findPathwayOfEntry = (id: string) =>
	tables
		.selectFrom('entry')
		.select('pathway_id as pathway')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** The pathway that a denial I may read is on. */
export const findPathwayOfDenial = (id: string) =>
	tables
		.selectFrom('consent_denial')
		.select('pathway_id as pathway')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** A row where it is mine to say what of this pathway is shared. */
export const findSharer = (pathway: string) =>
	ask<{ id: string }>(sql`
		select p.id from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[])`);

/** An entry whose sharing is asked about. */
export type EntryToShare = {
	id: string;
	kind: EntryKind;
	contacted: 'citizen' | 'relative' | null;
	reached: boolean | null;
	channel: Channel | null;
	area: Area | null;
	category: Category;
	title: string;
	body: string;
	author: string;
	organisation: string;
	at: Date;
};
export const findEntryToShare = (pathway: string, entry: string) =>
	ask<EntryToShare>(sql`
		select e.id, e.kind, e.contacted, e.reached, e.channel, e.area, e.category, e.title, e.body, e.author_name as author, e.author_organisation_name as organisation, e.created_at as at
		from samspil.entry e where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.id = ${entry}::uuid`);

/** The entries that are kept from somebody, the newest first. */
export const listDeniedEntries = (pathway: string) =>
	ask<{ id: string; kind: EntryKind; category: Category; title: string; at: Date }>(sql`
		select e.id, e.kind, e.category, e.title, e.created_at as at from samspil.entry e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.denied <> '{}'
		order by e.created_at desc, e.id limit 100`);

/** Keeps a denial. PostgreSQL takes away what it opened in the same transaction. */
export const insertDenial = (
	pathway: string,
	id: string,
	at: DeniedIn,
	wish: DenialWish,
	registeredByName: string
) =>
	tables.insertInto('consent_denial').values({
		tenant_id: actingTenant,
		id,
		pathway_id: pathway,
		consent_id: 'consent' in at ? at.consent : null,
		entry_id: 'entry' in at ? at.entry : null,
		organisation_id: wish.organisation,
		reason: wish.reason,
		said_by: wish.saidBy,
		said_by_name: wish.saidByName,
		said_on: wish.saidOn,
		registered_by: actingPerson,
		registered_by_name: registeredByName
	});

/** Lifts a denial that still stands at `version`; nothing happens where it does not, or is not the visitor's. */
export const putLift = (
	pathway: string,
	id: string,
	version: number,
	lifted: { byName: string; note: string; said: LetInBy | null }
) =>
	tables
		.updateTable('consent_denial')
		.set({
			lifted_at: sql<Date>`now()`,
			lifted_by_name: lifted.byName,
			lifted_note: lifted.note,
			...(lifted.said && {
				lifted_said_by: lifted.said.by,
				lifted_said_by_name: lifted.said.name,
				lifted_guardians: [...lifted.said.guardians],
				lifted_unable_why: lifted.said.unableWhy
			}),
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('lifted_at', 'is', null);
