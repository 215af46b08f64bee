import { error } from '@sveltejs/kit';
import { closedTo } from '#features/pathways/category.rules.ts';
import { pageOf, readCursor } from '#features/pathways/cursor.rules.ts';
import { WORDS_QUESTIONS } from '#features/pathways/entry.rules.ts';
import { listEntries, listNewestWords } from '#features/pathways/server/entry.queries.ts';
import {
	listTasksToDo,
	PAGE_SIZE,
	showPathway
} from '#features/pathways/server/pathway.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { OnlyShown } from '#values/only-shown.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.pathway;
	const after = readCursor(url.searchParams.get('after'));
	const [[pathway], words, tasks, entries] = await locals.read(
		showPathway(id),
		listNewestWords(id),
		listTasksToDo(id),
		listEntries(id, after),
		recordPathway('pathway.read', id)
	);
	if (!pathway) error(404);
	const { open, ...shown } = pathway;
	const { rows, next } = pageOf(entries, PAGE_SIZE);
	return {
		visitor: locals.visitor,
		shown: new OnlyShown({
			today: locals.today,
			id,
			pathway: shown,
			mayWrite: open.length > 0 && locals.visitor?.hat === 'organisation',
			isPartial: closedTo(open).length > 0,
			words: WORDS_QUESTIONS.flatMap((question) =>
				words.filter((each) => each.question === question)
			),
			tasks,
			entries: rows,
			next: next && `/pathways/${id}?after=${encodeURIComponent(next)}`,
			isFirst: after === null
		})
	};
};
