import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { openLog } from '#server/log/log.ts';
import { ACCOUNT, HERE, takeTurn } from '#server/identity/limits.ts';
import { makeAccount, hashPassword } from '#server/identity/people.ts';
import { readToken, sessionCookie } from '#server/identity/session-cookie.ts';
import {
	endOtherSessions,
	endSession,
	listSessions,
	strengthenOwn
} from '#server/identity/sessions.ts';
import { codeOf, testCaller } from '#server/identity/test-caller.ts';
import { changePassword } from './change-password.ts';
import { beginApp, confirmApp, removeApp } from './keep-app.ts';
import { proveCode } from './prove-code.ts';
import { askForReset, resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';

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
let counter = 0;

/** A person with a password, who calls from an address of their own. */
async function someone() {
	counter += 1;
	const email = `person-${counter}@solby.example`;
	const made = { name: `Person ${counter}`, email, passwordHash, emailVerified: true };
	const person = (await makeAccount(pools.identity, made))!;
	const caller = testCaller(`192.0.2.${counter}`);
	return { person, email, caller };
}

type Someone = Awaited<ReturnType<typeof someone>>;

const tokenOf = ({ caller }: Pick<Someone, 'caller'>) =>
	readToken(caller.cookies.get(sessionCookie(false)), identity.secret);

const assuranceOf = async (one: Pick<Someone, 'caller'>) =>
	(
		await owner.query('select assurance from identity.session where token = $1', [
			tokenOf(one) ?? ''
		])
	).rows[0]?.assurance;

const enter = (one: Someone, password = PASSWORD) =>
	signIn(identity, one.caller, { email: one.email, password });

/** Signs in and sets an app up; answers its secret and the backup codes. */
async function setUpApp(one: Someone) {
	await enter(one);
	const begun = await beginApp(
		identity,
		one.caller,
		{ token: tokenOf(one)!, isStrong: false },
		PASSWORD
	);
	if (!begun.ok) throw new Error(begun.reason);
	const { secret } = begun.value;
	const own = { token: tokenOf(one)!, isStrong: false };
	const confirmed = await confirmApp(identity, one.caller, own, codeOf(secret));
	if (!confirmed.ok) throw new Error(confirmed.reason);
	return { secret, backupCodes: confirmed.value };
}

let ida: Someone;
beforeEach(async () => {
	ida = await someone();
});

test('with the right password one is in, and not strongly', async () => {
	expect(await enter(ida)).toEqual({ ok: true, value: 'in' });
	expect(await assuranceOf(ida)).toBe('single');
});

test('a wrong password and an unknown address get the same answer', async () => {
	expect(await enter(ida, 'forkert adgangskode')).toEqual({ ok: false, reason: 'wrong-sign-in' });
	expect(await enter({ ...ida, email: 'nobody@solby.example' })).toEqual({
		ok: false,
		reason: 'wrong-sign-in'
	});
	expect(tokenOf(ida)).toBeUndefined();
});

test.each(['', ' ', 'a'.repeat(100_000), '🐎'.repeat(1000)])(
	'a password like %.10j is merely wrong',
	async (typed) => {
		expect(await enter(ida, typed)).toEqual({ ok: false, reason: 'wrong-sign-in' });
	}
);

test('after ten wrong passwords the right one must wait, here but not at home', async () => {
	for (let tries = 1; tries < HERE.most; tries += 1)
		await takeTurn(pools.identity, `sign-in ${ida.email} ${ida.caller.address}`, HERE);
	expect(await enter(ida, 'the tenth guess')).toEqual({ ok: false, reason: 'wrong-sign-in' });
	expect(await enter(ida)).toMatchObject({ reason: 'too-many-tries' });
	expect((await enter({ ...ida, caller: testCaller('198.51.100.7') })).ok).toBe(true);
});

test('from everywhere together an account can be guessed at fifty times', async () => {
	for (let tries = 0; tries < ACCOUNT.most; tries += 1)
		await takeTurn(pools.identity, `sign-in ${ida.email}`, ACCOUNT);
	expect(await enter(ida)).toMatchObject({ reason: 'too-many-tries' });
});

test('signing in well any number of times is no guessing', async () => {
	for (let times = 0; times < HERE.most + 1; times += 1) expect((await enter(ida)).ok).toBe(true);
	const { rows } = await owner.query('select from identity.session where "userId" = $1', [
		ida.person
	]);
	expect(rows).toHaveLength(1);
});

test('with an app the password is half the way, and a code the other', async () => {
	const { secret } = await setUpApp(ida);
	expect(await assuranceOf(ida)).toBe('multi');
	await endSession(identity, ida.caller, tokenOf(ida));

	expect(await enter(ida)).toEqual({ ok: true, value: 'code-needed' });
	expect(tokenOf(ida)).toBeUndefined();
	expect(await proveCode(identity, ida.caller, '000000')).toEqual({
		ok: false,
		reason: 'wrong-code'
	});
	const spaced = codeOf(secret, 1).replace(/^(...)/, ' $1 ');
	expect(await proveCode(identity, ida.caller, spaced)).toEqual({ ok: true, value: 'in' });
	expect(await assuranceOf(ida)).toBe('multi');
});

test('a code is good once, whoever has read it over a shoulder', async () => {
	const { secret } = await setUpApp(ida);
	const code = codeOf(secret, 1);
	await enter(ida);
	expect((await proveCode(identity, ida.caller, code)).ok).toBe(true);
	const thief = { ...ida, caller: testCaller('203.0.113.10') };
	await enter(thief);
	expect(await proveCode(identity, thief.caller, code)).toEqual({
		ok: false,
		reason: 'wrong-code'
	});
});

test('a backup code is good once', async () => {
	const { backupCodes } = await setUpApp(ida);
	expect(backupCodes).toHaveLength(10);
	await enter(ida);
	expect((await proveCode(identity, ida.caller, backupCodes[0]!)).ok).toBe(true);
	await enter(ida);
	expect((await proveCode(identity, ida.caller, backupCodes[0]!)).ok).toBe(false);
	const writtenOff = backupCodes[1]!.toUpperCase().replace('-', ' ');
	expect((await proveCode(identity, ida.caller, writtenOff)).ok).toBe(true);
});

test('without a password before it, a code proves nothing', async () => {
	const { secret } = await setUpApp(ida);
	expect(await proveCode(identity, testCaller(), codeOf(secret, 1))).toEqual({
		ok: false,
		reason: 'sign-in-again'
	});
});

test('codes cannot be guessed one after the other', async () => {
	await setUpApp(ida);
	const answers = [];
	for (let tries = 0; tries < 12; tries += 1) {
		if (tries % 4 === 0) await enter(ida);
		answers.push(await proveCode(identity, ida.caller, String(100_000 + tries)));
	}
	expect(answers.at(-1)).toEqual({ ok: false, reason: 'too-many-tries' });
});

test('a stolen password adds no second app beside the owner’s passkey', async () => {
	await owner.query(
		`insert into identity.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
		values ('key', $1, $2, 0, 'singleDevice', false)`,
		[ida.person, `credential-${counter}`]
	);
	await enter(ida);
	const own = { token: tokenOf(ida)!, isStrong: false };
	expect(await beginApp(identity, ida.caller, own, PASSWORD)).toEqual({
		ok: false,
		reason: 'prove-first'
	});
});

test('an app is set up and removed with the password only', async () => {
	await enter(ida);
	const weak = { token: tokenOf(ida)!, isStrong: false };
	expect(await beginApp(identity, ida.caller, weak, 'forkert adgangskode')).toEqual({
		ok: false,
		reason: 'wrong-password'
	});
	await setUpApp(ida);
	const strong = { token: tokenOf(ida)!, isStrong: true };
	expect(await removeApp(identity, ida.caller, strong, 'forkert adgangskode')).toEqual({
		ok: false,
		reason: 'wrong-password'
	});
	expect((await removeApp(identity, ida.caller, strong, PASSWORD)).ok).toBe(true);
	expect(await assuranceOf(ida)).toBe('single');
});

test('a new password by mail: once, within the hour, and all sessions end', async () => {
	await enter(ida);
	expect((await askForReset(identity, ida.caller, ida.email)).ok).toBe(true);
	const { rows } = await owner.query(
		`select kind, words ->> 'path' as path from samspil.mail where person_id = $1`,
		[ida.person]
	);
	expect(rows).toHaveLength(1);
	expect(rows[0].kind).toBe('password-reset');
	const token = new URL(rows[0].path, 'http://x').searchParams.get('token')!;
	const next = { token, password: 'en helt anden kode' };
	expect(await resetPassword(identity, ida.caller, { token, password: 'kort' })).toEqual({
		ok: false,
		reason: 'password-too-short'
	});
	expect((await resetPassword(identity, ida.caller, next)).ok).toBe(true);
	expect(await listSessions(identity, tokenOf(ida)!)).toEqual([]);
	expect(await resetPassword(identity, ida.caller, next)).toEqual({
		ok: false,
		reason: 'link-not-open'
	});
	expect((await enter(ida, next.password)).ok).toBe(true);
});

test('asking for a new password says nothing of who has an account', async () => {
	const timed = async (email: string) => {
		const start = performance.now();
		const answer = await askForReset(identity, ida.caller, email);
		return { answer, took: performance.now() - start };
	};
	const known = await timed(ida.email);
	const unknown = await timed('nobody@solby.example');
	expect(known.answer).toEqual(unknown.answer);
	expect(Math.abs(known.took - unknown.took)).toBeLessThan(150);
});

test('another password ends the other sessions and keeps this one', async () => {
	await enter(ida);
	const elsewhere = { ...ida, caller: testCaller('198.51.100.8') };
	await enter(elsewhere);
	const token = tokenOf(ida)!;
	const next = { current: PASSWORD, password: 'en helt anden kode' };
	expect(
		await changePassword(identity, ida.caller, token, { ...next, current: 'forkert' })
	).toEqual({
		ok: false,
		reason: 'wrong-password'
	});
	expect((await changePassword(identity, ida.caller, token, next)).ok).toBe(true);
	const left = await listSessions(identity, token);
	expect(left.map(({ isThis }) => isThis)).toEqual([true]);
});

test('nobody ends another’s session', async () => {
	const other = await someone();
	await enter(ida);
	await enter(other);
	const [session] = await listSessions(identity, tokenOf(other)!);
	expect(await endOtherSessions(identity, tokenOf(ida)!, session!.id)).toBe(0);
	expect(await listSessions(identity, tokenOf(other)!)).toHaveLength(1);
});

test('a session lasts two idle hours, half an hour for a citizen, and twelve in all', async () => {
	await enter(ida);
	const token = tokenOf(ida)!;
	const minutesLeft = async (change: string) => {
		await owner.query(`update identity.session set ${change} where token = $1`, [token]);
		const { rows } = await owner.query(
			`select round(extract(epoch from "expiresAt" - now()) / 60)::int as left from identity.session where token = $1`,
			[token]
		);
		return rows[0].left;
	};
	const far = `"expiresAt" = now() + interval '10 years'`;
	expect(await minutesLeft(far)).toBe(120);
	expect(await minutesLeft(`hat = 'self', ${far}`)).toBe(30);
	expect(await minutesLeft(`hat = null, "createdAt" = now(), ${far}`)).toBe(120);
});

test('what happens at the door is recorded, without a word of what was typed', async () => {
	await enter(ida, 'forkert adgangskode');
	await enter(ida);
	const { rows } = await owner.query(
		`select action, detail::text from samspil.audit_event where person_id = $1 order by sequence`,
		[ida.person]
	);
	expect(rows).toEqual([
		{ action: 'account.sign-in-failed', detail: '{}' },
		{ action: 'account.signed-in', detail: '{"with": "password"}' }
	]);
});

/** Gives two workplaces, the second one's hat worn; answers it. */
async function withTwoHats(one: Someone): Promise<string> {
	const world = await newWorld(database);
	const other = await world.organisation('voluntary');
	await world.join(one.person, 'x', world.tenant, 'employee');
	await world.join(one.person, 'x', other, 'volunteer');
	await owner.query(
		`update identity.session set hat = 'organisation', "hatTenant" = $2, "hatOrganisation" = $3 where token = $1`,
		[tokenOf(one), world.tenant, other]
	);
	return other;
}

const hatOf = async (one: Someone) =>
	(
		await owner.query('select "hatOrganisation" as hat from identity.session where token = $1', [
			tokenOf(one) ?? ''
		])
	).rows[0]?.hat as string | undefined;

test('who signs in again in the same browser wears the hat they wore, also when the session had run out', async () => {
	const { secret } = await setUpApp(ida);
	const hat = await withTwoHats(ida);
	await owner.query(
		`update identity.session set "expiresAt" = now() - interval '1 hour' where token = $1`,
		[tokenOf(ida)]
	);
	await enter(ida);
	expect((await proveCode(identity, ida.caller, codeOf(secret, 1))).ok).toBe(true);
	expect(await hatOf(ida)).toBe(hat);
	const { rowCount } = await owner.query('select from identity.session where "userId" = $1', [
		ida.person
	]);
	expect(rowCount).toBe(1);
});

test('somebody else in the same browser gets no hat of the one before', async () => {
	await enter(ida);
	const hat = await withTwoHats(ida);
	const other = { ...(await someone()), caller: ida.caller };
	await enter(other);
	expect(await hatOf(other)).not.toBe(hat);
});

test('a weak session that was stolen is not made strong by its owner', async () => {
	await enter(ida);
	const stolen = tokenOf(ida)!;
	await owner.query(
		`insert into identity."twoFactor" (secret, "backupCodes", "userId", verified) values ('x', 'y', $1, true)`,
		[ida.person]
	);
	await strengthenOwn(identity, ida.caller, stolen);
	expect(tokenOf(ida)).not.toBe(stolen);
	expect(await assuranceOf(ida)).toBe('multi');
	const { rowCount } = await owner.query('select from identity.session where token = $1', [stolen]);
	expect(rowCount).toBe(0);
});

test('a code within a session proves it under a new token', async () => {
	const { secret } = await setUpApp(ida);
	await owner.query(`update identity.session set assurance = 'single' where token = $1`, [
		tokenOf(ida)
	]);
	const weak = tokenOf(ida)!;
	expect((await proveCode(identity, ida.caller, codeOf(secret, 1), weak)).ok).toBe(true);
	expect(tokenOf(ida)).not.toBe(weak);
	expect(await assuranceOf(ida)).toBe('multi');
	const { rowCount } = await owner.query('select from identity.session where token = $1', [weak]);
	expect(rowCount).toBe(0);
});
