/** Beginning anew, told as the person, the administrator who makes the code, and those who are asked who it was. */
import { beforeAll, expect, test } from 'vitest';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { hashPassword, setPassword } from '#server/identity/people.ts';
import { readToken, sessionCookie } from '#server/identity/session-cookie.ts';
import { testCaller } from '#server/identity/test-caller.ts';
import { openLog } from '#server/log/log.ts';
import { tables } from '#server/tables.ts';
import { ACCOUNT, HERE } from '#server/identity/limits.ts';
import { beginAnew } from './begin-anew.ts';
import { confirmNewStart, stopNewStart } from './confirm-new-start.ts';
import { listHats, wearHat } from './hats.queries.ts';
import { makeNewStart } from './issue-new-start.ts';
import { findMyNewStart, listNewStarts } from './new-start.queries.ts';
import { signIn } from './sign-in.ts';

const database = await testDatabase();
const { owner, pools } = database;
const identity = openIdentity({
	pool: pools.identity,
	secret: 'a secret that signs the cookies of a test',
	origin: 'http://localhost:3000',
	log: openLog('silent')
});
const DONE = { ok: true, value: true };
const OLD = 'fire vilde gæs på tur';
const NEW = 'syv stille svaner i sivene';
let oldHash: string;
let calls = 0;
beforeAll(async () => {
	oldHash = await hashPassword(identity, OLD);
});

/** A municipality whose administrator is nobody's friend, and a tovholder with an app, a passkey and two sessions. */
async function lost() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, leader } = story;
	const manager = await world.worker('Mona Chef', world.tenant, 'manager');
	const administrator = await world.administrator();
	await setPassword(await connection(), tovholder.person, oldHash);
	await owner.query(`update identity."user" set "twoFactorEnabled" = true where id = $1`, [
		tovholder.person
	]);
	await owner.query(
		`insert into identity."twoFactor" ("userId", secret, "backupCodes") values ($1, 's', 'b')`,
		[tovholder.person]
	);
	await owner.query(
		`insert into identity.passkey ("userId", "publicKey", "credentialID", counter, "deviceType", "backedUp")
		values ($1, 'k', gen_random_uuid()::text, 0, 'x', false)`,
		[tovholder.person]
	);
	return { world, ...story, leader, manager, administrator };
}
const connection = async () => pools.identity;

const issue = (world: World, by: Someone, person: string) =>
	world.as(by).act((acting) => makeNewStart(acting, person));
async function codeFor(world: World, by: Someone, person: string): Promise<string> {
	const made = await issue(world, by, person);
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}

const addressOf = async (person: string): Promise<string> =>
	(await owner.query('select email from identity."user" where id = $1', [person])).rows[0].email;

const elsewhere = () => {
	calls += 1;
	return `198.51.100.${calls}`;
};

/** Begins anew as somebody with a browser of their own. */
async function begin(person: string, code: string, password = NEW, from = elsewhere()) {
	const caller = testCaller(from);
	const email = await addressOf(person);
	const begun = await beginAnew(identity, caller, { email, code, password });
	const token = readToken(caller.cookies.get(sessionCookie(false)), identity.secret);
	return { begun, as: { token: token ?? '' } };
}

const decide = (world: World, by: Someone, id: string, yes: boolean) =>
	world.as(by).act((acting) => confirmNewStart(acting, id, yes));
const idFor = async (world: World, by: Someone) => (await world.as(by).see(listNewStarts()))[0]!.id;
const noticesOf = async ({ person }: Pick<Someone, 'person'>) =>
	(
		await owner.query('select kind from samspil.notice where person_id = $1 order by created_at', [
			person
		])
	).rows.map(({ kind }) => kind);
const mailsOf = async ({ person }: Pick<Someone, 'person'>) =>
	(
		await owner.query('select kind from samspil.mail where person_id = $1 order by created_at', [
			person
		])
	).rows.map(({ kind }) => kind);

