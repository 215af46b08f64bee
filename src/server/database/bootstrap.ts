/**
 * Prepares a PostgreSQL database for Samspil: roles, schemas, and who may use which. Everything here may run
 * again and again, and by several processes at once.
 *
 * Nobody logs in as the owner of the tables; those who log in own no table, so row-level security holds for
 * them without exception. See "Access in the database" in ARCHITECTURE.md.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type pg from 'pg';
import { deriveSecret } from './installation-secret.ts';

/** The roles that log in, each with the schema its names are looked up in. */
export const LOGIN_ROLES = {
	app: { role: 'samspil_app', searchPath: 'samspil' },
	identity: { role: 'samspil_identity', searchPath: 'identity' },
	jobs: { role: 'samspil_jobs', searchPath: 'jobs, samspil' }
} as const;

/** Which of the login roles. */
export type LoginRole = keyof typeof LOGIN_ROLES;

/** The role that owns tables and functions; migrations become it, nobody logs in as it. */
export const OWNER = 'samspil_owner';

const OLDEST_POSTGRES = 15;

/** The code of the error that says so. */
export const TOO_OLD = 'postgres-too-old';

/**
 * Held by whoever prepares a database or brings its tables up to date: both say who may use the schemas, and PostgreSQL
 * refuses the second of two that say so in the same moment. Any number that no other program in the database uses.
 */
export const PREPARING_LOCK = 7_268_001;

/** The password of a login role: derived, so that every process with the same secret knows it. */
export const rolePassword = (secret: string, role: LoginRole): string =>
	deriveSecret(secret, LOGIN_ROLES[role].role);

/**
 * Brings roles and schemas of the database that `admin` is connected to in order. Throws one clear line
 * where the server is too old, or where a role of ours has rights that would undo the access rules.
 */
export async function bootstrap(admin: pg.ClientBase, secret: string): Promise<void> {
	await requireVersion(admin);
	for (let left = MOST_MEETINGS; ; left -= 1)
		try {
			return await prepare(admin, secret);
		} catch (error) {
			if (left === 0 || !isMeeting(error)) throw error;
		}
}

/** How often we may meet somebody else who changes the roles. */
const MOST_MEETINGS = 20;

/**
 * Roles belong to the server, and our lock only to the database: who prepares another database of the same server may
 * change a role in the same moment. PostgreSQL then refuses the second, and has no code of its own for it.
 */
const isMeeting = (error: unknown) =>
	error instanceof Error && error.message === 'tuple concurrently updated';

async function prepare(admin: pg.ClientBase, secret: string): Promise<void> {
	await admin.query('begin');
	try {
		await admin.query('select pg_advisory_xact_lock($1)', [PREPARING_LOCK]);
		await makeRoles(admin, secret);
		await makeSchemas(admin);
		await refuseStrongRoles(admin);
		await admin.query('commit');
	} catch (cause) {
		await admin.query('rollback');
		throw cause;
	}
}

async function requireVersion(admin: pg.ClientBase): Promise<void> {
	const { rows } = await admin.query<{ server_version: string }>('show server_version');
	const version = rows[0]?.server_version ?? '';
	if (Number.parseInt(version, 10) < OLDEST_POSTGRES)
		throw Object.assign(
			new Error(`PostgreSQL ${version} is too old: Samspil needs ${OLDEST_POSTGRES} or newer.`),
			{ code: TOO_OLD }
		);
}

async function makeRoles(admin: pg.ClientBase, secret: string): Promise<void> {
	await makeRole(admin, OWNER, 'nologin');
	for (const login of Object.keys(LOGIN_ROLES) as LoginRole[]) {
		const { role, searchPath } = LOGIN_ROLES[login];
		await makeRole(admin, role, 'login');
		await admin.query(
			`alter role ${role} password '${scramSecret(rolePassword(secret, login), role)}'`
		);
		// Kept with the role and not told per session, so that it holds behind PgBouncer too.
		await admin.query(`alter role ${role} set search_path = ${searchPath}`);
		await admin.query(`alter role ${role} set idle_in_transaction_session_timeout = '30s'`);
		await admin.query(`alter role ${role} set timezone = 'UTC'`);
	}
	await admin.query(`alter role ${LOGIN_ROLES.app.role} set statement_timeout = '20s'`);
	await admin.query(`alter role ${LOGIN_ROLES.app.role} set lock_timeout = '5s'`);
}

async function makeRole(admin: pg.ClientBase, role: string, login: 'login' | 'nologin') {
	const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
	if (rowCount === 0) await admin.query(`create role ${role} ${login}`);
}

async function makeSchemas(admin: pg.ClientBase): Promise<void> {
	const { app, identity, jobs } = LOGIN_ROLES;
	await becomeMember(admin, OWNER);
	await becomeMember(admin, jobs.role);
	const { rows } = await admin.query<{ name: string }>(
		'select quote_ident(current_database()) as name'
	);
	await admin.query(`
		revoke temporary on database ${rows[0]?.name} from public;
		grant connect on database ${rows[0]?.name} to ${app.role}, ${identity.role}, ${jobs.role};
		create schema if not exists samspil authorization ${OWNER};
		create schema if not exists identity authorization ${OWNER};
		grant usage on schema samspil to ${app.role}, ${jobs.role};
		grant usage on schema identity to ${identity.role};
		-- pg-boss makes and changes its own tables, so the jobs role owns that schema.
		create schema if not exists jobs authorization ${jobs.role};
	`);
}

/** An admin who is not a superuser must be a member of a role to make things in its name. */
async function becomeMember(admin: pg.ClientBase, role: string): Promise<void> {
	const { rows } = await admin.query<{ rolsuper: boolean }>(
		'select rolsuper from pg_roles where rolname = current_user'
	);
	if (!rows[0]?.rolsuper) await admin.query(`grant ${role} to current_user`);
}

/** The access rules are worth nothing to a role that may pass them by. */
async function refuseStrongRoles(admin: pg.ClientBase): Promise<void> {
	const roles = Object.values(LOGIN_ROLES).map(({ role }) => role);
	const { rows } = await admin.query<{ rolname: string }>(
		`select rolname from pg_roles
		where rolname = any ($1)
			and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or pg_has_role(rolname, $2, 'member'))`,
		[roles, OWNER]
	);
	if (rows[0])
		throw new Error(`The database role ${rows[0].rolname} has more rights than Samspil allows it.`);
}

/**
 * The password as PostgreSQL stores it (RFC 5803), so that the password itself never travels or is logged. The
 * salt follows from the role and password: the same input gives the same text, which PgBouncer's list needs.
 */
function scramSecret(password: string, role: string): string {
	const iterations = 4096;
	const salt = createHash('sha256').update(`${role}:${password}`).digest().subarray(0, 16);
	const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
	const key = (name: string) => createHmac('sha256', salted).update(name).digest();
	const stored = createHash('sha256').update(key('Client Key')).digest('base64');
	const server = key('Server Key').toString('base64');
	return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}
