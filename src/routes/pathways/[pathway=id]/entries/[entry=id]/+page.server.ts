import { error, fail, redirect } from '@sveltejs/kit';
import { conflictOfEntry, entryShownAt } from '#features/pathways/entry-conflict.ts';
import { EntryChange } from '#features/pathways/pathway.schema.ts';
import { findOwnEntry } from '#features/pathways/server/entry.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { rewriteEntry } from '#features/pathways/server/rewrite-entry.ts';
import { recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], [entry]] = await locals.read(
		findHead(params.pathway),
		findOwnEntry(params.pathway, params.entry),
		recordFound(
			'entry.read',
			params.pathway,
			params.entry,
			findHead(params.pathway),
			findOwnEntry(params.pathway, params.entry)
		)
	);
	if (!head || !entry) error(404);
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!head.isOpen) redirect(303, `/pathways/${params.pathway}`);
	if (entry.kind === 'measure')
		redirect(303, `/pathways/${params.pathway}/measures/${params.entry}`);
	const { createdAt: _created, changedAt: _changed, author: _author, ...shown } = entry;
	return { visitor: locals.visitor, head, entry: { ...shown, version: entryShownAt(entry) } };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, EntryChange);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, ...change } = form.value;
		const result = await locals.transact((acting) =>
			rewriteEntry(acting, params.pathway, params.entry, version, change)
		);
		if (!result.ok && result.reason === 'no-such-entry') error(404);
		if (!result.ok) return fail(409, { typed: form.typed, refusal: result.reason });
		const { stale } = result.value;
		if (!stale) redirect(303, `/pathways/${params.pathway}`);
		return fail(409, { typed: form.typed, conflict: conflictOfEntry(stale, form.typed) });
	}
};
