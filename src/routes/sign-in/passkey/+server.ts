import { error, json } from '@sveltejs/kit';
import { sayRefusal, statusOf } from '#features/accounts/say-refusal.ts';
import { signInWithPasskey } from '#features/accounts/server/keep-passkeys.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const given: unknown = await event.request.json().catch(() => error(400, 'not JSON'));
	const outcome = await signInWithPasskey(identity(), callerOf(event), given);
	if (!outcome.ok)
		return json({ message: sayRefusal(outcome.reason) }, { status: statusOf(outcome.reason) });
	return json({});
};
