/** An invitation: what it says, and joining by it, once. */
import type { Identity } from '#server/identity/identity.ts';
import { giveBack, LINKS, takeTurns, type TooMany } from '#server/identity/limits.ts';
import { placeOf } from '#server/identity/place.ts';
import {
	findAccount,
	hashPassword,
	makeAccount,
	transactIdentity
} from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { beginSession, type Caller } from '#server/identity/sessions.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';
import { hashInvitationToken } from '#server/identity/invitation-token.ts';

/** What an invitation says to whoever holds its link. */
export type Invitation = {
	kind: 'member' | 'citizen' | 'companion';
	state: 'open' | 'used' | 'expired' | 'revoked';
	email: string;
	name: string;
	title: string;
	function: 'project-leader' | 'manager' | 'employee' | 'volunteer' | null;
	organisationName: string | null;
	tenantName: string | null;
	/** Somebody signs in with this mail address already. */
	hasAccount: boolean;
	/** The link went by mail and to nobody else: who has it reads that mail. */
	provesAddress: boolean;
};

/** Why one cannot join by an invitation now. */
export type InvitationRefusal =
	| 'invitation-not-open'
	| 'invitation-of-another'
	| 'invitation-of-worker'
	| 'account-exists';

/** The invitation behind a link; undefined where there is none. Guessed links are counted. */
export async function findInvitation(
	{ pool }: Identity,
	caller: Caller,
	token: string
): Promise<{ ok: true; value: Invitation | undefined } | TooMany> {
	const turn = `invitations from ${placeOf(caller.address)}`;
	const spent = await takeTurns(pool, [[turn, LINKS]]);
	if (spent) return spent;
	const { rows } = await pool.query<Invitation>(
		`select kind, state, email, name, title, function, "organisationName", "tenantName", "hasAccount",
			"provesAddress"
		from samspil.find_invitation($1)`,
		[hashInvitationToken(token)]
	);
	if (rows[0]) await giveBack(pool, turn);
	return done(rows[0]);
}

/** Joins as somebody new: makes the account, uses the invitation and signs in, all or nothing. */
export async function joinAsNew(
	identity: Identity,
	caller: Caller,
	{ token, name, password, today }: { token: string; name: string; password: string; today: Day }
): Promise<Outcome<true, InvitationRefusal | PasswordRefusal> | TooMany> {
	const found = await findInvitation(identity, caller, token);
	if (!found.ok) return found;
	const invitation = found.value;
	if (invitation?.state !== 'open') return refused('invitation-not-open');
	const { email, provesAddress: emailVerified } = invitation;
	const judged = judgePassword(password, { name, email });
	if (!judged.ok) return judged;
	const passwordHash = await hashPassword(identity, password);
	const joined = await transactIdentity(identity, async (client) => {
		const person = await makeAccount(client, { name, email, passwordHash, emailVerified });
		if (!person) return refused('account-exists');
		const { rows } = await client.query<{ used: boolean }>(
			'select samspil.use_invitation($1, $2, $3) as used',
			[hashInvitationToken(token), person, today]
		);
		if (!rows[0]?.used) throw new NotOpen();
		return done(person);
	}).catch(asRefusal);
	if (!joined.ok) return joined;
	await recordAccount(identity.pool, 'account.created', joined.value, { by: 'invitation' });
	await beginSession(identity, caller, joined.value, 'single');
	return done(true);
}

/**
 * Joins as the person signed in, whose mail address must be the invited one. Refuses who works for the citizen that the
 * invitation is to: nobody gets hold of a pathway by inviting themselves to it.
 */
export async function joinAsKnown(
	identity: Identity,
	caller: Caller,
	{ token, session, today }: { token: string; session: string; today: Day }
): Promise<Outcome<true, InvitationRefusal> | TooMany> {
	const found = await findInvitation(identity, caller, token);
	if (!found.ok) return found;
	if (found.value?.state !== 'open') return refused('invitation-not-open');
	const account = await findAccount(identity, session);
	if (account?.email !== found.value.email) return refused('invitation-of-another');
	return transactIdentity(identity, async (client) => {
		const { rows: asked } = await client.query<{ works: boolean }>(
			'select samspil.invites_worker($1, $2) as works',
			[hashInvitationToken(token), account.person]
		);
		if (asked[0]?.works) return refused('invitation-of-worker');
		const { rows } = await client.query<{ used: boolean }>(
			'select samspil.use_invitation($1, $2, $3) as used',
			[hashInvitationToken(token), account.person, today]
		);
		if (!rows[0]?.used) throw new NotOpen();
		return done(true as const);
	}).catch(asRefusal);
}

/** The invitation was used between looking and using, so that nothing of it may stay. */
class NotOpen extends Error {}

function asRefusal(error: unknown) {
	if (error instanceof NotOpen) return refused('invitation-not-open' as const);
	throw error;
}
