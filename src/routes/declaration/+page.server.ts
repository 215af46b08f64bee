import { fail, redirect } from '@sveltejs/kit';
import { declarationForm } from '#features/accounts/account.schema.ts';
import { DECLARATION_VERSION } from '#features/accounts/declaration.rules.ts';
import { acceptDeclaration } from '#features/accounts/server/hats.queries.ts';
import { record } from '#server/audit.queries.ts';
import { ownPath } from '#server/entrance.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	await locals.read();
	return { visitor: locals.visitor, to: ownPath(url.searchParams.get('to')) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(request, declarationForm);
		if (!form.ok) return fail(422, { to: ownPath(form.typed.to), problems: form.problems });
		await locals.transact(async (acting) => {
			if (acting.visitor.declared) return;
			await acting.run(acceptDeclaration(DECLARATION_VERSION));
			await acting.run(
				record('account.declared', acting.visitor.organisation, { version: DECLARATION_VERSION })
			);
		});
		redirect(303, ownPath(form.value.to));
	}
};
