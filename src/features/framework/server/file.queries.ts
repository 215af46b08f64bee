/** Files of the framework: tools and templates that everybody at work here may take home. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';
import type { FileKind } from '#values/file-kind.ts';

const files = () =>
	tables
		.selectFrom('framework_file')
		.where('tenant_id', '=', actingTenant)
		.where('emptied_at', 'is', null);

/** The files, by name; what is in them is not read. `isInUse`: a version that was put forward points to it, so that it stays. */
export const listFrameworkFiles = () =>
	files()
		.orderBy('name')
		.orderBy('id')
		.limit(100)
		.select(['id', 'name', 'size', 'kind', 'pages', 'added_at as at', 'added_by_name as by'])
		.select(sql<string>`encode(hash, 'hex')`.as('hash'))
		.select(
			sql<boolean>`exists (select from samspil.framework_version w where w.tenant_id = framework_file.tenant_id
				and w.framework_id = framework_file.framework_id and position(framework_file.id::text in w.content::text) > 0)`.as(
				'isInUse'
			)
		);

/** One file, with what is in it. */
export const findFrameworkFile = (id: string) =>
	files()
		.where('id', '=', id)
		.select(['name', 'kind'])
		.select(sql<Buffer>`file`.as('file'));

/** A file to take in. */
export type NewFile = {
	id: string;
	name: string;
	file: Uint8Array;
	kind: FileKind;
	/** Null for what says none. */
	pages: number | null;
};

/** Takes a file in, in the name of the acting person. */
export const insertFrameworkFile = (
	framework: string,
	{ id, name, file, kind, pages }: NewFile,
	by: string
) => {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	return tables.insertInto('framework_file').values({
		tenant_id: actingTenant,
		id,
		framework_id: framework,
		name,
		file: bytes,
		size: bytes.length,
		hash: sql<Buffer>`sha256(${bytes})`,
		kind,
		pages,
		added_by: actingPerson,
		added_by_organisation: sql<string>`${actingOrganisation}`,
		added_by_name: by
	});
};

/** Empties a file. */
export const emptyFrameworkFile = (id: string, by: string) =>
	tables
		.updateTable('framework_file')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('emptied_at', 'is', null)
		.set({ file: null, emptied_at: sql<string>`now()`, emptied_by_name: by });
