/** Files that belong to a document, and what is known of each. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';

const attachments = (document: string) =>
	tables
		.selectFrom('document_attachment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('emptied_at', 'is', null);

/** The files of a document, the first taken in first; what is in them is not read. */
export const listAttachments = (document: string) =>
	attachments(document)
		.orderBy('added_at')
		.orderBy('id')
		.select(['id', 'name', 'size', 'pages', 'added_at as at', 'added_by_name as by'])
		.select(sql<string>`encode(hash, 'hex')`.as('hash'));

/** One file, with what is in it. */
export const findAttachment = (document: string, id: string) =>
	attachments(document)
		.where('id', '=', id)
		.select(['name', 'hash'])
		.select(sql<Buffer>`file`.as('file'));

/** A file to take in. */
export type NewAttachment = { id: string; name: string; file: Uint8Array; pages: number };

/** Takes a file in, in the name of the acting person. */
export const insertAttachment = (
	document: string,
	{ id, name, file, pages }: NewAttachment,
	by: string
) => {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	return tables.insertInto('document_attachment').values({
		tenant_id: actingTenant,
		id,
		document_id: document,
		name,
		file: bytes,
		size: bytes.length,
		hash: sql<Buffer>`sha256(${bytes})`,
		pages,
		added_by: actingPerson,
		added_by_organisation: sql<string>`${actingOrganisation}`,
		added_by_name: by
	});
};

/** Empties a file that was taken in by mistake. */
export const emptyAttachment = (document: string, id: string, by: string) =>
	tables
		.updateTable('document_attachment')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('id', '=', id)
		.where('emptied_at', 'is', null)
		.set({ file: null, emptied_at: sql<string>`now()`, emptied_by_name: by });
