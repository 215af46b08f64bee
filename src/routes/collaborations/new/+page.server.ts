import { error, fail, redirect } from '@sveltejs/kit';
import { mayBegin } from '#features/collaborations/collaboration.rules.ts';
import { CollaborationForm } from '#features/collaborations/collaboration.schema.ts';
import { beginCollaboration } from '#features/collaborations/server/begin-collaboration.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
	await locals.read();
	const { visitor } = locals;
	if (visitor?.hat !== 'organisation') error(404, 'not found');
	const may = mayBegin(visitor);
	return {
		visitor,
		id: crypto.randomUUID(),
		// Somebody who came by a link reads why there is no form here.
		cannot: may.ok ? null : sayRefusal(may.reason)
	};
};

export const actions: Actions = {
	begin: async ({ locals, request }) => {
		const form = await readForm(request, CollaborationForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const begun = await locals.transact((acting) => {
			if (acting.visitor.hat !== 'organisation') error(404, 'not found');
			return beginCollaboration(acting, form.value);
		});
		if (!begun.ok) return fail(409, { typed: form.typed, refusal: sayRefusal(begun.reason) });
		redirect(303, `/collaborations/${begun.value}`);
	}
};
