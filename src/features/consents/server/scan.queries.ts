/** The signed papers of consents, as PostgreSQL keeps them. Whoever may read the consent may read them. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';

const scansOf = (pathway: string, consent: string) =>
	tables
		.selectFrom('consent_scan')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('consent_id', '=', consent)
		.where('emptied_at', 'is', null);

/** The scans of a consent, the first taken in first; what is in them is not read. */
export const listScans = (pathway: string, consent: string) =>
	scansOf(pathway, consent)
		.orderBy('added_at')
		.orderBy('id')
		.select(['id', 'name', 'size', 'pages', 'added_at as at', 'added_by_name as by'])
		.select(sql<string>`encode(hash, 'hex')`.as('hash'));

/** The scans of all consents of a pathway, each with the number of its consent; what is in them is not read. */
export const listScansOfPathway = (pathway: string) =>
	ask<{ id: string; consent: string; number: number; at: Date; hash: string }>(sql`
		select s.id, s.consent_id as consent, k.number, s.added_at as at, encode(s.hash, 'hex') as hash
		from samspil.consent_scan s join samspil.consent k on k.tenant_id = s.tenant_id and k.id = s.consent_id
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.emptied_at is null
		order by s.added_at, s.id`);

/** One scan, with what is in it. */
export const findScan = (pathway: string, consent: string, id: string) =>
	scansOf(pathway, consent)
		.where('id', '=', id)
		.select('name')
		.select(sql<Buffer>`file`.as('file'));

/** A scan to take in. */
export type NewScan = { id: string; name: string; file: Uint8Array; pages: number };

/** Takes a scan in, in the name of the acting person. */
export const insertScan = (
	pathway: string,
	consent: string,
	{ id, name, file, pages }: NewScan,
	by: string
) => {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	return tables.insertInto('consent_scan').values({
		tenant_id: actingTenant,
		id,
		pathway_id: pathway,
		consent_id: consent,
		name,
		file: bytes,
		size: bytes.length,
		hash: sql<Buffer>`sha256(${bytes})`,
		pages,
		added_by: actingPerson,
		added_by_name: by
	});
};

/** Empties a scan that is another's paper. */
export const putEmptied = (pathway: string, consent: string, id: string, by: string) =>
	tables
		.updateTable('consent_scan')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('consent_id', '=', consent)
		.where('id', '=', id)
		.where('emptied_at', 'is', null)
		.set({ file: null, emptied_at: sql<Date>`now()`, emptied_by_name: by });
