/**
 * What somebody sent while the database was away, to be sent again. Asks the database for nothing: it may be away still.
 */
import { fail } from '@sveltejs/kit';
import { afterwardsForm } from '#features/accounts/account.schema.ts';
import { ownPath } from '#server/entrance.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions } from './$types';

export const csr = false;

export const actions: Actions = {
	/** Asked by hooks.server.ts, which shows this page in the place of the one that failed. */
	default: async ({ request, isSubRequest }) => {
		const form = await readForm(request, afterwardsForm);
		return fail(isSubRequest ? 503 : 422, { to: ownPath(form.typed.to), typed: form.typed.typed });
	}
};
