import { error, fail, redirect } from '@sveltejs/kit';
import { SynonymForm } from '#features/directory/offer.schema.ts';
import { findDirectory, listSynonyms } from '#features/directory/server/directory.queries.ts';
import { keepSynonyms, splitWords } from '#features/directory/server/keep-directory.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[directory], groups] = await locals.read(findDirectory(), listSynonyms());
	if (!directory?.isLed) error(404);
	return {
		visitor: locals.visitor,
		groups: groups.map(({ words, ...group }) => ({
			...group,
			key: group.id ?? group.replaces ?? '',
			words: words.join(', ')
		})),
		newId: crypto.randomUUID(),
		isDone: url.searchParams.get('done') === 'yes'
	};
};

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const form = await readForm(request, SynonymForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { id, replaces, version, words } = form.value;
		if (id !== '' && !isId(id)) error(404);
		const split = splitWords(words);
		if (split.length === 1)
			return fail(422, { typed, problems: { words: [m.directory_words_two()] } });
		const kept = await locals.transact((acting) =>
			keepSynonyms(acting, { id, replaces, version }, split)
		);
		if (kept.ok) redirect(303, '/directory/words?done=yes');
		if (kept.reason === 'no-words')
			return fail(422, { typed, problems: { words: [m.directory_words_none()] } });
		if (kept.reason !== 'stale') error(404);
		return fail(409, {
			typed,
			conflict: {
				version: kept.saved.version,
				by: kept.saved.by,
				at: kept.saved.at,
				texts: [
					{
						name: 'words',
						label: m.directory_words_group(),
						yours: words,
						saved: kept.saved.words.join(', ')
					}
				]
			}
		});
	}
};