test('the code takes the old factors and sessions away, and the account wears no hat until somebody has confirmed', async () => {
	const { world, tovholder, pathway, administrator, manager, leader } = await lost();
	const code = await codeFor(world, administrator, tovholder.person);
	expect(await mailsOf(tovholder)).toContain('new-start');
	for (const told of [manager, leader]) expect(await noticesOf(told)).toContain('new-start-issued');
	// nothing has changed yet for the person
	expect(await world.as(tovholder).see(listEntries(pathway, null))).not.toEqual([]);

	const { begun, as } = await begin(tovholder.person, ` ${code.toLowerCase()} `);
	expect(begun).toEqual(DONE);
	const { rows } = await owner.query(
		`select (select count(*)::int from identity."twoFactor" where "userId" = u.id) as apps,
			(select count(*)::int from identity.passkey where "userId" = u.id) as passkeys,
			(select count(*)::int from identity.session where "userId" = u.id) as sessions, "twoFactorEnabled" as enabled
		from identity."user" u where id = $1`,
		[tovholder.person]
	);
	expect(rows).toEqual([{ apps: 0, passkeys: 0, sessions: 1, enabled: false }]);
	await expect(world.as(tovholder).act(async () => true)).rejects.toThrow();

	// as strong as can be, and still without a hat, whatever is tried
	await owner.query(`update identity.session set assurance = 'multi' where token = $1`, [as.token]);
	const hats = await world.as(as).see(listHats());
	for (const { hat, tenant, organisation } of hats)
		await world.as(as).act((acting) => acting.first(wearHat({ hat, tenant, organisation })));
	await owner.query(
		`update identity.session set hat = 'organisation', "hatTenant" = $2, "hatOrganisation" = $2 where token = $1`,
		[as.token, world.tenant]
	);
	expect(await world.as(as).see(listEntries(pathway, null))).toEqual([]);
	expect(await world.as(as).see(tables.selectFrom('collaboration').select('id'))).toEqual([]);
	expect(await world.as(as).see(findMyNewStart())).toMatchObject([
		{ state: 'waiting', witnesses: ['Lene Leder', 'Mona Chef'] }
	]);
	expect(await mailsOf(tovholder)).toContain('new-start-used');

	expect(await noticesOf(manager)).toContain('new-start-waits');
	const id = await idFor(world, manager);
	expect(await decide(world, manager, id, true)).toEqual(DONE);
	expect(await decide(world, manager, id, true)).toEqual(DONE);
	expect(await decide(world, leader, id, false)).toMatchObject({ reason: 'decided-already' });
	expect(await noticesOf(tovholder)).toContain('new-start-confirmed');
	const [own] = (await world.as(as).see(listHats())).filter(({ hat }) => hat === 'organisation');
	await world.as(as).act((acting) => acting.first(wearHat(own!)));
	expect(await world.as(as).see(listEntries(pathway, null))).not.toEqual([]);
	const recorded = await owner.query(
		`select action, person_name from samspil.audit_event where object_id = $1 and action like 'account.new-start%' order by at`,
		[tovholder.person]
	);
	expect(recorded.rows).toEqual([
		{ action: 'account.new-start-issued', person_name: 'Ada Administrator' },
		{ action: 'account.new-start-used', person_name: 'Tove Tovholder' },
		{ action: 'account.new-start-confirmed', person_name: 'Mona Chef' }
	]);
});

test('an administrator who uses the code reads nothing: not at once, and not by confirming', async () => {
	const { world, tovholder, pathway, administrator } = await lost();
	const code = await codeFor(world, administrator, tovholder.person);
	const { as } = await begin(tovholder.person, code);
	const { rows } = await owner.query('select id from samspil.new_start where person_id = $1', [
		tovholder.person
	]);
	const { id } = rows[0];
	// as themselves, as the person, and as somebody they have invited today or appointed after making the code
	const invited = await world.worker('Ny Chef', world.tenant, 'manager');
	await owner.query(
		`update samspil.membership set active_from = '2026-05-04' where person_id = $1`,
		[invited.person]
	);
	const second = await world.administrator('Anden Administrator');
	for (const who of [administrator, invited, second])
		expect(await decide(world, who, id, true)).toEqual({ ok: false, reason: 'not-there' });
	expect(await world.as(as).act((acting) => confirmNewStart(acting, id, true))).toEqual({
		ok: false,
		reason: 'not-there'
	});
	for (const who of [administrator, invited, second])
		expect(await world.as(who).see(listNewStarts())).toEqual([]);
	expect(await world.as(as).see(listEntries(pathway, null))).toEqual([]);
	// a new password by mail, signing in again, another code: still no hat
	const again = testCaller('203.0.113.9');
	await signIn(identity, again, { email: await addressOf(tovholder.person), password: NEW });
	const token = readToken(again.cookies.get(sessionCookie(false)), identity.secret)!;
	expect(await world.as({ token }).see(listEntries(pathway, null))).toEqual([]);
	const next = await begin(tovholder.person, await codeFor(world, administrator, tovholder.person));
	expect(next.begun).toEqual(DONE);
	expect(await world.as(next.as).see(listEntries(pathway, null))).toEqual([]);
});

