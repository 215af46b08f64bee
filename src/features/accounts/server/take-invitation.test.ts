import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { openLog } from '#server/log/log.ts';
import { LINKS } from '#server/identity/limits.ts';
import { hashPassword, makeAccount } from '#server/identity/people.ts';
import { readToken, sessionCookie } from '#server/identity/session-cookie.ts';
import { beginSession } from '#server/identity/sessions.ts';
import { testCaller } from '#server/identity/test-caller.ts';
import { hashInvitationToken, newInvitationToken } from '#server/identity/invitation-token.ts';
import { newWorld } from '#server/database/test-world.ts';
import { askForReset, resetPassword } from './reset-password.ts';
import { signInThroughProvider } from './sign-in-through-provider.ts';
import { findInvitation, joinAsKnown, joinAsNew } from './take-invitation.ts';

const database = await testDatabase();
const { pools, owner } = database;
const identity = openIdentity({
	pool: pools.identity,
	secret: 'a secret that signs the cookies of a test',
	origin: 'http://localhost:3000',
	log: openLog('silent')
});
const PASSWORD = 'fire vilde gæs på tur';
const passwordHash = await hashPassword(identity, PASSWORD);
const TODAY = '2026-11-22';

let counter = 0;

/** A link to the page of a citizen of `email`, handed over by the tovholder or sent by mail alone. */
async function inviteCitizen(email: string, { byMail }: { byMail: boolean }) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { token, hash } = newInvitationToken();
	await owner.query('update samspil.citizen set person_id = null where tenant_id = $1', [
		world.tenant
	]);
	await owner.query(
		`insert into samspil.invitation (tenant_id, id, kind, citizen_id, email, name, token_hash, invited_by, expires_at, by_mail)
		values ($1, gen_random_uuid(), 'citizen', $2, $3, 'Bo Lund', $4, $5, now() + interval '14 days', $6)`,
		[world.tenant, story.citizen.citizen, email, hash, story.tovholder.person, byMail]
	);
	return { token, story, world };
}

const accountOf = async (email: string) =>
	(
		await owner.query(
			`select u.id, u."emailVerified" as proven, u."twoFactorEnabled" as app,
				(select count(*)::int from identity.passkey k where k."userId" = u.id) as passkeys,
				(select count(*)::int from identity.session s where s."userId" = u.id) as sessions
			from identity."user" u where u.email = $1`,
			[email]
		)
	).rows[0];

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
	expect(await findInvitation(identity, caller, 'one more')).toMatchObject({
		reason: 'too-many-tries'
	});
});

test('a link that the inviter could read proves no address, and a provider opens nothing by it', async () => {
	const mayor = 'borgmester@solby.example';
	const { token } = await inviteCitizen(mayor, { byMail: false });
	expect((await join(token)).ok).toBe(true);
	expect((await accountOf(mayor)).proven).toBe(false);
	const told = { subject: 'the mayor', email: mayor, emailVerified: true, isStrong: true };
	expect(
		await signInThroughProvider(identity, testCaller(), 'https://id.example', told)
	).toMatchObject({ reason: 'provider-unknown-person' });
});

test('who proves an address by mail gets the account without what a thief had put on it', async () => {
	const mayor = 'naeste-borgmester@solby.example';
	const { token, story } = await inviteCitizen(mayor, { byMail: false });
	const thief = testCaller();
	await join(token, thief);
	const { id } = await accountOf(mayor);
	await owner.query(
		`insert into identity.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
		values ('key', $1, 'the thief', 0, 'singleDevice', false)`,
		[id]
	);
	await owner.query(
		`insert into identity."twoFactor" (secret, "backupCodes", "userId") values ('s', 'b', $1)`,
		[id]
	);
	await owner.query(`update identity."user" set "twoFactorEnabled" = true where id = $1`, [id]);

	const reset = async () => {
		await askForReset(identity, testCaller('192.0.2.99'), mayor);
		const { rows } = await owner.query(
			`select words ->> 'path' as path from samspil.mail where person_id = $1 and kind = 'password-reset'
			order by created_at desc limit 1`,
			[id]
		);
		const link = new URL(rows[0].path, 'http://localhost').searchParams.get('token')!;
		return resetPassword(identity, testCaller('192.0.2.99'), { token: link, password: PASSWORD });
	};
	expect(await reset()).toMatchObject({ ok: true });
	expect(await accountOf(mayor)).toEqual({
		id,
		proven: true,
		app: false,
		passkeys: 0,
		sessions: 0
	});
	// The citizen whom the thief had made up is not the mayor; the tovholder hears and invites again.
	const { rows } = await owner.query('select person_id from samspil.citizen where id = $1', [
		story.citizen.citizen
	]);
	expect(rows).toEqual([{ person_id: null }]);
	const { rows: told } = await owner.query(`select kind from samspil.notice where person_id = $1`, [
		story.tovholder.person
	]);
	expect(told).toEqual([{ kind: 'citizen-untied' }]);

	// From now the address is proven, and a new password changes nothing else.
	await owner.query(
		`insert into identity.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
		values ('key', $1, 'the mayor', 0, 'singleDevice', false)`,
		[id]
	);
	expect(await reset()).toMatchObject({ ok: true });
	expect((await accountOf(mayor)).passkeys).toBe(1);
});

test('the first administrator, who typed their own address, keeps the second factor at a reset', async () => {
	const email = 'first@solby.example';
	const made = { name: 'First', email, passwordHash, emailVerified: false };
	const id = await makeAccount(pools.identity, made);
	await owner.query(`update identity."user" set "twoFactorEnabled" = true where id = $1`, [id]);
	await askForReset(identity, testCaller('192.0.2.98'), email);
	const { rows } = await owner.query(
		`select words ->> 'path' as path from samspil.mail where person_id = $1`,
		[id]
	);
	const token = new URL(rows[0].path, 'http://localhost').searchParams.get('token')!;
	await resetPassword(identity, testCaller('192.0.2.98'), { token, password: PASSWORD });
	expect(await accountOf(email)).toMatchObject({ proven: true, app: true });
});

test('a link that went by mail alone proves the address', async () => {
	const email = 'borger@solby.example';
	const { token } = await inviteCitizen(email, { byMail: true });
	expect((await join(token)).ok).toBe(true);
	expect((await accountOf(email)).proven).toBe(true);
});

test('a tovholder who is sent the link of their own citizen is told why it is not theirs', async () => {
	const { token, story } = await inviteCitizen('', { byMail: false });
	await owner.query(
		`update samspil.invitation set email = (select email from samspil.person where id = $1) where token_hash = $2`,
		[story.tovholder.person, hashInvitationToken(token)]
	);
	expect(
		await joinAsKnown(identity, testCaller(), {
			token,
			session: story.tovholder.token,
			today: TODAY
		})
	).toEqual({ ok: false, reason: 'invitation-of-worker' });
});
