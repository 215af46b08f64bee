/** A citizen without a mailbox comes in by a code, signs in by name, and comes back by another code. */
import { expect, test } from 'vitest';
import { makeCitizenCode } from '#features/citizens/server/make-citizen-code.ts';
import { listMyPathways } from '#features/citizens/server/citizen.queries.ts';
import { findCitizenAccount } from '#features/citizens/server/invitation.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { HERE, LINKS, type TooMany } from '#server/identity/limits.ts';
import { testCaller } from '#server/identity/test-caller.ts';
import { openLog } from '#server/log/log.ts';
import { queueMail } from '#server/mail.queries.ts';
import { addressOfName } from '#values/sign-in-name.ts';
import { spellCode } from '../new-start.rules.ts';
import { comeIn, hashCitizenCode } from './come-in.ts';
import { signIn } from './sign-in.ts';

const database = await testDatabase();
const { owner } = database;
const SECRET = 'a secret that signs the cookies of a test';
const identity = openIdentity({
	pool: database.pools.identity,
	secret: SECRET,
	origin: 'http://localhost:3000',
	log: openLog('silent')
});
const PASSWORD = 'fire vilde gæs på tur';
let calls = 0;
/** Each from a place of its own, so that no test meets the limit of another. */
const caller = () => testCaller(`10.0.0.${++calls}`);

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	await owner.query('update samspil.citizen set person_id = null where id = $1', [
		told.citizen.citizen
	]);
	const make = (who: Someone) =>
		world.as(who).act((acting) => makeCitizenCode(acting, told.pathway, SECRET));
	const code = async () => {
		const made = await make(told.tovholder);
		if (!made.ok) throw new Error(made.reason);
		return made.value;
	};
	const use = (typed: string, password = PASSWORD, from = caller()) =>
		comeIn(identity, from, { code: typed, password });
	const account = async () =>
		(await world.as(told.tovholder).see(findCitizenAccount(told.pathway)))[0];
	return { world, ...told, make, code, use, account };
}

test('a code of eight readable signs opens the citizen’s own page, once, with a name to sign in with', async () => {
	const { world, pathway, code, use, account } = await story();
	const made = await code();
	expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
	const came = await use(` ${made.toLowerCase().replace('-', ' ')}`);
	if (!came.ok) throw new Error(came.reason);
	expect(came.value).toMatch(/^[a-z]+-\d{4}$/);
	expect(await use(made)).toMatchObject({ reason: 'citizen-code-not-open' });
	const kept = (await account())!;
	expect(kept.email).toBe(addressOfName(came.value));
	const page = await world.session(kept.person, kept.name, { hat: 'self' });
	expect(await world.as(page).see(listMyPathways())).toMatchObject([
		{ id: pathway, isCitizen: true }
	]);
	const email = addressOfName(came.value);
	expect(await signIn(identity, caller(), { email, password: PASSWORD })).toEqual({
		ok: true,
		value: 'in'
	});
});

test('a lost password: another code from the tovholder; the name stays, and what was open is closed', async () => {
	const { code, use, account } = await story();
	const first = await use(await code());
	const { person } = (await account())!;
	const second = await use(await code(), 'syv stille svaner i sivene');
	expect(second).toEqual(first);
	expect((await account())!.person).toBe(person);
	const { rows } = await owner.query(
		'select count(*)::int from identity.session where "userId" = $1',
		[person]
	);
	expect(rows[0].count).toBe(1);
	const email = addressOfName(first.ok ? first.value : '');
	expect(await signIn(identity, caller(), { email, password: PASSWORD })).toMatchObject({
		reason: 'wrong-sign-in'
	});
	const { rows: told } = await owner.query(
		`select kind from samspil.notice where person_id = $1 order by created_at`,
		[person]
	);
	expect(told).toEqual([{ kind: 'code-made-for-you' }]);
});

