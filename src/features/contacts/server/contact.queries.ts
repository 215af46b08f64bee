/** Contacts with the citizen and relatives: entries of that kind, and so open to whoever reads the entry. */
import { sql } from 'kysely';
import { actingTenant, ask, isOpenToMe, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Channel } from '#features/pathways/entry.rules.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import { PAGE_OF_CONTACTS, type Contact, type Contacted } from '../contact.rules.ts';

/** A contact as it was written. */
export type ContactShown = {
	id: string;
	on: Day | null;
	channel: Channel;
	contacted: Contacted;
	reached: boolean;
	note: string;
	category: Category;
	by: string;
	organisation: string;
	isMine: boolean;
	cursor: string;
};

const contacts = (pathway: string) => sql`
	select e.id, e.starts_on as "on", e.channel, coalesce(e.contacted, 'citizen') as contacted, coalesce(e.reached, true) as reached,
		concat_ws(E'\n', nullif(e.title, ''), e.body) as note, e.category, e.author_name as by, e.author_organisation_name as organisation,
		e.author_id = (select samspil.acting_person()) and e.author_organisation_id = (select samspil.acting_organisation()) as "isMine",
		e.created_at::text || '~' || e.id as cursor
	from samspil.entry e
	where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.kind = 'contact'`;

/** The contacts open to me, those written last first, from where the page before ended; one more than a page. */
export const listContacts = (pathway: string, after: CursorKey | null) =>
	ask<ContactShown>(sql`${contacts(pathway)}
		and ${after ? sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by e.created_at desc, e.id desc limit ${PAGE_OF_CONTACTS + 1}`);

/** One of them. */
export const findContact = (pathway: string, id: string) =>
	ask<ContactShown>(sql`${contacts(pathway)} and e.id = ${id}::uuid`);

/** The pathway as a place for contacts. */
export type ContactPlace = {
	isOpen: boolean;
	isHeld: boolean;
	/** I write for an organisation, and something is open to me. */
	mayWrite: boolean;
	categories: Category[];
	begunOn: Day;
	/** The last day on which the citizen was reached, or was at a meeting; null where nobody has yet. */
	lastHeard: Day | null;
	/** What was agreed, with what is needed to change it; null where nothing was. */
	rhythm: { days: number; version: number; by: string; at: string } | null;
};

/** Where contacts are written; no row where the pathway is not open to me. */
export const findContactPlace = (pathway: string) =>
	ask<ContactPlace>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			samspil.my_categories(p.id) as categories, p.registered_on as "begunOn",
			(select samspil.acting_organisation()) is not null and samspil.my_categories(p.id) <> '{}' and samspil.may_write_on(p.id) as "mayWrite",
			greatest(
				(select max(e.starts_on) from samspil.entry e where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
					and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true)),
				(select max((t.starts_at at time zone 'Europe/Copenhagen')::date) from samspil.meeting t
					join samspil.meeting_participant w on w.tenant_id = t.tenant_id and w.meeting_id = t.id and w.kind = 'citizen' and w.attended
					where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.state in ('minutes', 'closed'))) as "lastHeard",
			(select jsonb_build_object('days', r.days, 'version', r.version, 'by', r.changed_by_name, 'at', r.changed_at)
				from samspil.contact_rhythm r where r.tenant_id = p.tenant_id and r.pathway_id = p.id) as rhythm
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/**
 * Files the contact under the scope of its category, marks that something happened on the pathway and records it, in one
 * statement. Nothing where the category is not open to me or the id is taken.
 */
export const insertContact = (
	pathway: string,
	id: string,
	category: Category,
	{ on, channel, contacted, reached, note }: Contact,
	by: { name: string; organisation: string }
) =>
	ask<{ id: string }>(sql`
		with written as (
			insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, body, starts_on, channel, contacted, reached,
				author_id, author_organisation_id, author_name, author_organisation_name)
			select s.tenant_id, ${id}::uuid, s.pathway_id, s.id, s.category, 'contact', ${note}, ${on}::date, ${channel}, ${contacted},
				${reached}, (select samspil.acting_person()), (select samspil.acting_organisation()), ${by.name}, ${by.organisation}
			from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${category}
				and ${isOpenToMe('s.pathway_id', 's.id')}
			on conflict (tenant_id, id) do nothing
			returning id
		), touched as (
			update samspil.pathway p set changed_at = clock_timestamp() from written
			where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
		)
		select w.id, samspil.record_pathway('contact.written', ${pathway}::uuid, w.id) from written w`);

/** Agrees on how long it may be quiet; nothing where it was agreed anew since. */
export const writeRhythm = (pathway: string, version: number, days: number, by: string) =>
	version === 0
		? tables
				.insertInto('contact_rhythm')
				.values({ tenant_id: actingTenant, pathway_id: pathway, days, changed_by_name: by })
				.onConflict((taken) => taken.doNothing())
		: tables
				.updateTable('contact_rhythm')
				.where('tenant_id', '=', actingTenant)
				.where('pathway_id', '=', pathway)
				.where('version', '=', version)
				.set({
					days,
					changed_by_name: by,
					changed_at: sql<Date>`now()`,
					version: version + 1
				});
