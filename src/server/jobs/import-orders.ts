/**
 * Imports that somebody has ordered (0840), for whoever works on them: the row that waits is the job. It is claimed for a while, and where
 * its worker is gone after that, the next one takes it over.
 */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** An order that is ours for a while. `attempts` is the number of the claim: whoever comes late with an older one writes nothing. */
export type ClaimedImport = {
	tenant: string;
	import: string;
	what: 'take' | 'undo';
	mark: string;
	attempts: number;
	/** Opens a transaction as whoever ordered it (`actingByTicket`), while the claim holds. */
	ticket: string;
};

/** Claims what has waited longest, for so many seconds. */
export async function claimImport(jobs: Pool, seconds: number): Promise<ClaimedImport | undefined> {
	const ticket = randomBytes(32).toString('base64url');
	const { rows } = await jobs.query<Omit<ClaimedImport, 'ticket'>>(
		'select tenant, import, what, mark, attempts from samspil.claim_import($1, $2)',
		[seconds, ticket]
	);
	return rows[0] && { ...rows[0], ticket };
}

/** Says how many rows are done, and holds the claim for so many seconds more. */
export const tellProgress = (jobs: Pool, claimed: ClaimedImport, done: number, seconds: number) =>
	jobs.query(
		`update samspil.offer_import_work set done = $4, claimed_until = now() + make_interval(secs => $5) where ${THIS}`,
		[...spot(claimed), done, seconds]
	);

/** Whether the claim still holds. */
export async function isStillOurs(jobs: Pool, claimed: ClaimedImport): Promise<boolean> {
	const { rows } = await jobs.query<{ holds: boolean }>(
		`select claimed_until >= now() as holds from samspil.offer_import_work where ${THIS}`,
		spot(claimed)
	);
	return rows[0]?.holds === true;
}

/** Says why nothing comes of it. */
export const refuseOrder = (jobs: Pool, claimed: ClaimedImport, reason: string) =>
	jobs.query(
		`update samspil.offer_import_work set refusal = $4, done = 0, next_try_at = null, claimed_until = null, ticket_hash = null where ${THIS}`,
		[...spot(claimed), reason]
	);

/** Lets it wait so many seconds before it is tried again. */
export const putOffOrder = (jobs: Pool, claimed: ClaimedImport, seconds: number) =>
	jobs.query(
		`update samspil.offer_import_work set done = 0, next_try_at = now() + make_interval(secs => $4), claimed_until = null, ticket_hash = null where ${THIS}`,
		[...spot(claimed), seconds]
	);

const THIS = 'tenant_id = $1 and import_id = $2 and attempts = $3';
const spot = (claimed: ClaimedImport) => [claimed.tenant, claimed.import, claimed.attempts];
