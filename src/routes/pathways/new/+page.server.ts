import { error, fail, redirect } from '@sveltejs/kit';
import { CheckForm, NeedForm } from '#features/pathways/pathway.schema.ts';
import { checkTovholder } from '#features/pathways/server/check-tovholder.ts';
import { listCollaborations } from '#features/pathways/server/need.queries.ts';
import { registerNeed } from '#features/pathways/server/register-need.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { isSentTwice } from '#server/sent-twice.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
	const [collaborations] = await locals.read(listCollaborations());
	if (locals.visitor?.hat !== 'organisation') error(404);
	return {
		visitor: locals.visitor,
		newId: crypto.randomUUID(),
		collaborations: collaborations.map(({ id, name }) => ({ id, name }))
	};
};

/** Does `work` for somebody at work: nobody else notices needs here. */
const atWork =
	<Result>(work: (acting: Acting) => Promise<Result>) =>
	(acting: Acting) =>
		acting.visitor.hat === 'organisation' ? work(acting) : error(404);

export const actions: Actions = {
	// What is typed about a citizen stays in the form: an address would be kept by browsers and logs.
	check: async ({ locals, request }) => {
		const form = await readForm(request, CheckForm);
		if (!form.ok)
			return fail(422, { step: 'check' as const, typed: form.typed, problems: form.problems });
		const { name, birthDate } = form.value;
		const result = await locals.transact(
			atWork((acting) => checkTovholder(acting, name, birthDate))
		);
		if (result.answer === 'no') return { step: 'need' as const, typed: form.typed };
		return { step: 'check' as const, typed: form.typed, result };
	},
	register: async ({ locals, request }) => {
		const form = await readForm(request, NeedForm);
		if (!form.ok)
			return fail(422, { step: 'need' as const, typed: form.typed, problems: form.problems });
		const { interpreter, ...noticed } = form.value;
		const here = `/pathways/${noticed.pathway}`;
		const result = await locals
			.transact(
				atWork((acting) => registerNeed(acting, { ...noticed, interpreterNeeded: interpreter }))
			)
			.catch((cause: unknown) => {
				if (isSentTwice(cause, 'pathway')) redirect(303, here);
				throw cause;
			});
		if (result.ok) redirect(303, here);
		return fail(409, { step: 'need' as const, typed: form.typed, refusal: result.reason });
	}
};