test('somebody who begins anew cannot confirm for another who has', async () => {
	const { world, tovholder, manager, administrator } = await lost();
	const first = await begin(manager.person, await codeFor(world, administrator, manager.person));
	await begin(tovholder.person, await codeFor(world, administrator, tovholder.person));
	const { rows } = await owner.query('select id from samspil.new_start where person_id = $1', [
		tovholder.person
	]);
	expect(
		await world.as(first.as).act((acting) => confirmNewStart(acting, rows[0].id, true))
	).toMatchObject({ reason: 'not-there' });
});

test('“it was not them” ends every session and closes the account, and another code opens the way again', async () => {
	const { world, tovholder, leader, administrator, manager } = await lost();
	const { as } = await begin(
		tovholder.person,
		await codeFor(world, administrator, tovholder.person)
	);
	expect(await decide(world, leader, await idFor(world, leader), false)).toEqual(DONE);
	await expect(world.as(as).act(async () => true)).rejects.toThrow();
	const caller = testCaller('203.0.113.10');
	const email = await addressOf(tovholder.person);
	for (const password of [NEW, OLD])
		expect(await signIn(identity, caller, { email, password })).toMatchObject({ ok: false });
	expect(await mailsOf(tovholder)).toContain('new-start-refused');
	expect(await noticesOf(manager)).toContain('new-start-refused');
	const again = await begin(
		tovholder.person,
		await codeFor(world, administrator, tovholder.person)
	);
	expect(again.begun).toEqual(DONE);
	await decide(world, manager, await idFor(world, manager), true);
	expect(await world.as(again.as).see(findMyNewStart())).toEqual([]);
});

test('who did not ask for it stops the code, and it is good for nothing', async () => {
	const { world, tovholder, administrator, manager } = await lost();
	const code = await codeFor(world, administrator, tovholder.person);
	expect(await world.as(tovholder).see(findMyNewStart())).toMatchObject([
		{ state: 'open', issuedBy: 'Ada Administrator' }
	]);
	for (let press = 0; press < 2; press++)
		expect(await world.as(tovholder).act(stopNewStart)).toEqual(DONE);
	expect((await begin(tovholder.person, code)).begun).toMatchObject({
		reason: 'new-start-not-open'
	});
	expect(await noticesOf(manager)).toEqual(['new-start-issued', 'new-start-stopped']);
	expect((await world.as(tovholder).see(findMyNewStart())).length).toBe(0);
});

test('a code is good once, for an hour, with its own address, and only until the next one is made', async () => {
	const { world, tovholder, helper, administrator } = await lost();
	const first = await codeFor(world, administrator, tovholder.person);
	const second = await codeFor(world, administrator, tovholder.person);
	const no = { ok: false, reason: 'new-start-not-open' };
	expect((await begin(tovholder.person, first)).begun).toEqual(no);
	expect((await begin(helper.person, second)).begun).toEqual(no);
	expect((await begin(tovholder.person, '0000-0000-0000-0000')).begun).toEqual(no);
	expect((await begin(tovholder.person, second, 'kort')).begun).toMatchObject({
		reason: 'password-too-short'
	});
	await owner.query(
		`update samspil.new_start set expires_at = now() - interval '1 second' where person_id = $1 and stopped_at is null`,
		[tovholder.person]
	);
	expect((await begin(tovholder.person, second)).begun).toEqual(no);
	const third = await codeFor(world, administrator, tovholder.person);
	const both = await Promise.all([begin(tovholder.person, third), begin(tovholder.person, third)]);
	expect(both.map(({ begun }) => begun.ok).sort()).toEqual([false, true]);
});

