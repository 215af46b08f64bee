/** Contacts without an account. The policies show them to those who read the whole pathway, and to partners by their category. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Former } from '#values/former.ts';
import { MOST_OUTSIDE, type OutsideContact, type Telling, type ToldOf } from '../outside.rules.ts';

/** One as it is kept. */
export type KeptContact = OutsideContact & {
	id: string;
	version: number;
	by: string;
	at: Date;
	/** What stood there before it was put right, for who reads the whole pathway. */
	former: Former[];
};

/** What the visitor is to the pathway; no row where it is not open to me. */
export const findOutsidePlace = (pathway: string) =>
	ask<{ isHeld: boolean; isPartner: boolean; isOpen: boolean; count: number }>(sql`
		select p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner", p.state = 'open' as "isOpen",
			(select count(*)::int from samspil.outside_contact c where c.tenant_id = p.tenant_id and c.pathway_id = p.id and c.removed_at is null) as count
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

const contacts = (pathway: string) =>
	tables
		.selectFrom('outside_contact')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('removed_at', 'is', null)
		.select(['id', 'name', 'organisation', 'helps_with as helpsWith', 'reach', 'version'])
		.select(sql<OutsideContact['category']>`coalesce(category, '')`.as('category'))
		.select(['changed_by_name as by', 'changed_at as at'])
		.select(
			sql<Former[]>`(select f.former from samspil.outside_contact_in_full f
				where f.tenant_id = outside_contact.tenant_id and f.id = outside_contact.id)`.as('former')
		);

/** All of them, by name. */
export const listOutside = (pathway: string) =>
	contacts(pathway).orderBy('name').orderBy('id').limit(MOST_OUTSIDE);

export const findOutside = (pathway: string, id: string) => contacts(pathway).where('id', '=', id);

/** Whether somebody under this id was taken off. */
export const findTakenOff = (pathway: string, id: string) =>
	tables
		.selectFrom('outside_contact')
		.select('id')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('removed_at', 'is not', null);

/** Under what partners read of it, if they do. */
const filedUnder = (pathway: string, category: OutsideContact['category']) =>
	category === ''
		? { category: null, scope_id: null }
		: {
				category,
				scope_id: sql<string>`(select s.id from samspil.scope s
					where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${category})`
			};

/** Adds somebody; nothing where the id is taken. */
export const insertOutside = (
	pathway: string,
	id: string,
	{ name, organisation, helpsWith, reach, category }: OutsideContact,
	by: string
) =>
	tables
		.insertInto('outside_contact')
		.values({
			tenant_id: actingTenant,
			id,
			pathway_id: pathway,
			name,
			organisation,
			helps_with: helpsWith,
			reach,
			...filedUnder(pathway, category),
			added_by: actingPerson,
			changed_by_name: by
		})
		// whichever key it meets: two that are sent at one moment may meet the one that names the pathway first
		.onConflict((conflict) => conflict.doNothing());

/** Writes on top of `version`; null takes them off, with every word about them. */
export const updateOutside = (
	pathway: string,
	id: string,
	version: number,
	said: OutsideContact | null,
	by: string
) =>
	tables
		.updateTable('outside_contact')
		.set({
			name: said?.name ?? '',
			organisation: said?.organisation ?? '',
			helps_with: said?.helpsWith ?? '',
			reach: said?.reach ?? '',
			...filedUnder(pathway, said?.category ?? ''),
			changed_at: sql<Date>`now()`,
			changed_by_name: by,
			version: version + 1,
			...(said === null && { removed_at: sql<Date>`now()` })
		})
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('removed_at', 'is', null);

/** What each is still to be told of, for whoever reads the whole pathway. */
export const listToTell = (pathway: string) =>
	ask<{ contact: string; about: ToldOf }>(sql`
		select x.contact_id as contact, x.about from samspil.outside_to_tell x
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid order by x.about desc, x.contact_id limit 100`);

/** What they were told of, the latest first. */
export const listTold = (pathway: string) =>
	ask<Telling & { contact: string; by: string }>(sql`
		select d.contact_id as contact, d.about, d.told_on as "toldOn", d.channel, d.told_by_name as by from samspil.outside_told d
		where d.tenant_id = ${actingTenant} and d.pathway_id = ${pathway}::uuid order by d.told_on desc, d.written_at desc limit 200`);

/** Writes it down, in one step of the database; a second time is the same. */
export const putTold = (pathway: string, contact: string, { about, toldOn, channel }: Telling) =>
	ask<{ answer: 'told' | 'not-yours' }>(
		sql`select samspil.tell_outside(${pathway}::uuid, ${contact}::uuid, ${about}, ${toldOn}::date, ${channel}) as answer`
	);
