import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { MemberFunction } from '../membership.rules.ts';

/** How many invitations a page shows. */
export const INVITATIONS_A_PAGE = 50;

type NewInvitation = {
	id: string;
	organisation: string;
	email: string;
	name: string;
	title: string;
	function: MemberFunction;
	canBind: boolean;
	tokenHash: Buffer;
	/** How long it can be used. */
	days: number;
};

/**
 * Adds an invitation to join an organisation. Writes no row where its id is there already, or where the address has
 * an open one to that organisation.
 */
export const insertInvitation = (invitation: NewInvitation) =>
	tables
		.insertInto('invitation')
		.values({
			tenant_id: actingTenant,
			id: invitation.id,
			kind: 'member',
			organisation_id: invitation.organisation,
			email: invitation.email,
			name: invitation.name,
			title: invitation.title,
			function: invitation.function,
			can_bind: invitation.canBind,
			token_hash: invitation.tokenHash,
			invited_by: actingPerson,
			expires_at: sql<Date>`now() + make_interval(days => ${invitation.days})`
		})
		.onConflict((conflict) => conflict.doNothing());

/** Whether an address belongs to somebody who is in the organisation today; for an administrator of the municipality alone. */
export const askWhetherMember = (email: string, organisation: string) =>
	ask<{ isMember: boolean }>(
		sql`select samspil.is_member_by_address(${email}, ${organisation}::uuid) as "isMember"`
	);

/** One invitation to join an organisation. */
export const findInvitation = (id: string) =>
	tables
		.selectFrom('invitation as i')
		.innerJoin('organisation as o', 'o.id', 'i.organisation_id')
		.where('i.tenant_id', '=', actingTenant)
		.where('i.id', '=', id)
		.where('i.kind', '=', 'member')
		.select([
			'i.id',
			'i.organisation_id as organisation',
			'o.name as organisationName',
			'i.email',
			'i.name',
			'i.title',
			'i.function',
			'i.can_bind as canBind',
			'i.created_at as createdAt',
			'i.expires_at as expiresAt',
			'i.used_at as usedAt',
			'i.revoked_at as revokedAt'
		]);

/** Takes an invitation back; no row where it was used or taken back before. */
export const revokeInvitation = (id: string) =>
	tables
		.updateTable('invitation')
		.set({ revoked_at: sql<Date>`now()` })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('kind', '=', 'member')
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null);

/** Takes back what an address was sent to this organisation and never used in time, to make room for a new one. */
export const revokeExpired = (email: string, organisation: string) =>
	tables
		.updateTable('invitation')
		.set({ revoked_at: sql<Date>`now()` })
		.where('tenant_id', '=', actingTenant)
		.where('organisation_id', '=', organisation)
		.where('email', '=', email)
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '<=', sql<Date>`now()`);

/** Invitations to join, newest first; one row more than a page. `after` is the last one of the page before. */
export const listInvitations = (after?: string) => {
	let invitations = tables
		.selectFrom('invitation as i')
		.innerJoin('organisation as o', 'o.id', 'i.organisation_id')
		.where('i.tenant_id', '=', actingTenant)
		.where('i.kind', '=', 'member')
		.select([
			'i.id',
			'i.name',
			'i.email',
			'o.name as organisationName',
			'i.function',
			'i.created_at as createdAt',
			'i.expires_at as expiresAt',
			'i.used_at as usedAt',
			'i.revoked_at as revokedAt'
		]);
	if (after)
		invitations = invitations.where(
			sql<boolean>`(i.created_at, i.id) < ((${createdAt(after)}), ${after}::uuid)`
		);
	return invitations
		.orderBy('i.created_at', 'desc')
		.orderBy('i.id', 'desc')
		.limit(INVITATIONS_A_PAGE + 1);
};

const createdAt = (id: string) =>
	tables
		.selectFrom('invitation')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.select('created_at');

/** How many invitations wait for an answer. */
export const countOpenInvitations = () =>
	tables
		.selectFrom('invitation')
		.where('tenant_id', '=', actingTenant)
		.where('kind', '=', 'member')
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.select(({ fn }) => fn.countAll<number>().$castTo<number>().as('open'));
