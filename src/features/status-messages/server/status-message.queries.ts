/** Status messages. The policies show them to those who read the whole pathway, and to recipients while they are covered. */
import { sql } from 'kysely';
import type { Category } from '#features/pathways/category.rules.ts';
import { actingTenant, ask } from '#server/tables.ts';
import type { Covered, StatusMessage } from '../status-message.rules.ts';

/** One that was sent. A recipient reads of no other. */
export type SentStatus = {
	id: string;
	category: Category;
	channel: string;
	body: string;
	by: string;
	organisation: string;
	at: Date;
	recipients: { id: string; name: string }[];
};

const sent = (pathway: string, id: string | null) =>
	ask<SentStatus>(sql`
		select s.id, s.category, s.channel, s.body, s.sent_by_name as by, s.sent_by_organisation_name as organisation, s.sent_at as at,
			(select coalesce(json_agg(json_build_object('id', r.organisation_id, 'name', r.organisation_name) order by r.organisation_name), '[]')
				from samspil.status_recipient r where r.tenant_id = s.tenant_id and r.pathway_id = s.pathway_id and r.message_id = s.id) as recipients
		from samspil.status_message s
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and (${id}::uuid is null or s.id = ${id}::uuid)
		order by s.sent_at desc, s.id limit 200`);

/** The newest first. */
export const listStatus = (pathway: string) => sent(pathway, null);
export const findStatus = (pathway: string, id: string) => sent(pathway, id);

/** What the visitor is to the pathway; no row where it is not open to me. */
export const findStatusPlace = (pathway: string) =>
	ask<{ isHeld: boolean; isPartner: boolean; isOpen: boolean }>(sql`
		select p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner", p.state = 'open' as "isOpen"
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Partners that said yes, with what somebody of each may read today; for whoever reads the whole pathway. */
export const listCovered = (pathway: string) =>
	ask<Covered>(sql`
		select p.organisation_id as organisation, o.name,
			array(select distinct a.category from samspil.scope_access a where a.tenant_id = p.tenant_id and a.pathway_id = p.pathway_id
				and a.organisation_id = p.organisation_id and a.reason = 'partner' and a.from_day <= (select samspil.acting_day())
				and a.until_day >= (select samspil.acting_day())) as categories
		from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.state = 'agreed'
		order by o.name, o.id limit 100`);

/** Sends it and tells the recipients that something waits, in one step of the database. */
export const putStatus = (pathway: string, id: string, message: StatusMessage) =>
	ask<{ answer: 'sent' | 'there' | 'not-covered' | 'not-yours' }>(sql`
		select samspil.send_status(${id}::uuid, ${pathway}::uuid, ${message.category}, ${message.channel}, ${message.body},
			${message.recipients}::uuid[]) as answer`);
