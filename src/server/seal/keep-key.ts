/**
 * Keeps the key that this installation makes for itself. All its processes must seal with the same one, on however many
 * machines they run, so it lies in the database; locked, since a copy of the database must not be able to seal.
 */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	randomBytes,
	X509Certificate
} from 'node:crypto';
import type { Pool } from 'pg';
import { deriveSecret } from '../database/installation-secret.ts';
import { withClient } from '../database/with-client.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { SealingKey } from './sealing-key.ts';

/** A key that was made here. */
export type OwnKey = Extract<SealingKey, { from: 'here' }>;

/** A key is made anew when its certificate has no longer than this, in days. */
const RENEWED_BEFORE = 30;

const DAY = 86_400_000;

/** Whoever makes a key holds this lock: two processes that start at once make one key. */
const LOCK = 1_104_112;

/**
 * The key this installation has made. `make` makes one where there is none, where the one that is there runs out
 * within a month, or where it was locked with another secret.
 */
export function ownKey(
	jobs: Pool,
	{ secret, now }: { secret: string; now: Date },
	make: () => Promise<OwnKey>
): Promise<OwnKey> {
	return withClient(jobs, async (client) => {
		await client.query('begin');
		await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
		const { rows } = await client.query<{ certificate: Buffer; locked_key: Buffer }>(
			`select certificate, locked_key from samspil.sealing_key
			where locked_key is not null order by made_at desc limit 10`
		);
		const kept = rows
			.map(({ certificate, locked_key }) => ({ certificate, key: unlock(locked_key, secret) }))
			.find(({ certificate, key }) => key && isLasting(certificate, now));
		const key: OwnKey = kept?.key
			? { from: 'here', certificate: new Uint8Array(kept.certificate), key: kept.key }
			: await make();
		if (!kept) await insert(client, key.certificate, lock(key.key, secret));
		await client.query('commit');
		return key;
	});
}

/** Remembers that this installation seals with a certificate whose key lies elsewhere. */
export const rememberCertificate = (jobs: Pool, certificate: Uint8Array): Promise<unknown> =>
	insert(jobs, certificate, null);

const insert = (jobs: Pick<Pool, 'query'>, certificate: Uint8Array, lockedKey: Buffer | null) =>
	jobs.query(
		`insert into samspil.sealing_key (fingerprint, certificate, locked_key)
		values ($1, $2, $3) on conflict (fingerprint) do nothing`,
		[fingerprintOf(certificate), Buffer.from(certificate), lockedKey]
	);

const isLasting = (certificate: Uint8Array, now: Date) =>
	new Date(new X509Certificate(certificate).validTo).getTime() - now.getTime() >
	RENEWED_BEFORE * DAY;

/** The key with which keys are locked: 32 bytes that only the installation's secret gives. */
const lockOf = (secret: string) =>
	createHmac('sha256', deriveSecret(secret, 'sealing-key')).update('lock').digest();

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: the nonce, the tag, the locked bytes. */
function lock(key: Uint8Array, secret: string): Buffer {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv('aes-256-gcm', lockOf(secret), nonce);
	const locked = Buffer.concat([cipher.update(key), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), locked]);
}

/** The key, or undefined where it was locked with another secret. */
function unlock(locked: Buffer, secret: string): Uint8Array | undefined {
	try {
		const decipher = createDecipheriv('aes-256-gcm', lockOf(secret), locked.subarray(0, NONCE));
		decipher.setAuthTag(locked.subarray(NONCE, NONCE + TAG));
		return new Uint8Array(
			Buffer.concat([decipher.update(locked.subarray(NONCE + TAG)), decipher.final()])
		);
	} catch {
		return undefined;
	}
}
