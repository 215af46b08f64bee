/** What tests look up of an agreement and no page asks for: the days it has set, and what proves a signature given elsewhere. */
import { actingTenant, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';

/** The days an agreement has set from today on, the nearest first. */
export const listDues = (agreement: string, from: Day) =>
	tables
		.selectFrom('agreement_due')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement)
		.where('due_on', '>=', from)
		.orderBy('due_on')
		.limit(100)
		.select(['kind', 'due_on as on', 'obligation_id as about']);

/** How those signed who signed outside: as the service there tells it. */
export const listOutsideProofs = (document: string, version: string) =>
	tables
		.selectFrom('document_signature_proof')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', document)
		.where('version_id', '=', version)
		.select(['person_id as person', 'organisation_id as party', 'name', 'how'])
		.select(['signed_text as text', 'signed_at as at']);
