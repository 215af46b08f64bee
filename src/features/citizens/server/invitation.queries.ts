/** Invitations of a citizen to the citizen's own page. Only the tovholder makes one, and sees those they made. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';

export type CitizenToInvite = {
	citizen: string;
	number: number;
	name: string;
	hasAccount: boolean;
	isTovholder: boolean;
	/** Under 18: what is shown may be read at home by those it is about. */
	isOfChild: boolean;
	/** The visitor's own address. */
	ownEmail: string;
};

/** The citizen of a pathway, and whether the visitor may invite them. */
export const findCitizenToInvite = (pathway: string) =>
	ask<CitizenToInvite>(sql`
		select c.id as citizen, p.number, c.name, c.person_id is not null as "hasAccount",
			p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isTovholder",
			samspil.is_of_child(p.id) as "isOfChild",
			(select me.email from samspil.person me where me.id = ${actingPerson}) as "ownEmail"
		from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** The invitation that stands open, where the visitor made it. */
export const findOpenInvitation = (citizen: string) =>
	tables
		.selectFrom('invitation')
		.where('tenant_id', '=', actingTenant)
		.where('kind', '=', 'citizen')
		.where('citizen_id', '=', citizen)
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.select(['id', 'email', 'expires_at as expiresAt'])
		.orderBy('created_at', 'desc')
		.limit(1);

/** Whether the visitor has made the invitation with this id. */
export const findMadeInvitation = (id: string) =>
	tables
		.selectFrom('invitation')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('kind', '=', 'citizen')
		.select(['id', 'email', 'by_mail as byMail']);

/** The account that is tied to the citizen of a pathway, for its tovholder. */
export const findCitizenAccount = (pathway: string) =>
	ask<{ person: string; name: string; email: string; since: Date | null }>(
		sql`select person, name, email, since from samspil.citizen_account(${pathway}::uuid)`
	);

/** Keeps the hash of a code for the citizen of a pathway; the database asks who makes it, and records it. */
export const issueCitizenCode = (pathway: string, hash: Buffer) =>
	ask<{ answer: 'issued' | 'citizen-has-mailbox' | 'not-there' }>(
		sql`select samspil.issue_citizen_code(${pathway}::uuid, ${hash}) as answer`
	);

/** Until when a code stands open; null where none does. */
export const findOpenCode = (pathway: string) =>
	ask<{ until: Date | null }>(sql`select samspil.open_citizen_code(${pathway}::uuid) as until`);

/** Takes `account` off the citizen of a pathway; the database asks whether the visitor may, records it and tells. */
export const untieCitizenAccount = (pathway: string, account: string) =>
	ask<{ answer: 'untied' | 'stale' | 'not-yours' }>(
		sql`select samspil.untie_citizen(${pathway}::uuid, ${account}::uuid) as answer`
	);

/** Takes back what stands open: only one link opens the page at a time. */
export const revokeOpenInvitations = (citizen: string) =>
	tables
		.updateTable('invitation')
		.set({ revoked_at: sql<Date>`now()` })
		.where('tenant_id', '=', actingTenant)
		.where('kind', '=', 'citizen')
		.where('citizen_id', '=', citizen)
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null);

/** Adds an invitation. */
export const insertCitizenInvitation = (invitation: {
	citizen: string;
	id: string;
	name: string;
	email: string;
	/** The link goes by mail and is shown to nobody. */
	byMail: boolean;
	tokenHash: Buffer;
	days: number;
}) =>
	tables.insertInto('invitation').values({
		tenant_id: actingTenant,
		id: invitation.id,
		kind: 'citizen',
		citizen_id: invitation.citizen,
		email: invitation.email,
		by_mail: invitation.byMail,
		name: invitation.name,
		token_hash: invitation.tokenHash,
		invited_by: actingPerson,
		expires_at: sql<Date>`now() + make_interval(days => ${invitation.days})`
	});
