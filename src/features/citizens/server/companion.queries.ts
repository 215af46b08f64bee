/** Companions of a pathway and the invitations to be one, for the citizen and the tovholder. */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Opening } from '../companion.rules.ts';

type Guardian = Opening['guardians'][number] & { name: string; relation: string };

/** Whether I may let somebody in. No row for anybody but the citizen and the tovholder. */
export const findOpening = (pathway: string) =>
	ask<Omit<Opening, 'guardians'> & { guardians: Guardian[] }>(sql`
		select p.state, me.email as "ownEmail",
			p.id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]) as "isCitizen",
			p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isTovholder",
			c.person_id is not null as "hasAccount", c.birth_date as "birthDate",
			coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'relation', g.relation, 'custody', g.custody) order by g.name, g.id)
				from samspil.guardian g where g.tenant_id = p.tenant_id and g.pathway_id = p.id), '[]') as guardians,
			((select count(*) from samspil.companions_of(p.id) k where k.ended_at is null)
				+ (select count(*) from samspil.invitation i where i.tenant_id = p.tenant_id and i.pathway_id = p.id
					and i.kind = 'companion' and i.used_at is null and i.created_at > now() - interval '1 day'))::int as companions
		from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			join samspil.person me on me.id = ${actingPerson}
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid
			and p.id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[])`);

export type Companion = {
	id: string;
	name: string;
	categories: Category[];
	since: Day;
	until: Day | null;
	openedBy: string;
	agreedOn: Day | null;
	agreedNote: string;
	endedAt: Date | null;
	endedBy: string;
	version: number;
	/** What they saw, and was agreed, before it was agreed anew. */
	former: Former[];
};

/** Those who are companions, then those who were. */
export const listCompanions = (pathway: string) =>
	ask<Companion>(sql`
		select id, name, categories, since, until, opened_by as "openedBy", agreed_on as "agreedOn", agreed_note as "agreedNote",
			ended_at as "endedAt", ended_by as "endedBy", version,
			coalesce((select c.former from samspil.companion c where c.tenant_id = ${actingTenant} and c.id = k.id), '[]') as former
		from samspil.companions_of(${pathway}::uuid) k`);

export type CompanionInvited = {
	id: string;
	name: string;
	email: string;
	categories: Category[];
	expiresAt: Date;
	/** When it was withdrawn because the pathway was closed; null while it stands open. */
	closedAt: Date | null;
};

/** My own place by the citizen's side on this pathway, where I have one. */
export const findOwnPlace = (pathway: string) =>
	tables
		.selectFrom('companion')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('person_id', '=', actingPerson)
		.where('ended_at', 'is', null)
		.select(['id', 'version']);

/** The invitations that nobody has answered yet, and those that ended unanswered when the pathway was closed, where nobody was asked at that address anew. */
export const listCompanionInvitations = (pathway: string) =>
	ask<CompanionInvited>(sql`
		select i.id, i.name, i.email, i.categories, i.expires_at as "expiresAt", i.revoked_at as "closedAt" from samspil.invitation i
		where i.tenant_id = ${actingTenant} and i.pathway_id = ${pathway}::uuid and i.kind = 'companion' and i.used_at is null
			and (i.revoked_at is null and i.expires_at > now() or i.revoked_with_pathway and not exists (select from samspil.invitation later
				where later.tenant_id = i.tenant_id and later.pathway_id = i.pathway_id and later.kind = 'companion'
					and later.email = i.email and later.created_at > i.created_at))
		order by i.created_at desc, i.id limit 50`);

/** An invitation to be a companion on this pathway, whatever became of it. */
export const findCompanionInvitation = (pathway: string, id: string) =>
	tables
		.selectFrom('invitation')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.where('kind', '=', 'companion')
		.select(['id', 'email', 'by_mail as byMail', 'used_at as usedAt', 'revoked_at as revokedAt']);

/** Takes back what stands open: one invitation, or all to an address. */
export const revokeCompanionInvitations = (
	pathway: string,
	which: { id: string } | { email: string }
) =>
	tables
		.updateTable('invitation')
		.set({ revoked_at: sql<Date>`now()` })
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('kind', '=', 'companion')
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where(({ eb }) => ('id' in which ? eb('id', '=', which.id) : eb('email', '=', which.email)));

/** Adds an invitation. */
export const insertCompanionInvitation = (
	pathway: string,
	invitation: {
		id: string;
		name: string;
		email: string;
		categories: Category[];
		byMail: boolean;
		agreed: { on: Day; note: string; guardians: string[] } | null;
		tokenHash: Buffer;
		days: number;
	}
) =>
	tables.insertInto('invitation').values({
		tenant_id: actingTenant,
		id: invitation.id,
		kind: 'companion',
		pathway_id: pathway,
		categories: invitation.categories,
		email: invitation.email,
		by_mail: invitation.byMail,
		name: invitation.name,
		agreed_on: invitation.agreed?.on ?? null,
		agreed_note: invitation.agreed?.note ?? '',
		agreed_guardians: invitation.agreed?.guardians ?? [],
		token_hash: invitation.tokenHash,
		invited_by: actingPerson,
		expires_at: sql<Date>`now() + make_interval(days => ${invitation.days})`
	});

/** Lets a companion go; the database asks whether the visitor may, records it and tells. */
export const putCompanionEnd = (pathway: string, companion: string, version: number) =>
	ask<{ answer: 'ended' | 'stale' | 'not-yours' }>(
		sql`select samspil.end_companion(${pathway}::uuid, ${companion}::uuid, ${version}) as answer`
	);

/** Leaves one's own place by the citizen's side; the database records it and tells. */
export const putOwnLeave = (pathway: string, companion: string, version: number) =>
	ask<{ answer: 'ended' | 'stale' | 'not-yours' }>(
		sql`select samspil.leave_as_companion(${pathway}::uuid, ${companion}::uuid, ${version}) as answer`
	);
