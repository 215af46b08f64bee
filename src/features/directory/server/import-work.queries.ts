/** Imports that are ordered (0840): the project leaders of the municipality read and order them; whoever works on one ends it. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask } from '#server/tables.ts';
import type { ImportOrder, ImportWork } from '../import-work.rules.ts';

/** What is ordered of an import. */
export const findWork = (id: string) =>
	ask<ImportWork>(sql`
		select w.what, w.ordered_by_name as "orderedBy", w.total, w.done, w.refusal, w.attempts, coalesce(w.claimed_until > now(), false) as "isClaimed"
		from samspil.offer_import_work w where w.tenant_id = ${actingTenant} and w.import_id = ${id}`);

/** An order about an import of the same source, this one or another: until it is done, nothing else is done with any of them. */
export const findWorkOfSource = (id: string) =>
	ask<{ import: string }>(sql`
		select w.import_id as import from samspil.offer_import_work w join samspil.offer_import i on i.tenant_id = w.tenant_id and i.id = w.import_id
		where w.tenant_id = ${actingTenant} and w.refusal is null
			and i.source = (select s.source from samspil.offer_import s where s.tenant_id = ${actingTenant} and s.id = ${id}) limit 1`);

/** The imports of the list that something is ordered of. */
export const listWork = () =>
	ask<ImportWork & { id: string }>(sql`
		select w.import_id as id, w.what, w.ordered_by_name as "orderedBy", w.total, w.done, w.refusal, w.attempts,
			coalesce(w.claimed_until > now(), false) as "isClaimed"
		from samspil.offer_import_work w where w.tenant_id = ${actingTenant} order by w.ordered_at`);

/** How many rows of an import wait, and how many can be undone. */
export const countRows = (id: string) =>
	ask<{ waiting: number; done: number }>(sql`
		select count(*) filter (where r.outcome is null)::integer as waiting,
			count(*) filter (where r.outcome in ('added', 'changed') and r.undone is null)::integer as done
		from samspil.offer_import_row r where r.tenant_id = ${actingTenant} and r.import_id = ${id}`);

/** Orders it; nothing where something is ordered already. */
export const insertWork = (
	id: string,
	what: ImportOrder,
	{ mark, total, by }: { mark: string; total: number; by: string }
) =>
	ask(sql`
		insert into samspil.offer_import_work (tenant_id, import_id, what, mark, ordered_by, ordered_in, ordered_by_name, total)
		values (${actingTenant}, ${id}, ${what}, ${mark}, ${actingPerson}, ${actingTenant}, ${by}, ${total}) on conflict do nothing`);

/** Makes room for another order where nothing came of the last one. */
export const deleteRefused = (id: string) =>
	ask(sql`
		delete from samspil.offer_import_work w where w.tenant_id = ${actingTenant} and w.import_id = ${id} and w.refusal is not null`);

/** It is done, by whoever claimed it as number `attempts`: nothing where somebody else has it now. */
export const deleteDone = (id: string, attempts: number) =>
	ask(sql`
		delete from samspil.offer_import_work w where w.tenant_id = ${actingTenant} and w.import_id = ${id} and w.attempts = ${attempts} and w.refusal is null`);
