import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { ForeseeForm, SettleForm } from '#features/foreseen/foreseen.schema.ts';
import { findForeseenPlace, listForeseen } from '#features/foreseen/server/foreseen.queries.ts';
import { foresee, settle } from '#features/foreseen/server/keep-foreseen.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], foreseen] = await locals.read(
		findHead(params.pathway),
		findForeseenPlace(params.pathway),
		listForeseen(params.pathway),
		recordFound(
			'foreseen.read',
			params.pathway,
			null,
			findHead(params.pathway),
			findForeseenPlace(params.pathway)
		)
	);
	if (!head || !place) error(404);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		here: `/pathways/${params.pathway}`,
		foreseen,
		mayWrite: place.mayWrite && place.isOpen,
		mayEnd: place.isHeld && place.isOpen,
		categories: CATEGORIES.filter((each) => place.categories.includes(each)),
		newId: crypto.randomUUID(),
		isSaid: url.searchParams.get('said') === 'done'
	};
};

/** The field that has to be mended. */
const FIELD = {
	'category-not-open': 'category',
	'need-without-day': 'expectedOn',
	'need-in-the-past': 'expectedOn'
} as const;

export const actions: Actions = {
	foresee: async ({ locals, params, request }) => {
		const form = await readForm(request, ForeseeForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, category, ...said } = form.value;
		const written = await locals.transact((acting) =>
			foresee(acting, params.pathway, id, category, said)
		);
		if (written.ok) redirect(303, '?said=done');
		if (written.reason === 'not-there') error(404);
		if (written.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved({ words: written.saved.words ?? '' }, { words: m.foreseen_words })
			});
		if (written.reason === 'pathway-closed')
			return fail(409, { typed: form.typed, refusal: sayRefusal(written.reason) });
		const problems = { [FIELD[written.reason]]: [sayRefusal(written.reason)] };
		return fail(422, { typed: form.typed, problems });
	},
	settle: async ({ locals, params, request }) => {
		const form = await readForm(request, SettleForm);
		if (!form.ok) error(404);
		const { need, version, settled } = form.value;
		const ended = await locals.transact((acting) =>
			settle(acting, params.pathway, need, version, settled)
		);
		if (ended.ok) redirect(303, '?said=done');
		if (ended.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(ended.reason) });
	}
};
