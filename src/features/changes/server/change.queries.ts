/** What partners have told of changes in what was agreed. The policies show them to the teller and to who reads the whole pathway. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Former } from '#values/former.ts';
import type { Standing } from '../change.rules.ts';

/** How many that are seen a page shows. */
export const PAGE_OF_CHANGES = 50;

/** A change as its page shows it. */
export type ChangeShown = {
	id: string;
	words: string;
	/** What the task is called, where it is about one that is open to the reader. */
	task: string | null;
	by: string;
	organisation: string;
	at: Date;
	isMine: boolean;
	acknowledgedAt: Date | null;
	acknowledgedBy: string | null;
	acknowledgedByOrganisation: string | null;
	answer: string;
	version: number;
	/** What it said before. */
	former: Former[];
};

/** What the visitor is to the pathway, and who is told; no row where it is not open to me. */
export const findChangePlace = (pathway: string) =>
	ask<Standing & { tovholder: string | null }>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner",
			p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			(select t.person_id from samspil.tovholder t
				where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null and t.left_on is null) as tovholder
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

const shown = sql`
	select c.id, c.words, (select k.title from samspil.task k where k.tenant_id = c.tenant_id and k.id = c.task_id) as task,
		c.told_by_name as by, c.told_by_organisation_name as organisation, c.told_at as at,
		c.told_by = ${actingPerson} as "isMine", c.acknowledged_at as "acknowledgedAt", c.acknowledged_by_name as "acknowledgedBy",
		c.acknowledged_by_organisation_name as "acknowledgedByOrganisation", c.answer, c.version, c.former,
		c.told_at::text || '~' || c.id as cursor
	from samspil.partner_change c`;

/** Those that nobody has seen, the oldest first: all of them. */
export const listUnseen = (pathway: string) =>
	ask<ChangeShown>(sql`${shown}
		where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid and c.acknowledged_at is null
		order by c.told_at, c.id`);

/** Those that are seen, the newest first, from where the page before ended; one more than a page. */
export const listSeen = (pathway: string, after: CursorKey | null = null) =>
	ask<ChangeShown & { cursor: string }>(sql`${shown}
		where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid and c.acknowledged_at is not null
			and ${after ? sql`(c.told_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by c.told_at desc, c.id desc limit ${PAGE_OF_CHANGES + 1}`);

export const findChange = (pathway: string, id: string) =>
	ask<ChangeShown>(sql`${shown}
		where c.tenant_id = ${actingTenant} and c.pathway_id = ${pathway}::uuid and c.id = ${id}::uuid`);

/** Tells it; nothing where the id is taken. */
export const insertChange = (
	pathway: string,
	{ id, words, task }: { id: string; words: string; task: string | null },
	by: { name: string; organisation: string }
) =>
	tables
		.insertInto('partner_change')
		.values({
			tenant_id: actingTenant,
			id,
			pathway_id: pathway,
			organisation_id: sql<string>`${actingOrganisation}`,
			task_id: task,
			words,
			told_by: actingPerson,
			told_by_name: by.name,
			told_by_organisation_name: by.organisation
		})
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Puts words to it on top of `version`, until it is seen. */
export const updateWords = (pathway: string, id: string, version: number, words: string) =>
	tables
		.updateTable('partner_change')
		.set({ words, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('version', '=', version);

/** Says that it is seen, in one step of the database. */
export const putAcknowledged = (pathway: string, id: string, version: number, answer: string) =>
	ask<{ said: 'done' | 'stale' | 'not-yours' }>(
		sql`select samspil.acknowledge_change(${pathway}::uuid, ${id}::uuid, ${version}::int, ${answer}) as said`
	);
