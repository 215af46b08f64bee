import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import {
	insertOrganisation,
	insertTenant,
	joinTenant,
	wearAdministratorsHat
} from './organisation.queries.ts';

/** A municipality as the form tells it; its id is made with the form. */
export type NewMunicipality = { id: string; name: string; cvr: string | null };

/**
 * Makes a municipality with a tenant of its own, and puts the administrator's hat on in it. The same form sent twice
 * makes one and leads to it both times.
 */
export async function createMunicipality(
	acting: Acting,
	{ id, name, cvr }: NewMunicipality
): Promise<void> {
	const added = await acting.run(
		insertOrganisation({ id, name, cvr, kind: 'municipality', contact: '' })
	);
	if (added > 0) await acting.run(insertTenant(id));
	// First the hat: the tenant's own rows, and the record in its own chain, are written from within.
	const hat = await acting.first(wearAdministratorsHat(id));
	if (added === 0 || !hat?.worn) return;
	await acting.run(joinTenant(id, id));
	await acting.run(record('municipality.created', id));
}
