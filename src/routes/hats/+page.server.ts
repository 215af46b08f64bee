import { error, fail, redirect } from '@sveltejs/kit';
import { hatForm } from '#features/accounts/account.schema.ts';
import { readHat } from '#features/accounts/hat.rules.ts';
import { listHats, wearHat } from '#features/accounts/server/hats.queries.ts';
import { record } from '#server/audit.queries.ts';
import { ownPath } from '#server/entrance.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [hats] = await locals.read(listHats());
	return { visitor: locals.visitor, hats, to: ownPath(url.searchParams.get('to')) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, hatForm);
		const wanted = readHat(form.typed.hat);
		if (!form.ok || !wanted) return fail(422, {});
		const worn = await locals.transact(async (acting) => {
			const answer = await acting.first(wearHat(wanted));
			if (answer?.worn) await acting.run(record('account.hat-changed', wanted.organisation));
			return answer?.worn ?? false;
		});
		if (!worn) error(404);
		redirect(303, ownPath(form.value.to));
	}
};
