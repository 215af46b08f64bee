/**
 * What a database gets by being used, and the invented data has none of: sessions, proofs, an invitation, a mail. So
 * that a migration meets rows in every table.
 */
import type pg from 'pg';
import { lone, malik, mette, solby } from '../example/people.ts';

const by = (statement: string, ...values: unknown[]) => ({ statement, values });

const USES = [
	by(
		`insert into identity.session (token, "userId", "expiresAt", "ipAddress", "userAgent", assurance, hat, "hatTenant", "hatOrganisation")
		values ('a session of Mette', $1, now() + interval '12 hours', '192.0.2.7', 'Firefox', 'multi', 'organisation', $2, $2)`,
		mette.id,
		solby.id
	),
	by(
		`insert into identity.account ("accountId", "providerId", "userId", password) values ($1::text, 'credential', $1::uuid, 'no hash of any password')`,
		mette.id
	),
	by(
		`insert into identity."twoFactor" (secret, "backupCodes", "userId") values ('encrypted', 'encrypted', $1)`,
		mette.id
	),
	by(
		`insert into identity.passkey (name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
		values ('Telefon', 'a key', $1, 'a credential', 3, 'multiDevice', true)`,
		malik.id
	),
	by(
		`insert into identity.verification (identifier, value, "expiresAt") values ('reset-password:a', $1, now() + interval '1 hour')`,
		mette.id
	),
	by(
		`insert into identity."rateLimit" (key, count, "lastRequest") values ('sign-in a', 2, 1780000000000)`
	),
	by(
		`insert into samspil.invitation (tenant_id, id, kind, organisation_id, email, name, function, token_hash, invited_by, expires_at)
		values ($1, gen_random_uuid(), 'member', $1, 'ny@solby.example', 'Nanna Ny', 'employee', sha256('a'), $2, now() + interval '7 days')`,
		solby.id,
		lone.id
	),
	by(
		`insert into samspil.mail (tenant_id, kind, person_id, words, state, attempts, sent_at)
		values ($1, 'notice', $2, '{"path": "/"}', 'sent', 1, now())`,
		solby.id,
		lone.id
	),
	by(
		`insert into samspil.reminder (tenant_id, kind, subject_id, due_on, person_id) values ($1, 'tovholder-due', gen_random_uuid(), current_date, $2)`,
		solby.id,
		lone.id
	),
	by(
		`insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer) values ($1, $2, $1, current_date, 'none')`,
		solby.id,
		mette.id
	)
];

/** Uses the database that holds the invented data, a little. */
export async function liveIn(client: pg.ClientBase): Promise<void> {
	for (const { statement, values } of USES) await client.query(statement, values);
}
