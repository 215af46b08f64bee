/** A municipality's own contacts in an organisation. */
import { sql } from 'kysely';
import { actingTenant, ask, tables } from '#server/tables.ts';
import type { KnownContact } from '../known-contact.rules.ts';

/** A contact as it is kept, with who wrote it last. */
export type KeptContact = KnownContact & {
	id: string;
	version: number;
	changedAt: Date;
	changedBy: string;
};

/** Whether the visitor is of the municipality, and whether they keep its contacts. */
export const findContactKeeping = () =>
	ask<{ reads: boolean; keeps: boolean }>(
		sql`select samspil.municipal_tenant() is not null as reads, samspil.contact_keeping_tenant() is not null as keeps`
	);

const kept = tables
	.selectFrom('organisation_contact')
	.where('tenant_id', '=', actingTenant)
	.select(['id', 'name', 'email', 'phone', 'purpose', 'version'])
	.select(['changed_at as changedAt', 'changed_by_name as changedBy']);

/** The municipality's contacts in an organisation, by name. */
export const listKnownContacts = (organisation: string) =>
	kept.where('organisation_id', '=', organisation).orderBy('name').orderBy('id');

/** One of them, of this organisation. */
export const findKnownContact = (organisation: string, id: string) =>
	kept.where('organisation_id', '=', organisation).where('id', '=', id);

/** Adds one; writes no row where the id is there already. */
export const insertKnownContact = (organisation: string, id: string, said: KnownContact) =>
	tables
		.insertInto('organisation_contact')
		.values({ tenant_id: actingTenant, id, organisation_id: organisation, ...said })
		.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing());

/** Writes a change that is based on `version`; no row where there is a newer one. */
export const updateKnownContact = (
	organisation: string,
	id: string,
	version: number,
	said: KnownContact
) =>
	tables
		.updateTable('organisation_contact')
		.set({ ...said, version: version + 1 })
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', organisation)
		.where('id', '=', id)
		.where('version', '=', version);

/** Takes one off, as it was read at `version`. */
export const deleteKnownContact = (organisation: string, id: string, version: number) =>
	tables
		.deleteFrom('organisation_contact')
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', organisation)
		.where('id', '=', id)
		.where('version', '=', version);
