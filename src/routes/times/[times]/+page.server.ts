import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import {
	answerTimesByLink,
	findTimesLink,
	listTimesByLink
} from '#features/held-meetings/server/times-link.queries.ts';
import { readAnswers } from '#features/held-meetings/times.schema.ts';
import { readBody } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** To look is not to answer: mail programs open links by themselves. Shown are the times that are proposed, and nothing else. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[link], options] = await locals.readPublic(
		findTimesLink(params.times, locals.today),
		listTimesByLink(params.times, locals.today)
	);
	if (!link) error(404);
	return {
		visitor: locals.visitor,
		state: link.state,
		options,
		signIn: `/sign-in?to=${encodeURIComponent(link.path)}`,
		isThanked: url.searchParams.get('thanks') === 'yes'
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { typed, ...read } = readAnswers(await readBody(request));
		const [[link], options] = await locals.readPublic(
			findTimesLink(params.times, locals.today),
			listTimesByLink(params.times, locals.today)
		);
		if (!link) error(404);
		if (link.state !== 'open') return fail(409, { typed, refusal: sayRefusal('light-link-gone') });
		if (!read.ok) return fail(422, { typed, problems: read.problems });
		// The link answers once: a time that was passed over could not be answered by it afterwards.
		const missing = options.filter(({ id }) => !read.value.some(({ option }) => option === id));
		if (missing.length > 0)
			return fail(422, {
				typed,
				problems: Object.fromEntries(
					missing.map(({ id }) => [`answer-${id}`, [m.times_answer_each()]])
				)
			});
		const [[answered]] = await locals.readPublic(
			answerTimesByLink(params.times, read.value, locals.today)
		);
		if (answered?.outcome === 'answered') redirect(303, '?thanks=yes');
		const reason = answered?.outcome === 'changed' ? 'time-not-proposed' : 'light-link-gone';
		return fail(409, { typed, refusal: sayRefusal(reason) });
	}
};
