/** What parties want to tell others about an agreement, and what was answered. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Channel, PublicationState } from '../publication.rules.ts';

/** Those the agreement in force names to speak for it, who are still there. */
export const listCommunicators = (agreement: string) =>
	ask<{ person: string; organisation: string; name: string }>(
		sql`select person, organisation, name from samspil.my_agreement_communicators(${agreement}::uuid) order by name, person`
	);

/** A party whose name a text carries, and what it has answered. */
export type NameShown = {
	party: string;
	name: string;
	state: PublicationState;
	by: string;
	at: string | null;
	reason: string;
	decidedBy: string | null;
	/** The acting person answers for it. */
	isMine: boolean;
};

/** Everything that was asked about, what waits first, then the latest first; the last 100. */
export const listPublications = (agreement: string) =>
	tables
		.selectFrom('agreement_publication as p')
		.where('p.tenant_id', '=', actingTenant)
		.where('p.document_id', '=', agreement)
		.orderBy(sql`p.state <> 'asked'`)
		.orderBy('p.asked_at', 'desc')
		.orderBy('p.id')
		.limit(100)
		.select([
			'p.id',
			'p.title',
			'p.body',
			'p.asked_by as askedBy',
			'p.asked_by_name as askedByName'
		])
		.select(['p.asked_by_organisation as askedByOrganisation'])
		.select(['p.asked_by_organisation_name as askedByOrganisationName', 'p.asked_at as askedAt'])
		.select(['p.decided_by_name as decidedByName', 'p.decided_at as decidedAt', 'p.reason'])
		.select(['p.decided_by as decidedBy', 'p.decided_by_organisation as decidedByOrganisation'])
		.select(['p.decided_by_organisation_name as decidedByOrganisationName'])
		.select(
			sql<
				NameShown[]
			>`(select coalesce(jsonb_agg(jsonb_build_object('party', n.party_id, 'name', n.party_name, 'state', n.state, 'by', n.decided_by_name,
				'at', n.decided_at, 'reason', n.reason, 'decidedBy', n.decided_by, 'isMine', n.party_id = ${actingOrganisation}
					and n.document_id = any ((select samspil.my_named_documents())::uuid[])) order by n.party_name), '[]')
				from samspil.agreement_publication_name n where n.tenant_id = p.tenant_id and n.publication_id = p.id)`.as(
				'names'
			)
		)
		.select(sql<PublicationState>`p.state`.as('state'))
		.select(sql<Channel>`p.channel`.as('channel'));

/** A text of the acting person's, let out at once where they speak for the agreement; no row where its id is taken. */
export const insertPublication = (
	agreement: string,
	{ id, title, body, channel }: { id: string; title: string; body: string; channel: Channel },
	state: 'asked' | 'approved',
	by: { name: string; organisationName: string }
) => {
	const isOut = state === 'approved';
	return tables
		.insertInto('agreement_publication')
		.values({
			tenant_id: actingTenant,
			id,
			document_id: agreement,
			title,
			body,
			channel,
			asked_by: actingPerson,
			asked_by_organisation: sql<string>`${actingOrganisation}`,
			asked_by_name: by.name,
			asked_by_organisation_name: by.organisationName,
			state,
			decided_by: isOut ? actingPerson : null,
			decided_by_organisation: isOut ? sql<string>`${actingOrganisation}` : null,
			decided_by_name: isOut ? by.name : '',
			decided_by_organisation_name: isOut ? by.organisationName : '',
			decided_at: isOut ? sql<Date>`now()` : null
		})
		.onConflict((conflict) => conflict.doNothing());
};

/** The answer of the acting person; no row where there is one already. */
export const answerPublication = (
	agreement: string,
	id: string,
	state: 'approved' | 'declined',
	{ reason, name, organisationName }: { reason: string; name: string; organisationName: string }
) =>
	tables
		.updateTable('agreement_publication')
		.where('tenant_id', '=', actingTenant)
		.where('document_id', '=', agreement)
		.where('id', '=', id)
		.where('state', '=', 'asked')
		.set({
			state,
			reason,
			decided_by: actingPerson,
			decided_by_organisation: sql<string>`${actingOrganisation}`,
			decided_by_name: name,
			decided_by_organisation_name: organisationName,
			decided_at: sql<Date>`now()`
		});

/** A party whose name the acting person's text carries, and which is asked. */
export const insertName = (
	agreement: string,
	publication: string,
	party: { organisation: string; name: string }
) =>
	tables.insertInto('agreement_publication_name').values({
		tenant_id: actingTenant,
		publication_id: publication,
		document_id: agreement,
		party_id: party.organisation,
		party_name: party.name
	});

/** The acting organisation's answer to the use of its name; no row where there is one already. */
export const answerName = (
	publication: string,
	state: 'approved' | 'declined',
	{ reason, name }: { reason: string; name: string }
) =>
	tables
		.updateTable('agreement_publication_name')
		.where('tenant_id', '=', actingTenant)
		.where('publication_id', '=', publication)
		.where('party_id', '=', sql<string>`${actingOrganisation}`)
		.where('state', '=', 'asked')
		.set({
			state,
			reason,
			decided_by: actingPerson,
			decided_by_name: name,
			decided_at: sql<Date>`now()`
		});
