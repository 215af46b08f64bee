/** My colleagues on a pathway, where my organisation is an agreed partner. */
import { sql } from 'kysely';
import { actingDay, actingOrganisation, actingTenant, ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** The pathway, for somebody of an agreed partner who is assigned to it. No row for anybody else. */
export const findPartnersHead = (pathway: string) =>
	ask<{ number: number; citizen: string | null; organisation: string }>(sql`
		select p.number, c.name as citizen, o.name as organisation
		from samspil.pathway p join samspil.organisation o on o.id = ${actingOrganisation}
			left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])`);

/** Those of my organisation who are on the pathway now. */
export const listColleaguesOn = (pathway: string) =>
	ask<{ person: string; name: string; title: string; since: Day; isMe: boolean }>(sql`
		select x.person_id as person, m.person_name as name, m.title, x.since, x.person_id = (select samspil.acting_person()) as "isMe"
		from samspil.partner_person x join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.person_id
			and m.organisation_id = x.organisation_id
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid and x.organisation_id = ${actingOrganisation}
			and x.since <= ${actingDay} and (x.until is null or x.until >= ${actingDay})
		order by m.person_name, x.person_id limit 100`);

/** How many are offered to choose from; a name that is typed finds the others. */
export const MOST_COLLEAGUES = 50;

/** Those at work in my organisation who are not on the pathway, whose name holds `wanted`; one more than are offered. */
export const listColleaguesToBring = (pathway: string, wanted: string) =>
	ask<{ person: string; name: string; title: string }>(sql`
		select m.person_id as person, m.person_name as name, m.title from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.organisation_id = ${actingOrganisation} and m.active_from <= ${actingDay}
			and (m.active_until is null or m.active_until >= ${actingDay}) and strpos(lower(m.person_name), lower(${wanted})) > 0
			and not exists (select from samspil.partner_person x where x.tenant_id = m.tenant_id and x.pathway_id = ${pathway}::uuid
				and x.organisation_id = m.organisation_id and x.person_id = m.person_id
				and x.since <= ${actingDay} and (x.until is null or x.until >= ${actingDay}))
		order by m.person_name, m.person_id limit ${MOST_COLLEAGUES + 1}`);

/** Brings a colleague; the database asks whether I may, records it and tells. */
export const putColleague = (pathway: string, colleague: string) =>
	ask<{ answer: 'done' | 'not-yours' | 'not-at-work' }>(
		sql`select samspil.bring_colleague(${pathway}::uuid, ${colleague}::uuid) as answer`
	);

/** On the pathway of a child under 15: who of my organisation meets the child (null where nobody has said), and whether they may. */
export const listWhoMeetsChild = (pathway: string) =>
	ask<{ person: string; meets: boolean | null; may: boolean }>(
		sql`select person, meets, may from samspil.who_meets_child(${pathway}::uuid)`
	);

/** Says whether a colleague, or I, meet the child; the database asks whether they may. */
export const putMeetsChild = (pathway: string, colleague: string, meets: boolean) =>
	ask<{ answer: 'done' | 'not-there' | 'not-young' | 'no-certificate' }>(
		sql`select samspil.say_meets_child(${pathway}::uuid, ${colleague}::uuid, ${meets}::boolean) as answer`
	);

/** Takes a colleague off, or oneself. */
export const removeColleague = (pathway: string, colleague: string) =>
	ask<{ answer: 'done' | 'not-yours' | 'last-of-partner' }>(
		sql`select samspil.take_colleague_off(${pathway}::uuid, ${colleague}::uuid) as answer`
	);