test('only the tovholder makes one; a newer one, a day, or taking the account off ends it', async () => {
	const { world, make, code, use, helper, colleague, leader, citizen, account } = await story();
	for (const other of [helper, colleague, leader, await world.administrator()])
		expect(await make(other)).toMatchObject({ reason: 'not-there' });
	const first = await code();
	const second = await code();
	expect(await use(first)).toMatchObject({ reason: 'citizen-code-not-open' });
	await owner.query('update samspil.citizen_code set expires_at = now() where code_hash = $1', [
		hashCitizenCode(SECRET, second)
	]);
	expect(await use(second)).toMatchObject({ reason: 'citizen-code-not-open' });
	await use(await code());
	const waiting = await code();
	await owner.query('update samspil.citizen set person_id = null where id = $1', [citizen.citizen]);
	expect(await use(waiting)).toMatchObject({ reason: 'citizen-code-not-open' });
	expect(await account()).toBeUndefined();
});

test('an account that is kept by mail gets no code', async () => {
	const { make, tovholder, citizen } = await story();
	await owner.query('update samspil.citizen set person_id = $2 where id = $1', [
		citizen.citizen,
		citizen.person
	]);
	expect(await make(tovholder)).toMatchObject({ reason: 'citizen-has-mailbox' });
});

test('guessing is stopped, and the table alone does not tell a code', async () => {
	const { code, use } = await story();
	const made = await code();
	expect(hashCitizenCode('another secret', made)).not.toEqual(hashCitizenCode(SECRET, made));
	const from = caller();
	const guessed = (guess: number) => spellCode(Buffer.from([guess, 1, 2, 3, 4, 5, 6, 7]));
	for (let guess = 0; guess < LINKS.most; guess++) await use(guessed(guess), PASSWORD, from);
	expect(await use(made, PASSWORD, from)).toMatchObject({ reason: 'too-many-tries' });
	expect(await use(made)).toMatchObject({ ok: true });
});

test('a guesser who changes the address on a line of IPv6 is at one place all the same', async () => {
	const { code, use } = await story();
	const made = await code();
	const line = (host: number) => testCaller(`2001:db8:0:7::${host.toString(16)}`);
	const guessed = (guess: number) => spellCode(Buffer.from([guess, 1, 2, 3, 4, 5, 6, 7]));
	for (let guess = 0; guess < LINKS.most; guess++) await use(guessed(guess), PASSWORD, line(guess));
	expect(await use(made, PASSWORD, line(LINKS.most))).toMatchObject({ reason: 'too-many-tries' });
	expect(await use(made, PASSWORD, testCaller('2001:db8:0:8::1'))).toMatchObject({ ok: true });
});

test('whoever goes on mistyping one code shuts no library for the others, and is told when to go on', async () => {
	const { code, use } = await story();
	const made = await code();
	const from = caller();
	const before = Date.now();
	for (let times = 0; times < LINKS.most + HERE.most; times++) {
		const answer = await use('0000-0000', PASSWORD, from);
		if (times < HERE.most) expect(answer).toMatchObject({ reason: 'citizen-code-not-open' });
		else {
			expect(answer).toMatchObject({ reason: 'too-many-tries' });
			const { again } = answer as TooMany;
			expect(again.getTime()).toBeGreaterThanOrEqual(before + HERE.seconds * 1000);
			expect(again.getTime()).toBeLessThanOrEqual(Date.now() + HERE.seconds * 1000);
		}
	}
	expect(await use(made, PASSWORD, from)).toMatchObject({ ok: true });
});

test('a password too short uses no code up, and two at once make one account', async () => {
	const { code, use, account } = await story();
	const made = await code();
	expect(await use(made, 'kort')).toMatchObject({ reason: 'password-too-short' });
	const both = await Promise.all([use(made), use(made)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	const { email } = (await account())!;
	const won = both.find(({ ok }) => ok)!;
	expect(won).toEqual({ ok: true, value: email.slice(0, email.indexOf('@')) });
});

test('no mail is written to whoever has no mailbox', async () => {
	const { world, tovholder, code, use, account } = await story();
	await use(await code());
	const { person } = (await account())!;
	await world.as(tovholder).act(async (acting) => {
		await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path: '/me' } }));
	});
	const { rows } = await owner.query('select id from samspil.mail where person_id = $1', [person]);
	expect(rows).toEqual([]);
});
