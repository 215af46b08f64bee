import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { MarkForm } from '#features/foreseen/foreseen.schema.ts';
import { countMarks, MARKS } from '#features/foreseen/guideline.rules.ts';
import { sayMark } from '#features/foreseen/say-foreseen.ts';
import { findForeseenPlace, listMarks } from '#features/foreseen/server/foreseen.queries.ts';
import { markGuideline } from '#features/foreseen/server/keep-foreseen.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { asContent } from '#features/framework/draft.rules.ts';
import { wordsForGuidelines, type Line } from '#features/framework/framework-words.rules.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { conflictTexts } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [place], [framework], marks] = await locals.read(
		findHead(params.pathway),
		findForeseenPlace(params.pathway),
		findEstablished(),
		listMarks(params.pathway),
		recordFound(
			'guideline.read',
			params.pathway,
			null,
			findHead(params.pathway),
			having(findForeseenPlace(params.pathway), 'isWhole')
		)
	);
	if (!head || !place?.isWhole) error(404);
	return {
		visitor: locals.visitor,
		head,
		here: `/pathways/${params.pathway}`,
		marks,
		/** What the framework in force says beside each. */
		said: framework ? sayLines(wordsForGuidelines(asContent(framework.content))) : {},
		count: countMarks(marks),
		mayMark: place.isHeld && place.isOpen,
		isSaid: url.searchParams.get('said') === 'done'
	};
};

/** The lines with words for the keys of what their columns are called. */
const sayLines = (said: Record<string, Line[]>) =>
	Object.fromEntries(
		Object.entries(said).map(([guideline, lines]) => [
			guideline,
			lines.map(({ text, facts }) => ({
				text,
				facts: facts.map((fact) => ({ ...fact, label: sayKey(fact.label) }))
			}))
		])
	);

const LABELS = { mark: m.guideline_stands, words: m.guideline_words };

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, MarkForm);
		if (!form.ok) {
			if (form.problems.guideline) error(404);
			return fail(422, { typed: form.typed, problems: form.problems });
		}
		const { guideline, version, ...said } = form.value;
		const marked = await locals.transact((acting) =>
			markGuideline(acting, params.pathway, guideline, version, said)
		);
		if (marked.ok) redirect(303, '?said=done');
		if (marked.reason === 'not-there') error(404);
		if (marked.reason === 'skipped-without-reason')
			return fail(422, {
				typed: form.typed,
				problems: { words: [sayRefusal(marked.reason)] }
			});
		if (marked.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(marked.reason) });
		const { saved } = marked;
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: saved.by,
				at: saved.at,
				texts: conflictTexts(LABELS, form.typed, saved, {
					mark: { options: MARKS.map((value) => ({ value, label: sayMark(value) })) }
				})
			}
		});
	}
};
