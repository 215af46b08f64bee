/** Imports of offers (0500): the project leaders of the municipality read and write them. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { CellsOfRow, KeptOfferRow, TakenRow } from './import-rows.ts';
import type { ImportForm, ReadTable } from './read-import.ts';
import type { KeptOffer } from './offer.queries.ts';
import type { Said } from '../imported-offer.rules.ts';

/** An import as it is kept. */
export type KeptImport = {
	id: string;
	source: string;
	form: ImportForm;
	fileName: string;
	organisation: string;
	headings: string[];
	columns: string[] | null;
	begunAt: Date;
	by: string;
	takenAt: Date | null;
	takenBy: string;
	undoneAt: Date | null;
	undoneBy: string;
	version: number;
};

const imports = tables
	.selectFrom('offer_import as i')
	.where('i.tenant_id', '=', actingTenant)
	.select(['i.id', 'i.source', 'i.form', 'i.file_name as fileName', 'i.headings', 'i.columns'])
	.select(['i.organisation_id as organisation', 'i.begun_at as begunAt', 'i.begun_by_name as by'])
	.select(['i.taken_at as takenAt', 'i.taken_by_name as takenBy', 'i.undone_at as undoneAt'])
	.select(['i.undone_by_name as undoneBy', 'i.version'])
	.$castTo<KeptImport>();

/** One import; nothing for who may not know of it. */
export const findImport = (id: string) => imports.where('i.id', '=', id);

/** The newest ones, with how many rows were taken in. */
export const listImports = () =>
	imports
		.select(
			sql<{
				added: number;
				changed: number;
				kept: number;
			}>`(select jsonb_build_object('added', count(*) filter (where r.outcome = 'added'),
				'changed', count(*) filter (where r.outcome = 'changed'), 'kept', count(*) filter (where r.undone = 'kept'))
				from samspil.offer_import_row r where r.tenant_id = i.tenant_id and r.import_id = i.id)`.as(
				'counts'
			)
		)
		.orderBy('i.begun_at', 'desc')
		.orderBy('i.id')
		.limit(50);

/** The columns of earlier tables from the same source: the newest first. */
export const listChosenColumns = (source: string, but: string) =>
	imports
		.where('i.source', '=', source)
		.where('i.id', '<>', but)
		.where('i.columns', 'is not', null)
		.where('i.form', '=', 'table')
		.orderBy('i.begun_at', 'desc')
		.limit(5);

/** The sources there are, for who begins another import. */
export const listSources = () =>
	ask<{ source: string }>(sql`
		select i.source from samspil.offer_import i where i.tenant_id = ${actingTenant} group by 1 order by max(i.begun_at) desc limit 30`);

/** Lays an import down; nothing where its id is taken. */
export const insertImport = (
	id: string,
	{ source, fileName, organisation }: { source: string; fileName: string; organisation: string },
	{ form, headings }: ReadTable,
	columns: string[] | null,
	by: string
) =>
	tables
		.insertInto('offer_import')
		.values({
			tenant_id: actingTenant,
			id,
			source,
			form,
			file_name: fileName,
			organisation_id: organisation,
			headings,
			columns,
			begun_by: actingPerson,
			begun_by_name: by
		})
		.onConflict((conflict) => conflict.doNothing());

/** All rows of an import in one statement, however many. */
export const insertRows = (id: string, rows: readonly CellsOfRow[]) =>
	ask(sql`
		insert into samspil.offer_import_row (tenant_id, import_id, number, cells)
		select ${actingTenant}, ${id}, x.number, x.cells from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(number integer, cells text[])`);

