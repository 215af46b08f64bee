import { error, json } from '@sveltejs/kit';
import { sayRefusal, statusOf } from '#features/accounts/say-refusal.ts';
import { offerPasskey } from '#features/accounts/server/keep-passkeys.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	await event.locals.read();
	const { token, visitor } = event.locals;
	if (!token || !visitor) error(401);
	const own = { token, isStrong: visitor.strong };
	const outcome = await offerPasskey(identity(), callerOf(event), own);
	if (!outcome.ok)
		return json({ message: sayRefusal(outcome.reason) }, { status: statusOf(outcome.reason) });
	return json(outcome.value);
};
