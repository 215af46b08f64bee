import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { WordsForm } from '#features/pathways/pathway.schema.ts';
import { listWords } from '#features/pathways/server/entry.queries.ts';
import { findHead, PAGE_SIZE } from '#features/pathways/server/pathway.queries.ts';
import { writeOwnWords } from '#features/pathways/server/write-own-words.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { saySaved } from '#server/say-saved.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const after = readCursor(url.searchParams.get('after'));
	const [[head], words] = await locals.read(
		findHead(params.pathway),
		listWords(params.pathway, after),
		recordFound('own-words.read', params.pathway, null, having(findHead(params.pathway), 'isHeld'))
	);
	if (!head?.isHeld) error(404);
	const { rows, next } = pageOf(words, PAGE_SIZE);
	const here = `/pathways/${params.pathway}/own-words`;
	return {
		visitor: locals.visitor,
		today: locals.today,
		head,
		words: rows,
		next: next && `${here}?after=${encodeURIComponent(next)}`,
		first: after && here,
		newId: crypto.randomUUID(),
		isSaid: url.searchParams.get('said') === 'saved'
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, WordsForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const here = `/pathways/${params.pathway}/own-words`;
		const result = await locals.transact((acting) =>
			writeOwnWords(acting, params.pathway, form.value)
		);
		if (result.ok) redirect(303, `${here}?said=saved`);
		if (result.reason === 'no-such-pathway') error(404);
		if (result.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, { body: m.own_words_body, saidOn: m.own_words_day })
			});
		return fail(409, { typed: form.typed, refusal: result.reason });
	}
};
