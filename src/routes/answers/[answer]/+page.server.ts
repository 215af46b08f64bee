import { error, fail, redirect } from '@sveltejs/kit';
import { AnswerForm } from '#features/meetings/answer.schema.ts';
import { answerByLink, findAnswerLink } from '#features/meetings/server/answer.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** To look is not to answer: mail programs open links by themselves. Shown is when the meeting is, as in the mail. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[link]] = await locals.readPublic(findAnswerLink(params.answer, locals.today));
	if (!link) error(404);
	const { path, ...shown } = link;
	return {
		visitor: locals.visitor,
		link: shown,
		signIn: `/sign-in?to=${encodeURIComponent(path)}`,
		isThanked: url.searchParams.get('thanks') === 'yes'
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, AnswerForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const [[link], [answered]] = await locals.readPublic(
			findAnswerLink(params.answer, locals.today),
			answerByLink(params.answer, form.value.answer, form.value.toSequence, locals.today)
		);
		if (!link) error(404);
		if (answered?.outcome !== 'answered')
			return fail(409, {
				refusal: sayRefusal(answered?.outcome === 'moved' ? 'meeting-moved' : 'light-link-gone')
			});
		redirect(303, '?thanks=yes');
	}
};