/** Writes which column holds what, on top of `version`. */
export const updateColumns = (id: string, version: number, columns: string[]) =>
	tables
		.updateTable('offer_import')
		.set({ columns, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version)
		.where('taken_at', 'is', null);

/** The rows of an import in their order. */
export const listRows = (id: string) =>
	tables
		.selectFrom('offer_import_row as r')
		.where('r.tenant_id', '=', actingTenant)
		.where('r.import_id', '=', id)
		.select(['r.number', 'r.cells', 'r.outcome', 'r.offer_id as offer', 'r.undone'])
		.orderBy('r.number');

/** A few rows, for an example of what each column holds. */
export const listFirstRows = (id: string) => listRows(id).limit(20);

/** Holds the imports of the same source still until the transaction is over, so that two people do not take in the same offers at once. */
export const holdImport = (id: string) =>
	ask<{ version: number }>(sql`
		select i.version from samspil.offer_import i where i.tenant_id = ${actingTenant}
			and i.source = (select s.source from samspil.offer_import s where s.tenant_id = ${actingTenant} and s.id = ${id}) order by i.id for update`);

/** Holds the offers that rows may be about still, so that nobody writes one of them between the plan and what is done. */
export const holdCandidates = (source: string, ids: string[]) =>
	ask<{ id: string }>(sql`
		select o.id from samspil.offer o where o.tenant_id = ${actingTenant} and (o.source = ${source} or o.id = any (${ids}::uuid[])) order by o.id for update`);

/** An offer that rows may be about, with the key it has at the source and what was last taken in of it. */
export type CandidateOffer = KeptOffer & { sourceKey: string; last: Said | null };

/** Offers that were taken in from `source` before, and those whose own ids stand in the file. */
export const listCandidates = (source: string, ids: string[]) =>
	ask<CandidateOffer>(sql`
		select o.id, o.name, o.provider, o.group_kind as "group", o.target_group as "targetGroup", o.content, o.admission, o.next_step as "nextStep", o.contact, o.phone,
			o.email, o.website, o.address, o.postal_code as "postalCode", o.town, o.area, o.opening_hours as "openingHours", o.price, o.languages, o.themes,
			o.is_preventive as "isPreventive", o.places_total as "placesTotal", o.places_free as "placesFree", o.valid_until as "validUntil",
			o.keeper_email as "keeperEmail", o.confirmed_on as "confirmedOn", o.confirmed_by_name as "confirmedBy", o.is_confirmed as "isConfirmed", o.withdrawn_on as "withdrawnOn",
			o.organisation_id as organisation, o.version, case when o.source = ${source} then o.source_key else '' end as "sourceKey", l.said as last
		from samspil.offer o left join lateral (
			select r.said from samspil.offer_import_row r join samspil.offer_import i on i.tenant_id = r.tenant_id and i.id = r.import_id
				where r.tenant_id = o.tenant_id and r.offer_id = o.id and r.outcome is not null and r.undone is distinct from 'undone' and i.source = ${source}
				order by r.taken_at desc limit 1) l on true
		where o.tenant_id = ${actingTenant} and (o.source = ${source} or o.id = any (${ids}::uuid[]))`);

const columnNames = sql.raw(
	'organisation_id, provider, group_kind, name, target_group, content, admission, next_step, contact, phone, email, website, address, postal_code, town, area, opening_hours, price, languages, themes, is_preventive, places_total, places_free, valid_until, keeper_email, confirmed_on, confirmed_by_name, is_confirmed'
);

/** Adds offers, all in one statement. */
export const insertTaken = (rows: readonly KeptOfferRow[], source: string, by: string) =>
	ask(sql`
		insert into samspil.offer (tenant_id, id, ${columnNames}, source, source_key, changed_by, changed_by_name)
		select ${actingTenant}, id, ${columnNames}, ${source}, source_key, ${actingPerson}, ${by}
		from jsonb_populate_recordset(null::samspil.offer, ${JSON.stringify(rows)}::jsonb) x`);

/** Writes offers anew, each on top of the version before `version`. */
export const updateTaken = (rows: readonly KeptOfferRow[], by: string) =>
	ask(sql`
		update samspil.offer o set (${columnNames}, version, changed_at, changed_by, changed_by_name)
			= (${sql.raw(
				'x.organisation_id, x.provider, x.group_kind, x.name, x.target_group, x.content, x.admission, x.next_step, x.contact, x.phone, x.email, x.website, x.address, x.postal_code, x.town, x.area, x.opening_hours, x.price, x.languages, x.themes, x.is_preventive, x.places_total, x.places_free, x.valid_until, x.keeper_email, x.confirmed_on, x.confirmed_by_name, coalesce(x.is_confirmed, true)'
			)}, x.version, now(), ${actingPerson}, ${by})
		from jsonb_populate_recordset(null::samspil.offer, ${JSON.stringify(rows)}::jsonb) x
		where o.tenant_id = ${actingTenant} and o.id = x.id and o.version = x.version - 1`);

/** Writes what has become of the rows. */
export const markTaken = (id: string, rows: readonly TakenRow[]) =>
	ask(sql`
		update samspil.offer_import_row r set outcome = x.outcome, offer_id = x.offer, said = x.said, before = x.before, after = x.after, taken_at = clock_timestamp()
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(number integer, outcome text, offer uuid, said jsonb, before jsonb, after jsonb)
		where r.tenant_id = ${actingTenant} and r.import_id = ${id} and r.number = x.number`);

/** Says that an import was taken in, or more of it. */
export const markImportTaken = (id: string, version: number, by: string) =>
	tables
		.updateTable('offer_import')
		.set({
			taken_at: sql<Date>`coalesce(taken_at, now())`,
			taken_by_name: by,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** A row that was taken in: what stood before, how the offer stood afterwards, and how it stands now. */
export type DoneRow = {
	number: number;
	outcome: 'added' | 'changed';
	offer: string;
	before: KeptOfferRow | null;
	after: { version: number; confirmedOn: string; confirmedBy: string };
	now: { version: number; confirmedOn: string; confirmedBy: string };
	name: string;
};

/** What an import did, for undoing it. What later imports changed and were undone for stands as it did (0560). */
export const listDone = (id: string) =>
	ask<DoneRow>(sql`
		select r.number, r.outcome, r.offer_id as offer, r.before, o.name,
			r.after || jsonb_build_object('version', samspil.offer_stands_as(r.tenant_id, r.offer_id, (r.after->>'version')::integer)) as after,
			jsonb_build_object('version', o.version, 'confirmedOn', o.confirmed_on, 'confirmedBy', o.confirmed_by_name) as now
		from samspil.offer_import_row r join samspil.offer o on o.tenant_id = r.tenant_id and o.id = r.offer_id
		where r.tenant_id = ${actingTenant} and r.import_id = ${id} and r.outcome in ('added', 'changed') and r.undone is null
		order by r.number for update of o`);

/** Takes out offers that an import added. */
export const deleteAdded = (ids: string[]) =>
	ask(
		sql`delete from samspil.offer o where o.tenant_id = ${actingTenant} and o.id = any (${ids}::uuid[])`
	);

/** Says of rows that they were undone, or kept because somebody had changed the offer. */
export const markUndone = (id: string, numbers: number[], undone: 'undone' | 'kept') =>
	ask(sql`
		update samspil.offer_import_row r set undone = ${undone} where r.tenant_id = ${actingTenant} and r.import_id = ${id} and r.number = any (${numbers}::integer[])`);

/** Says that an import was undone. */
export const markImportUndone = (id: string, version: number, by: string) =>
	tables
		.updateTable('offer_import')
		.set({ undone_at: sql<Date>`now()`, undone_by_name: by, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Offers that an undone import left as they are, and why is plain: somebody has changed them. */
export const listKeptOffers = (id: string) =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.offer_import_row r join samspil.offer o on o.tenant_id = r.tenant_id and o.id = r.offer_id
		where r.tenant_id = ${actingTenant} and r.import_id = ${id} and r.undone = 'kept' order by o.name, o.id limit 200`);

/** Throws away an import that nothing came of. */
export const deleteImport = (id: string) =>
	tables
		.deleteFrom('offer_import')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('taken_at', 'is', null);