test('nobody guesses a code: ten tries at one address from one place in a quarter of an hour, and fifty from everywhere', async () => {
	const { world, administrator, tovholder } = await lost();
	const code = await codeFor(world, administrator, tovholder.person);
	const guess = (from?: string) => begin(tovholder.person, 'AAAA-AAAA-AAAA-AAA0', NEW, from);
	const here = elsewhere();
	for (let tries = 0; tries < HERE.most; tries++)
		expect((await guess(here)).begun).toMatchObject({ reason: 'new-start-not-open' });
	for (let tries = 0; tries < 2 * ACCOUNT.most; tries++)
		expect((await guess(here)).begun).toMatchObject({ reason: 'too-many-tries' });
	// whoever was handed the code comes in from where they are
	expect((await begin(tovholder.person, code)).begun).toMatchObject({ ok: true });
	const next = await codeFor(world, administrator, tovholder.person);
	for (let tries = HERE.most; tries < ACCOUNT.most; tries++) await guess();
	expect((await begin(tovholder.person, next)).begun).toMatchObject({ reason: 'too-many-tries' });
});

test('who may make a code: an administrator with a second factor, in the own municipality, for somebody else', async () => {
	const { world, tovholder, manager, leader, administrator, citizen } = await lost();
	for (const who of [manager, leader, tovholder, citizen])
		expect(await issue(world, who, tovholder.person)).toMatchObject({ reason: 'not-there' });
	const weak = await world.session(administrator.person, administrator.name, {
		hat: 'administrator',
		strong: false
	});
	expect(await issue(world, weak, tovholder.person)).toMatchObject({ reason: 'not-there' });
	expect(await issue(world, administrator, administrator.person)).toEqual({
		ok: false,
		reason: 'not-yourself'
	});
	const nextDoor = await newWorld(database);
	const theirs = await nextDoor.administrator();
	expect(await issue(nextDoor, theirs, tovholder.person)).toMatchObject({ reason: 'not-there' });
	await owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[tovholder.person]
	);
	expect(await issue(world, administrator, tovholder.person)).toMatchObject({
		reason: 'not-there'
	});
	expect(await issue(world, administrator, citizen.person)).toMatchObject({ reason: 'not-there' });
});

test('where nobody could confirm, no code is made', async () => {
	const world = await newWorld(database);
	const administrator = await world.administrator();
	const worker = await world.worker('Ene', world.tenant);
	expect(await issue(world, administrator, worker.person)).toEqual({
		ok: false,
		reason: 'nobody-to-confirm'
	});
	const other = await world.administrator('Anden');
	await owner.query(`update samspil.person set created_at = '2026-01-01' where id = $1`, [
		other.person
	]);
	const manager = await world.worker('Mona', world.tenant, 'manager');
	const code = await codeFor(world, administrator, worker.person);
	await begin(worker.person, code);
	const id = await idFor(world, other);
	const weak = { hat: 'organisation', organisation: world.tenant, strong: false } as const;
	const weakManager = await world.session(manager.person, manager.name, weak);
	expect(await decide(world, weakManager, id, true)).toMatchObject({ reason: 'prove-first' });
	// An administrator is shown nothing at all before a second factor.
	const weakOther = await world.session(other.person, other.name, {
		hat: 'administrator',
		strong: false
	});
	expect(await world.as(weakOther).see(listNewStarts())).toEqual([]);
	expect(await decide(world, weakOther, id, true)).toMatchObject({ reason: 'not-there' });
	expect(await decide(world, other, id, true)).toEqual(DONE);
});

test('the tables are nobody’s to read, and a code is kept as its hash alone', async () => {
	const { world, tovholder, administrator } = await lost();
	const code = await codeFor(world, administrator, tovholder.person);
	for (const table of ['new_start', 'new_start_witness'])
		for (const pool of [pools.app, pools.identity, pools.jobs])
			await expect(pool.query(`select * from samspil.${table}`)).rejects.toThrow(
				'permission denied'
			);
	const { rows } = await owner.query(
		'select n::text as row from samspil.new_start n where person_id = $1',
		[tovholder.person]
	);
	expect(rows[0].row).not.toContain(code.replaceAll('-', ''));
	await expect(
		pools.app.query('select samspil.use_new_start($1)', [Buffer.alloc(32)])
	).rejects.toThrow('permission denied');
	const mails = await owner.query(
		'select words::text as words from samspil.mail where person_id = $1',
		[tovholder.person]
	);
	expect(mails.rows.every(({ words }) => !words.includes(code.slice(0, 4)))).toBe(true);
});
