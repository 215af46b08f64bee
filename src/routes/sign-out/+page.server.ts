import { redirect } from '@sveltejs/kit';
import { ownPath, withReturn } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { recordAccount } from '#server/identity/records.ts';
import { callerOf, endSession } from '#server/identity/sessions.ts';
import type { Actions } from './$types';

export const csr = false;

export const actions: Actions = {
	default: async (event) => {
		const person = await endSession(identity(), callerOf(event), event.locals.token);
		if (person) await recordAccount(identity().pool, 'account.signed-out', person);
		const posted = await event.request.formData().catch(() => undefined);
		// Whoever hands the device on leads the next person to what they came for.
		const to = ownPath(posted?.get('to')?.toString());
		redirect(303, to === '/' ? '/sign-in?out=1' : withReturn('/sign-in', to));
	}
};
