/** What is written on a pathway: entries, and the citizen's own words. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables, isOpenToMe } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Category } from '../category.rules.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { EntryKind, EntryText, WordsQuestion } from '../entry.rules.ts';
import { PAGE_SIZE } from './pathway.queries.ts';

/** An entry as the pathway's page shows it. */
export type EntryShown = {
	id: string;
	category: Category;
	kind: EntryKind;
	title: string;
	body: string;
	startsOn: Day | null;
	endsOn: Day | null;
	area: 'general' | 'specialised' | null;
	channel: 'phone' | 'text-message' | 'mail' | 'visit' | 'other' | null;
	/** Whom a contact was with, and whether they were reached; null for other kinds. */
	contacted: 'citizen' | 'relative' | null;
	reached: boolean | null;
	author: string;
	organisation: string;
	at: Date;
	changedAt: Date | null;
	isMine: boolean;
	/** Kept from partners, from one or from all. */
	isDenied: boolean;
	/** What stood there before, for who reads all of the pathway or wrote it; null where it was never changed. */
	former: Former[] | null;
	cursor: string;
};

/** The entries open to me, the newest first; one more than a page, to know whether there are others. */
export const listEntries = (pathway: string, after: CursorKey | null) =>
	ask<EntryShown>(sql`
		select e.id, e.category, e.kind, e.title, e.body, e.starts_on as "startsOn", e.ends_on as "endsOn", e.area, e.channel, e.contacted, e.reached,
			e.author_name as author, e.author_organisation_name as organisation, e.created_at as at, e.changed_at as "changedAt",
			e.author_id = (select samspil.acting_person()) and e.author_organisation_id = (select samspil.acting_organisation()) as "isMine",
			e.denied <> '{}' as "isDenied",
			case when e.former <> '[]' and (e.author_id = (select samspil.acting_person())
				or e.pathway_id = any ((select samspil.my_whole_pathways())::uuid[])) then e.former end as former,
			e.created_at::text || '~' || e.id as cursor
		from samspil.entry e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid
			and ${after ? sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by e.created_at desc, e.id desc limit ${PAGE_SIZE + 1}`);

/** One of my own entries, to change it. No row where it is another's, is no longer open to me or where I only read by now. */
export const findOwnEntry = (pathway: string, entry: string) =>
	tables
		.selectFrom('entry as e')
		.select([
			'e.kind',
			'e.category',
			'e.area',
			'e.channel',
			'e.title',
			'e.body',
			'e.starts_on as startsOn',
			'e.ends_on as endsOn',
			'e.created_at as createdAt',
			'e.changed_at as changedAt',
			'e.author_name as author',
			'e.version'
		])
		.where('e.tenant_id', '=', actingTenant)
		.where('e.pathway_id', '=', pathway)
		.where('e.id', '=', entry)
		.where('e.author_id', '=', actingPerson)
		.where(sql<boolean>`e.author_organisation_id = (select samspil.acting_organisation())`)
		.where(isOpenToMe('e.pathway_id', 'e.scope_id'))
		.where(sql<boolean>`samspil.may_write_on(e.pathway_id)`);

/** The categories that are open to me on a pathway, in no order. */
export const listOpenCategories = (pathway: string) =>
	ask<{ category: Category }>(sql`
		select s.category from samspil.scope s
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and ${isOpenToMe('s.pathway_id', 's.id')}
			and samspil.may_write_on(s.pathway_id)`);

export type NewEntry = {
	id: string;
	pathway: string;
	category: Category;
	text: EntryText;
	authorName: string;
	organisationName: string;
};

/**
 * Files the entry under the scope of its category, marks that something happened on the pathway and records it, in one
 * statement. Answers its id; nothing where the category is not open to me or the id is taken, and then nothing is done.
 */
