/** What is kept of signatures that were given outside: who the service says it was, and what proves it. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, tables } from '#server/tables.ts';

/** By which name the service that `issuer` names knows the acting person; nothing before they have signed there once. */
export const findOutsideIdentity = (issuer: string) =>
	tables
		.selectFrom('signing_identity')
		.where('issuer', '=', issuer)
		.where('person_id', '=', actingPerson)
		.select('subject');

/** Keeps by which name the service knows the acting person; writes nothing where somebody here has that name already. */
export const insertOutsideIdentity = (issuer: string, subject: string) =>
	tables
		.insertInto('signing_identity')
		.values({ issuer, subject, person_id: actingPerson })
		.onConflict((conflict) => conflict.doNothing());

/** What was signed outside, and what proves it. */
export type OutsideProof = {
	issuer: string;
	subject: string;
	name: string;
	how: string;
	text: string;
	at: Date;
	proof: string;
};

/** The proof of the signature that the acting person has just given. */
export const insertOutsideProof = (document: string, version: string, given: OutsideProof) =>
	tables.insertInto('document_signature_proof').values({
		tenant_id: actingTenant,
		document_id: document,
		version_id: version,
		organisation_id: sql<string>`${actingOrganisation}`,
		person_id: actingPerson,
		issuer: given.issuer,
		subject: given.subject,
		name: given.name,
		how: given.how,
		signed_text: given.text,
		signed_at: given.at,
		proof: given.proof
	});
