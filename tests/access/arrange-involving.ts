/** What partners and those who are asked have said around the pathways of the access matrix. */
import { randomUUID } from 'node:crypto';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { PLANTED } from './planted.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** A partner has told that something has changed, and nobody has seen it; answers the id. */
export async function arrangeChange(
	world: World,
	pathway: string,
	by: Someone,
	words: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('partner_change', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		organisation_id: by.organisation,
		words,
		told_by: by.person,
		told_by_name: by.name,
		told_by_organisation_name: 'x'
	});
	return id;
}

/**
 * What is under way of a pathway's responsibilities: a partner's work on its way to another organisation, the threads offered to
 * somebody outside, and somebody's wish to take them over.
 */
export async function arrangeTransfers(
	world: World,
	pathway: string,
	{
		tovholder,
		partner,
		wisher,
		receiver,
		gardeners
	}: Record<'tovholder' | 'partner' | 'wisher' | 'receiver', Someone> & { gardeners: string },
	words: { reason: string; question: string }
) {
	const begin = async (
		by: Someone,
		row: Record<string, string | null> & { verb: string; to_organisation_id: string | null }
	) => {
		const id = randomUUID();
		await world.insert('transfer', {
			tenant_id: world.tenant,
			id,
			pathway_id: pathway,
			from_name: 'x',
			from_organisation_name: 'x',
			to_organisation_name: 'x',
			reason: words.reason,
			begun_by: by.person,
			begun_by_name: by.name,
			begun_by_organisation_name: 'x',
			asked_by_name: by.name,
			...row
		});
		return id;
	};
	return {
		transfer: await begin(partner, {
			verb: 'hand-over',
			role: 'partner',
			state: 'proposed',
			from_person_id: partner.person,
			from_organisation_id: partner.organisation,
			to_organisation_id: gardeners,
			question: words.question
		}),
		offered: await begin(tovholder, {
			verb: 'hand-over',
			role: 'tovholder',
			state: 'asked',
			from_person_id: tovholder.person,
			from_organisation_id: tovholder.organisation,
			to_person_id: receiver.person,
			to_organisation_id: receiver.organisation,
			question: words.question,
			citizen_part: 'present',
			asked_at: '2026-01-08T10:00:00Z'
		}),
		wish: await begin(wisher, {
			verb: 'take-over',
			role: 'tovholder',
			state: 'proposed',
			to_person_id: wisher.person,
			to_organisation_id: wisher.organisation
		})
	};
}

/** A light seat: the link in a mail, by which somebody answers a question or ticks a task; answers its secret. */
export async function arrangeLight(
	world: World,
	pathway: string,
	{ person, organisation }: Someone,
	kind: 'request' | 'task',
	object: string
): Promise<string> {
	const token = randomUUID();
	await world.insert('light_link', {
		tenant_id: world.tenant,
		token_hash: hashInvitationToken(token),
		person_id: person,
		organisation_id: organisation,
		kind,
		object_id: object,
		pathway_id: pathway,
		given_by_name: 'x',
		expires_at: '2099-12-31'
	});
	return token;
}

/** A question to an organisation that nobody of the matrix is of, answered by the link in a mail alone. */
export async function arrangeLightQuestion(world: World, pathway: string): Promise<string> {
	const organisation = await world.organisation('voluntary', 'Cykelværkstedet');
	const mender = await world.worker('Cilla Cykel', organisation);
	const partner = await world.partner(pathway, organisation, 'contacted');
	await world.database.owner.query(
		`update samspil.partner set question = 'Har I en værkstedsplads?' where id = $1`,
		[partner]
	);
	return arrangeLight(world, pathway, mender, 'request', partner);
}

/** Why the partners and the tovholdere of a pathway are on it, in words that nobody else reads. */
export async function arrangeReasons({ database, tenant }: World, pathway: string): Promise<void> {
	await database.owner.query(
		`update samspil.partner set reason = $3, answer_note = $4 where tenant_id = $1 and pathway_id = $2`,
		[tenant, pathway, PLANTED.partnerReason.text, PLANTED.partnerAnswer.text]
	);
	await database.owner.query(
		`update samspil.tovholder set reason = $3, citizen_note = $4 where tenant_id = $1 and pathway_id = $2`,
		[tenant, pathway, PLANTED.holderReason.text, PLANTED.holderNote.text]
	);
}

/** Somebody who helps and has no account, under a category or kept; answers the id. */
export async function arrangeOutside(
	world: World,
	pathway: string,
	by: Someone,
	name: string,
	category: 'housing' | null
): Promise<string> {
	const id = randomUUID();
	await world.insert('outside_contact', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		name,
		organisation: 'Kommuneqarfik Sermersooq',
		reach: 'Ring om formiddagen',
		category,
		scope_id: category && (await world.scopeOf(pathway, category)),
		added_by: by.person,
		changed_by_name: by.name
	});
	return id;
}

/** An organisation is asked whether it has room; answers the id. */
export async function arrangeCapacity(
	world: World,
	pathway: string,
	by: Someone,
	organisation: string,
	question: string
): Promise<string> {
	const id = randomUUID();
	await world.insert('capacity_question', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		organisation_id: organisation,
		organisation_name: 'x',
		question,
		asked_by: by.person,
		asked_by_name: by.name,
		asked_by_organisation_name: 'x'
	});
	return id;
}

/** The possible tovholdere of a pathway are called together; nobody has answered. Answers the meeting's id. */
export async function arrangeCall(
	world: World,
	pathway: string,
	collaboration: string,
	{ leader, candidate, place }: { leader: Someone; candidate: Someone; place: string }
): Promise<string> {
	const id = randomUUID();
	await world.insert('allotment_meeting', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		collaboration_id: collaboration,
		starts_at: '2099-05-06T08:00:00Z',
		ends_at: '2099-05-06T09:00:00Z',
		place,
		called_by: leader.person,
		called_by_name: leader.name
	});
	await world.insert('allotment_candidate', {
		tenant_id: world.tenant,
		meeting_id: id,
		pathway_id: pathway,
		person_id: candidate.person,
		organisation_id: candidate.organisation,
		person_name: candidate.name,
		organisation_name: 'x'
	});
	return id;
}

/** A partner is told how it goes. */
export async function arrangeStatus(
	world: World,
	pathway: string,
	by: Someone,
	organisation: string,
	body: string
): Promise<void> {
	const id = randomUUID();
	await world.insert('status_message', {
		tenant_id: world.tenant,
		id,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'housing'),
		category: 'housing',
		body,
		sent_by: by.person,
		sent_by_name: by.name,
		sent_by_organisation_name: 'x'
	});
	await world.insert('status_recipient', {
		tenant_id: world.tenant,
		message_id: id,
		pathway_id: pathway,
		organisation_id: organisation,
		organisation_name: 'x'
	});
}
