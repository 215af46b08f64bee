import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { listTheoryLinks } from '#features/agreements/server/shown-theory.queries.ts';
import { shareTheory, stopSharing } from '#features/agreements/server/share-theory.ts';
import { sharedFields, tellsTheory } from '#features/agreements/shown-theory.rules.ts';
import { CloseLinkForm, ShareTheoryForm } from '#features/agreements/shown-theory.schema.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { m } from '#messages';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** The theory of change as others are shown it, and the links by which they are. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { document, agreed } = await readAgreement(locals, params.agreement);
	if (!agreed?.from) error(404);
	const [links] = await locals.read(listTheoryLinks(params.agreement));
	const { sections, answers, language } = asFrozen(agreed.content);
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done'),
		id: params.agreement,
		title: document.title,
		made: randomUUID(),
		isKeeper: document.isKeeper,
		theory: tellsTheory(answers)
			? { fields: sharedFields(sections, answers), answers, language }
			: null,
		open: links.filter(({ closedAt }) => closedAt === null),
		closed: links.filter(({ closedAt }) => closedAt !== null)
	};
};

export const actions: Actions = {
	/** The address is told in the answer and nowhere else. */
	share: async ({ locals, params, request }) => {
		const form = await readForm(request, ShareTheoryForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const outcome = await locals.transact((acting) =>
			shareTheory(acting, params.agreement, form.value)
		);
		if (outcome.ok)
			return {
				address: installation().settings.origin + outcome.value,
				meantFor: form.value.meantFor
			};
		if (outcome.reason === 'no-document') return error(404);
		if (outcome.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: randomUUID() },
				refusal: m.theory_link_sent_before()
			});
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	},
	close: async ({ locals, params, request }) => {
		const form = await readForm(request, CloseLinkForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			stopSharing(acting, params.agreement, form.value.link)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/theory?done=closed`);
		if (outcome.reason === 'not-a-writer-of-it')
			return fail(409, { refusal: sayRefusal(outcome.reason) });
		return error(404);
	}
};
