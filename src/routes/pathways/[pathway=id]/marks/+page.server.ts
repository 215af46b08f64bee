import { error, fail, redirect } from '@sveltejs/kit';
import { inOneLine, monthsToChoose } from '#features/marks/mark.rules.ts';
import { MarksForm } from '#features/marks/mark.schema.ts';
import { sayMarks } from '#features/marks/say-mark.ts';
import { markPathway } from '#features/marks/server/keep-marks.ts';
import { findMarks } from '#features/marks/server/mark.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { having, recordFound } from '#server/audit.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** what the pathway is about, and who has newly arrived; said by whoever holds the threads. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.pathway;
	const [[head], [marks]] = await locals.read(
		findHead(id),
		findMarks(id),
		recordFound('marks.read', id, null, having(findHead(id), 'isHeld'))
	);
	if (!head?.isHeld || !marks) error(404);
	return {
		visitor: locals.visitor,
		head,
		here: `/pathways/${id}`,
		done: url.searchParams.get('done') === 'kept',
		marks,
		seen: inOneLine(marks),
		months: monthsToChoose(locals.today, marks.arrived)
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, MarksForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { seen, themes, arrived } = form.value;
		const marked = await locals.transact((acting) =>
			markPathway(acting, params.pathway, seen, { themes, arrived: arrived || null })
		);
		if (marked.ok) redirect(303, `/pathways/${params.pathway}/marks?done=kept`);
		if (marked.reason === 'not-there') error(404);
		// What was chosen stands, beside what is saved now, and is sent again on top of that.
		if (marked.reason === 'stale')
			return fail(409, {
				typed: { ...form.typed, seen: inOneLine(marked.saved) },
				saved: sayMarks(marked.saved)
			});
		if (marked.reason === 'no-such-month') {
			const problems: Record<string, string[]> = { arrived: [sayRefusal(marked.reason)] };
			return fail(422, { typed: form.typed, problems });
		}
		return fail(409, { typed: form.typed, refusal: sayRefusal(marked.reason) });
	}
};
