import { expect, test } from 'vitest';
import { bootstrap, LOGIN_ROLES } from './bootstrap.ts';
import { TEST_SECRET } from './test-server.ts';
import { testDatabase } from './test-database.ts';

const { owner, pools } = await testDatabase();

// A copy of the template has its schemas and tables, but not the rights on the database itself.
const admin = await owner.connect();
await bootstrap(admin, TEST_SECRET);
admin.release();

test('nobody who logs in may pass row-level security by', async () => {
	const { rows } = await owner.query(
		`select rolname from pg_roles
		where rolname like 'samspil\\_%' and rolcanlogin and rolname <> 'samspil_super'
			and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) order by rolname`
	);
	expect(rows.map(({ rolname }) => rolname)).toEqual(
		Object.values(LOGIN_ROLES)
			.map(({ role }) => role)
			.sort()
	);
});

test('the app and sign-in own no table, schema or function, and cannot make one', async () => {
	for (const pool of [pools.app, pools.identity]) {
		const { rows } = await pool.query(
			'select from pg_shdepend where refobjid = current_user::regrole and deptype = $1',
			['o']
		);
		expect(rows).toEqual([]);
		for (const forbidden of [
			'create table samspil.mine ()',
			'create table public.mine ()',
			'create temporary table mine ()',
			'create schema mine',
			'set role samspil_owner'
		])
			await expect(pool.query(forbidden), forbidden).rejects.toThrow(/permission denied/);
	}
});

test('each role finds its names without being told in the session', async () => {
	for (const [login, path] of [
		['app', 'samspil'],
		['identity', 'identity'],
		['jobs', 'jobs, samspil']
	] as const) {
		const { rows } = await pools[login].query('show search_path');
		expect(rows[0].search_path).toBe(path);
	}
});

test('preparing again, several at once, changes nothing', async () => {
	const passwords = () =>
		owner.query(
			`select rolname, rolpassword from pg_authid where rolname like 'samspil%' order by rolname`
		);
	const before = (await passwords()).rows;
	const admins = await Promise.all([owner.connect(), owner.connect(), owner.connect()]);
	await Promise.all(admins.map((admin) => bootstrap(admin, TEST_SECRET)));
	for (const admin of admins) admin.release();
	expect((await passwords()).rows).toEqual(before);
});

test('several databases of one server can be prepared at once', async () => {
	const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
	const admins = await Promise.all(databases.map(({ owner }) => owner.connect()));
	for (let again = 0; again < 3; again += 1)
		await Promise.all(admins.map((admin) => bootstrap(admin, TEST_SECRET)));
	for (const admin of admins) admin.release();
	for (const { pools } of databases)
		expect((await pools.app.query('select current_user as me')).rows).toEqual([
			{ me: LOGIN_ROLES.app.role }
		]);
});
