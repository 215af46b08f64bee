/** Proving within a session, once more and just now, that it is still the same person: for what binds others. */
import type { Identity } from '#server/identity/identity.ts';
import { findSignIn, type Caller } from '#server/identity/sessions.ts';
import { done, type Outcome } from '#values/outcome.ts';
import { proveCode, type CodeRefusal } from './prove-code.ts';

/** When and how somebody has proven it last. */
export type Proof = { at: Date; method: 'app-code' | 'backup-code' | 'new-sign-in' };

/**
 * The proof that a code gives now, or where none is typed, the sign-in with which this session began, however long ago
 * that was: whether it is fresh enough is for others to say. Null where there is none.
 */
export async function proveAnew(
	identity: Identity,
	caller: Caller,
	token: string,
	{ code, now }: { code: string; now: Date }
): Promise<Outcome<Proof | null, CodeRefusal>> {
	if (code === '') {
		const at = await findSignIn(identity, token);
		return done(at ? { at, method: 'new-sign-in' } : null);
	}
	const proven = await proveCode(identity, caller, code, token);
	if (!proven.ok) return proven;
	const isOfApp = /^\d{6}$/.test(code.replace(/\s/g, ''));
	return done({ at: now, method: isOfApp ? 'app-code' : 'backup-code' });
}