export const insertEntry = ({
	id,
	pathway,
	category,
	text,
	authorName,
	organisationName
}: NewEntry) =>
	ask<{ id: string }>(sql`
		with written as (
			insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, title, body, starts_on, ends_on, area, channel,
				author_id, author_organisation_id, author_name, author_organisation_name)
			select s.tenant_id, ${id}::uuid, s.pathway_id, s.id, s.category, ${text.kind}, ${text.title}, ${text.body}, ${text.startsOn}::date,
				${text.endsOn}::date, ${text.area}, ${text.channel}, (select samspil.acting_person()), (select samspil.acting_organisation()),
				${authorName}, ${organisationName}
			from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${category}
				and ${isOpenToMe('s.pathway_id', 's.id')} and (select samspil.acting_organisation()) is not null and samspil.may_write_on(s.pathway_id)
			on conflict (tenant_id, id) do nothing
			returning id
		), touched as (
			update samspil.pathway p set changed_at = clock_timestamp() from written
			where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
		)
		select w.id, samspil.record_pathway('entry.written', ${pathway}::uuid, w.id, jsonb_build_object('category', ${category}::text)) from written w`);

/** Changes one of my own entries, if it is still at `version`. */
export const updateEntry = (
	entry: string,
	version: number,
	text: Pick<EntryText, 'title' | 'body' | 'startsOn' | 'endsOn'>
) =>
	tables
		.updateTable('entry')
		.set({
			title: text.title,
			body: text.body,
			starts_on: text.startsOn,
			ends_on: text.endsOn,
			changed_at: sql<Date>`now()`,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', entry)
		.where('author_id', '=', actingPerson)
		.where('version', '=', version);

/** One telling of the citizen's own. */
export type WordsShown = {
	id: string;
	question: WordsQuestion;
	body: string;
	saidOn: Day;
	/** Who wrote it down; null where the citizen did. */
	writtenBy: string | null;
};

/** The newest telling of each question, in the order they are asked. */
export const listNewestWords = (pathway: string) =>
	ask<WordsShown>(sql`
		select distinct on (w.question) w.id, w.question, w.body, w.said_on as "saidOn", w.written_down_by_name as "writtenBy"
		from samspil.own_words w where w.tenant_id = ${actingTenant} and w.pathway_id = ${pathway}::uuid
		order by w.question, w.created_at desc, w.id`);

/**
 * All that was told, the newest first, from where the page before ended: nothing is ever overwritten (R-130). One more
 * than `most`.
 */
export const listWords = (
	pathway: string,
	after: CursorKey | null = null,
	most: number = PAGE_SIZE
) =>
	ask<WordsShown & { cursor: string }>(sql`
		select w.id, w.question, w.body, w.said_on as "saidOn", w.written_down_by_name as "writtenBy",
			w.created_at::text || '~' || w.id as cursor
		from samspil.own_words w where w.tenant_id = ${actingTenant} and w.pathway_id = ${pathway}::uuid
			and ${after ? sql`(w.created_at, w.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by w.created_at desc, w.id desc limit ${most + 1}`);

/** Writes down what the citizen said; nothing where the id is taken. */
export const insertWords = (
	pathway: string,
	words: { id: string; question: WordsQuestion; body: string; saidOn: Day; writtenBy: string }
) =>
	ask<never>(sql`
		insert into samspil.own_words (tenant_id, id, pathway_id, scope_id, question, body, said_on, written_down_by, written_down_by_name)
		select s.tenant_id, ${words.id}::uuid, s.pathway_id, s.id, ${words.question}, ${words.body}, ${words.saidOn}::date,
			(select samspil.acting_person()), ${words.writtenBy}
		from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = 'situation'
		on conflict (tenant_id, id) do nothing`);

/** The same words, told on the same day in answer to the same question. */
export const findSameWords = (
	pathway: string,
	{ question, body, saidOn }: { question: WordsQuestion; body: string; saidOn: Day }
) =>
	tables
		.selectFrom('own_words')
		.select('id')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('question', '=', question)
		.where('said_on', '=', saidOn)
		.where('body', '=', body)
		.limit(1);

/** One telling, by its id. */
export const findWords = (pathway: string, id: string) =>
	tables
		.selectFrom('own_words')
		.select(['question', 'body', 'said_on as saidOn'])
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id);
