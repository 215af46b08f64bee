import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { EntryForm } from '#features/pathways/pathway.schema.ts';
import { listOpenCategories } from '#features/pathways/server/entry.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { writeEntry } from '#features/pathways/server/write-entry.ts';
import { recordFound, wornAtWork } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], open] = await locals.read(
		findHead(params.pathway),
		listOpenCategories(params.pathway),
		recordFound(
			'pathway.read',
			params.pathway,
			null,
			findHead(params.pathway),
			listOpenCategories(params.pathway),
			wornAtWork()
		)
	);
	if (!head || open.length === 0 || locals.visitor?.hat !== 'organisation') error(404);
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!head.isOpen) redirect(303, `/pathways/${params.pathway}`);
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		newId: crypto.randomUUID(),
		categories: CATEGORIES.filter((each) => open.some(({ category }) => category === each))
	};
};

/** What was saved is told by these names; the kind and its choices stand in the list with the text. */
const ENTRY_LABELS = {
	title: m.entry_title,
	body: m.entry_body,
	startsOn: m.entry_starts_on,
	endsOn: m.entry_ends_on
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, EntryForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, category, ...text } = form.value;
		const result = await locals.transact((acting) =>
			writeEntry(acting, params.pathway, id, category, {
				...text,
				area: null,
				channel: null
			})
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}`);
		if (result.reason === 'no-such-pathway') error(404);
		if (result.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, ENTRY_LABELS)
			});
		return fail(409, { typed: form.typed, refusal: result.reason });
	}
};
