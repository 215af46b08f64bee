import { json } from '@sveltejs/kit';
import { askForPasskey } from '#features/accounts/server/keep-passkeys.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) =>
	json(await askForPasskey(identity(), callerOf(event)));
