/** The way out, from wherever it is taken. */
import type { RequestEvent } from '@sveltejs/kit';
import { identity } from './identity.ts';
import { recordAccount } from './records.ts';
import { callerOf, endSession } from './sessions.ts';

/** Ends the session of whoever asks, takes its cookie back, and says so in the record. Nothing happens where nobody is signed in. */
export async function signOut(event: RequestEvent): Promise<void> {
	const person = await endSession(identity(), callerOf(event), event.locals.token);
	if (person) await recordAccount(identity().pool, 'account.signed-out', person);
}
