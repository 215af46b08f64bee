import { redirect } from '@sveltejs/kit';
import { identity } from '#server/identity/identity.ts';
import { recordAccount } from '#server/identity/records.ts';
import { callerOf, endSession } from '#server/identity/sessions.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const person = await endSession(identity(), callerOf(event), event.locals.token);
		if (person) await recordAccount(identity().pool, 'account.signed-out', person);
		redirect(303, '/sign-in?out=1');
	}
};
