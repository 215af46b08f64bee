import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { LINKS } from '#server/identity/limits.ts';
import { hashPassword, makeAccount } from '#server/identity/people.ts';
import { readToken, sessionCookie } from '#server/identity/session-cookie.ts';
import { beginSession } from '#server/identity/sessions.ts';
import { testCaller } from '#server/identity/test-caller.ts';
import { newInvitationToken } from '#server/identity/invitation-token.ts';
import { findInvitation, joinAsKnown, joinAsNew } from './take-invitation.ts';

const { pools, owner } = await testDatabase();
const identity = openIdentity({
	pool: pools.identity,
	secret: 'a secret that signs the cookies of a test',
	origin: 'http://localhost:3000'
});
const PASSWORD = 'fire vilde gæs på tur';
const passwordHash = await hashPassword(identity, PASSWORD);
const TODAY = '2026-11-22';

let counter = 0;

/** Somebody with an account; answers who. */
async function known(email: string): Promise<string> {
	return (await makeAccount(pools.identity, {
		name: email,
		email,
		passwordHash,
		emailVerified: true
	}))!;
}

/** An invitation of an organisation of its own, with `change` made to it afterwards. */
async function invite(change = 'id = id') {
	counter += 1;
	const email = `invited-${counter}@solby.example`;
	const tenant = crypto.randomUUID();
	const inviter = await known(`inviter-${counter}@solby.example`);
	const { token, hash } = newInvitationToken();
	await owner.query(
		`with o as (insert into samspil.organisation (id, name, kind) values ($1, 'Kirsebærhuset', 'voluntary')),
			t as (insert into samspil.tenant (id) values ($1)),
			x as (insert into samspil.tenant_organisation values ($1, $1, $2))
		insert into samspil.invitation (tenant_id, id, kind, organisation_id, email, name, function, token_hash, invited_by, expires_at)
		values ($1, gen_random_uuid(), 'member', $1, $3, 'Bo Lund', 'volunteer', $4, $5, now() + interval '14 days')`,
		[tenant, TODAY, email, hash, inviter]
	);
	await owner.query(`update samspil.invitation set ${change} where token_hash = $1`, [hash]);
	return { token, email, tenant, inviter };
}

const join = (token: string, caller = testCaller(), password = PASSWORD) =>
	joinAsNew(identity, caller, { token, name: 'Bo Lund', password, today: TODAY });

const membersOf = async (tenant: string) =>
	(
		await owner.query(
			`select person_name, function, active_from from samspil.membership where tenant_id = $1`,
			[tenant]
		)
	).rows;

test('an invitation says who invites to what', async () => {
	const { token, email } = await invite();
	const found = await findInvitation(identity, testCaller(), token);
	expect(found).toMatchObject({
		ok: true,
		value: { state: 'open', email, organisationName: 'Kirsebærhuset', hasAccount: false }
	});
});

test('the secret of an invitation is long, and only its hash is kept', async () => {
	const { token } = await invite();
	expect(Buffer.from(token, 'base64url')).toHaveLength(32);
	const { rows } = await owner.query('select i::text as row from samspil.invitation i');
	expect(rows.some(({ row }) => row.includes(token))).toBe(false);
});

test('somebody new joins and is signed in', async () => {
	const { token, tenant } = await invite();
	const caller = testCaller();
	expect(await join(token, caller, 'kort')).toEqual({ ok: false, reason: 'password-too-short' });
	expect(await join(token, caller)).toEqual({ ok: true, value: true });
	expect(await membersOf(tenant)).toEqual([
		{ person_name: 'Bo Lund', function: 'volunteer', active_from: TODAY }
	]);
	expect(readToken(caller.cookies.get(sessionCookie(false)), identity.secret)).toBeDefined();
});

test('a double click joins once', async () => {
	const { token, tenant } = await invite();
	const outcomes = await Promise.all([join(token), join(token), join(token)]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await membersOf(tenant)).toHaveLength(1);
});

test.each([
	['used', 'used_at = now()'],
	['expired', `expires_at = now() - interval '1 second'`],
	['revoked', 'revoked_at = now()']
])('an invitation that is %s opens nothing and leaves no account', async (state, change) => {
	const { token, tenant, email } = await invite(change);
	const found = await findInvitation(identity, testCaller(), token);
	expect(found).toMatchObject({ value: { state } });
	expect(await join(token)).toEqual({ ok: false, reason: 'invitation-not-open' });
	expect(await membersOf(tenant)).toEqual([]);
	const { rowCount } = await owner.query('select from identity."user" where email = $1', [email]);
	expect(rowCount).toBe(0);
});

test('somebody known joins as the person invited, and nobody else does', async () => {
	const { token, tenant, email, inviter } = await invite();
	const joinedAs = async (person: string) => {
		const caller = testCaller();
		await beginSession(identity, caller, person, 'single');
		const session = readToken(caller.cookies.get(sessionCookie(false)), identity.secret)!;
		return joinAsKnown(identity, caller, { token, session, today: TODAY });
	};
	const bo = await known(email);
	expect(await join(token)).toEqual({ ok: false, reason: 'account-exists' });
	expect(await joinedAs(inviter)).toEqual({ ok: false, reason: 'invitation-of-another' });
	expect(await joinedAs(bo)).toEqual({ ok: true, value: true });
	expect(await membersOf(tenant)).toHaveLength(1);
});

test('guessed links are counted', async () => {
	const caller = testCaller('203.0.113.77');
	for (let tries = 0; tries < LINKS.most; tries += 1)
		expect(await findInvitation(identity, caller, `guess-${tries}`)).toEqual({ ok: true });
	expect(await findInvitation(identity, caller, 'one more')).toEqual({
		ok: false,
		reason: 'too-many-tries'
	});
});
