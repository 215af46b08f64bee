import { error, fail, redirect } from '@sveltejs/kit';
import { DoubtAnswerForm } from '#features/concerns/concern.schema.ts';
import { answerDoubt } from '#features/concerns/server/ask-doubt.ts';
import { findDoubt } from '#features/concerns/server/concern.queries.ts';
import { record } from '#server/audit.queries.ts';
import { whereFound } from '#server/tables.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[doubt]] = await locals.read(
		findDoubt(params.doubt),
		whereFound(record('doubt.read', params.doubt), [findDoubt(params.doubt)])
	);
	if (!doubt) error(404);
	return { visitor: locals.visitor, doubt };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, DoubtAnswerForm);
		const typed = form.typed as Record<string, string>;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { version, answer, note } = form.value;
		const answered = await locals.transact((acting) =>
			answerDoubt(acting, params.doubt, version, answer, note)
		);
		if (answered.ok) redirect(303, `/concerns/${params.doubt}`);
		if (answered.reason === 'not-there') error(404);
		if (answered.reason === 'doubt-talk-without-when')
			return fail(422, { typed, problems: { note: [sayRefusal(answered.reason)] } });
		return fail(409, { typed, refusal: sayRefusal(answered.reason) });
	}
};
