/** What happens at the door goes into the record like everything else: who signed in, who failed to, which proof changed. */
import type { Pool } from 'pg';

/** The kinds of things that are recorded about an account. */
export type AccountEvent =
	| 'account.created'
	| 'account.signed-in'
	| 'account.sign-in-failed'
	| 'account.code-failed'
	| 'account.signed-out'
	| 'account.factor-added'
	| 'account.factor-removed'
	| 'account.password-changed'
	| 'account.password-reset-asked'
	| 'account.begun-anew'
	| 'account.address-proven'
	| 'account.sessions-ended';

/** Records `event` about `person`, or about nobody we know. `detail` holds kinds and counts, never what was typed. */
export async function recordAccount(
	pool: Pool,
	event: AccountEvent,
	person: string | null,
	detail: Record<string, string | number> = {}
): Promise<void> {
	await pool.query('select samspil.record_sign_in($1, $2, $3)', [
		event,
		person,
		JSON.stringify(detail)
	]);
}
